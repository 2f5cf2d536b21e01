import { describe, expect, it } from "vitest";
import { AppError, type ErrorCode, statusOfCode } from "./app-error";

const codes = Object.keys(statusOfCode).filter((code): code is ErrorCode => code in statusOfCode);

describe("statusOfCode", () => {
  it("gives every code a status of the contract", () => {
    const contract = [401, 403, 404, 405, 409, 413, 422, 429, 500, 503];
    expect(codes.filter((code) => !contract.includes(statusOfCode[code]))).toEqual([]);
    expect(new Set(Object.values(statusOfCode))).toEqual(new Set(contract));
  });
});

describe("AppError", () => {
  it("is known across the copies of this class that bundles make, and nothing else is taken for one", () => {
    const ofAnotherCopy = Object.assign(new Error("x"), { [Symbol.for("carrel.AppError")]: true });
    expect(ofAnotherCopy).toBeInstanceOf(AppError);
    expect(new Error("x")).not.toBeInstanceOf(AppError);
    expect([null, undefined, "AppError"].some((value: unknown) => value instanceof AppError)).toBe(false);
  });

  it("is an Error that carries its code, its public words, its cause and its details", () => {
    const cause = new Error("connect ECONNREFUSED");
    const details = [{ path: ["sql"] }];
    const error = new AppError("invalid_request", { publicMessage: "Not like this.", cause, details });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "AppError", code: "invalid_request", publicMessage: "Not like this." });
    expect(error.cause).toBe(cause);
    expect(error.details).toBe(details);
  });

  it("names the code in the log's message", () => {
    expect(new AppError("not_found", { publicMessage: "There is none." }).message).toBe("not_found: There is none.");
  });

  it("keeps the cause's words out of those for the page", () => {
    const error = new AppError("internal", { publicMessage: "Something broke.", cause: new Error("password=x") });
    expect(error.publicMessage).toBe("Something broke.");
    expect(error.message).not.toContain("password");
  });

  it.each(codes)("says when to try again after %s exactly where trying again makes sense", (code) => {
    const error = new AppError(code, { publicMessage: "No." });
    expect(error.retryAfterSeconds).toBe(statusOfCode[code] === 503 ? 5 : undefined);
  });

  it("lets the thrower say when to try again", () => {
    const options = { publicMessage: "Later.", retryAfterSeconds: 42 };
    expect(new AppError("rate_limited", options).retryAfterSeconds).toBe(42);
    expect(new AppError("no_free_port", options).retryAfterSeconds).toBe(42);
  });
});
