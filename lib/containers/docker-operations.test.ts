import { describe, expect, it } from "vitest";
import { deadlineOf, operationOf } from "./docker-operations";

describe("operationOf", () => {
  it.each([
    ["GET", "/containers/json?all=true", "list"],
    ["GET", "/containers/sql-exercise-a-b-c/json", "inspect"],
    ["POST", "/containers/create?name=x", "create"],
    ["POST", "/containers/abc/start", "start"],
    ["DELETE", "/containers/abc?force=true", "remove"],
    ["POST", "/containers/abc/exec", "exec-create"],
    ["GET", "/networks?filters=x", "network-list"],
    ["GET", "/networks/carrel-main-0", "network-inspect"],
    ["POST", "/networks/create", "network-create"],
    ["DELETE", "/images/x", "image-remove"],
    ["POST", "/swarm/init", "other"],
  ])("%s %s is %s", (method, path, name) => {
    expect(operationOf({ method, path }).name).toBe(name);
  });
});

describe("deadlineOf", () => {
  it("gives a heavy call the configured time, a light one no more than ten seconds of it, and a long one minutes", () => {
    const deadline = (method: string, path: string, timeoutMs: number) =>
      deadlineOf(operationOf({ method, path }), timeoutMs);
    expect(deadline("POST", "/containers/create", 20_000)).toBe(20_000);
    expect(deadline("GET", "/_ping", 20_000)).toBe(10_000);
    expect(deadline("GET", "/_ping", 500)).toBe(500);
    expect(deadline("POST", "/commit", 20_000)).toBe(600_000);
  });
});
