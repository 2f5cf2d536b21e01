import { describe, expect, it } from "vitest";
import { loadConfig } from "./config";

const least = {
  DATABASE_URL: "postgresql://carrel:hunter2@127.0.0.1:5432/carrel",
  CARREL_INSTANCE: "main",
  CARREL_SECRET: "a secret of at least 32 characters",
  EXERCISE_IMAGE: "carrel/exercise:1",
};

function messageOf(environment: Record<string, string | undefined>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    return String(error);
  }
  return "no error";
}

/** The variables that an error names, one a line. */
function namesIn(message: string): string[] {
  return [...message.matchAll(/^ {2}([A-Z0-9_]+): .+$/gm)].map((match) => match[1] ?? "");
}

describe("loadConfig", () => {
  it("needs four variables and has a default for every other", () => {
    expect(namesIn(messageOf({}))).toEqual(Object.keys(least));
    expect(loadConfig(least)).toMatchObject({
      demo: true,
      publicUrl: null,
      docker: { host: null, timeoutMs: 20_000 },
      session: { portRange: { first: 24_000, last: 27_999 }, bindAddress: "127.0.0.1" },
    });
  });

  it("turns megabytes, days and cores into the units in the names", () => {
    const units = {
      SESSION_MEMORY_MB: "128",
      SESSION_SHM_MB: "16",
      SESSION_FILE_SIZE_MB: "64",
      SESSION_RETENTION_DAYS: "2",
      SESSION_CPUS: "0.5",
      QUERY_MAX_RESULT_BYTES: "1000",
      QUERY_TIMEOUT_MS: "2500",
    };
    const config = loadConfig({ ...least, ...units });
    expect(config.session).toMatchObject({
      memoryBytes: 134_217_728,
      shmBytes: 16_777_216,
      fileSizeBytes: 67_108_864,
      retentionMs: 172_800_000,
      cpus: 0.5,
    });
    expect(config.query).toMatchObject({ maxResultBytes: 1_000, timeoutMs: 2_500 });
  });

  it("takes an empty variable for one that is not set", () => {
    const empty = { CARREL_URL: "", DOCKER_HOST: "", QUERY_MAX_ROWS: "", SESSION_PORT_RANGE: "", LOG_LEVEL: "" };
    expect(loadConfig({ ...least, ...empty })).toEqual(loadConfig(least));
    expect(namesIn(messageOf({ ...least, EXERCISE_IMAGE: "" }))).toEqual(["EXERCISE_IMAGE"]);
  });

  it("passes over variables that are not Carrel's", () => {
    expect(loadConfig({ ...least, HOME: "/root", QUERY_MAX_ROW: "no number" })).toEqual(loadConfig(least));
  });

  it("names every bad variable at once, and none that is good", () => {
    const bad = {
      DATABASE_URL: "mysql://carrel@127.0.0.1/carrel",
      CARREL_INSTANCE: "Main!",
      CARREL_DEMO: "yes",
      CARREL_URL: "carrel.example.org",
      SESSION_PORT_RANGE: "24000",
      SESSION_BIND_ADDRESS: "localhost",
      SESSION_MEMORY_MB: "63",
      SESSION_CPUS: "0",
      QUERY_TIMEOUT_MS: "10s",
      QUERY_MAX_ROWS: "1.5",
      LOGIN_FAILURES_PER_15_MIN: "0",
      LOG_LEVEL: "loud",
    };
    expect(new Set(namesIn(messageOf({ ...least, ...bad })))).toEqual(new Set(Object.keys(bad)));
  });

  it("never repeats a secret in its complaint", () => {
    const message = messageOf({ ...least, CARREL_SECRET: "short-secret", DATABASE_URL: "mysql://carrel:hunter2@h/d" });
    expect(namesIn(message)).toEqual(["DATABASE_URL", "CARREL_SECRET"]);
    expect(message).not.toMatch(/short-secret|hunter2/);
  });

  it.each(["27999-24000", "0-10", "1-65536", "24000", "24000-", "a-b", "24000 - 24001"])(
    "refuses the range of ports %j with one complaint",
    (range) => expect(namesIn(messageOf({ ...least, SESSION_PORT_RANGE: range }))).toEqual(["SESSION_PORT_RANGE"]),
  );

  it.each([
    ["1-65535", { first: 1, last: 65_535 }],
    ["24000-24000", { first: 24_000, last: 24_000 }],
  ])("takes the range of ports %s", (range, portRange) => {
    expect(loadConfig({ ...least, SESSION_PORT_RANGE: range }).session.portRange).toEqual(portRange);
  });

  it("has no demo accounts where CARREL_DEMO is 0", () => {
    expect(loadConfig({ ...least, CARREL_DEMO: "0" }).demo).toBe(false);
    expect(loadConfig({ ...least, CARREL_DEMO: "1" }).demo).toBe(true);
  });

  it.each([
    ["CARREL_URL", "localhost:3000"],
    ["QUERY_TIMEOUT_MS", "3000000000"],
  ])("refuses %s=%s", (name, value) => {
    const least = {
      DATABASE_URL: "postgresql://c@h/c",
      CARREL_INSTANCE: "main",
      CARREL_SECRET: "x".repeat(32),
      EXERCISE_IMAGE: "i",
    };
    expect(() => loadConfig({ ...least, [name]: value })).toThrow(name);
  });
});
