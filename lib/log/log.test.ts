import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { openLog } from "./log";

/** What a line of the log says. */
function lineOf(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(openLog({ level: "debug", name: "test", destination: { write: (line) => lines.push(line) } }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "");
}

const errorLine = (error: unknown) => JSON.stringify(lineOf((log) => log.error({ err: error }, "it failed")));

describe("openLog", () => {
  it("cuts secrets by name, at the top and below", () => {
    const line = lineOf((log) =>
      log.info({
        sessionId: "s1",
        password: "hunter2",
        row: { studentPassword: "hunter2", adminPassword: "hunter2" },
        request: { headers: { authorization: "Bearer hunter2", cookie: "hunter2" } },
        DATABASE_URL: "postgres://carrel:hunter2@db/carrel",
      }),
    );
    expect(JSON.stringify(line)).not.toContain("hunter2");
    expect(line).toMatchObject({ sessionId: "s1" });
  });

  it("leaves out what hangs on an error beside its telling fields", () => {
    const error = Object.assign(new TypeError("Invalid URL"), {
      code: "ERR_INVALID_URL",
      input: "postgres://carrel:hunter2@",
    });
    expect(errorLine(error)).not.toContain("hunter2");
    expect(errorLine(error)).toContain("ERR_INVALID_URL");
  });

  it.each([
    ["an address", "cannot reach postgresql://carrel:hunter2@db.example:5432/carrel"],
    ["an address whose password has signs in it", "cannot reach postgresql://carrel:hun%2Fter2:hunter2@db/carrel"],
    ["a statement", "syntax error in ALTER ROLE student PASSWORD 'hunter2'"],
    ["a setting", "bad option password=hunter2 host=db"],
    ["JSON", 'HTTP code 500: {"Env":{"POSTGRES_PASSWORD":"hunter2"}}'],
    ["a variable", "container failed: POSTGRES_PASSWORD=hunter2"],
    ["a header", "sent Authorization: Bearer hunter2"],
    ["a cookie", "sent Cookie: next-auth.session-token=hunter2"],
    ["a verifier", "role has SCRAM-SHA-256$4096:salt$hunter2:hunter2"],
  ])("hides the secret in %s", (_where, message) => {
    const line = errorLine(new AppError("internal", { publicMessage: "Something.", cause: new Error(message) }));
    expect(line).not.toContain("hunter2");
    expect(line).toContain("[hidden]");
  });

  it("hides the row that PostgreSQL refused, and keeps what was wrong with it", () => {
    const refused = Object.assign(new Error('new row violates check constraint "sessions_check"'), {
      code: "23514",
      severity: "ERROR",
      detail: "Failing row contains (s1, ready, hunter2, hunter2 (again)).",
      table: "exercise_sessions",
    });
    const line = errorLine(refused);
    expect(line).not.toContain("hunter2");
    expect(line).toContain("sessions_check");
    expect(line).toContain("23514");
  });

  it("tells the causes of an error, to the last", () => {
    const root = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", port: 5432 });
    const line = errorLine(
      new AppError("database_unavailable", { publicMessage: "Away.", cause: new AggregateError([root]) }),
    );
    expect(line).toContain("database_unavailable");
    expect(line).toContain("ECONNREFUSED");
  });

  it("keeps PostgreSQL's own words about a password that is wrong", () => {
    expect(errorLine(new Error('password authentication failed for user "student"'))).toContain("for user");
  });
});
