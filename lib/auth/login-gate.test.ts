import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoginGate, tooManyAttempts } from "./login-gate";

const user = { id: "u1" };
const wrong = async () => null;
const right = async () => user;
const at = (email: string, address = "10.0.0.1") => ({ email, address });
const windowMs = 15 * 60 * 1000;

let gate: LoginGate;

beforeEach(() => {
  vi.useFakeTimers();
  gate = new LoginGate({ failuresPer15Min: 3 });
});

afterEach(() => {
  vi.useRealTimers();
});

async function fail(times: number, attempt: (index: number) => { email: string; address: string }): Promise<void> {
  for (let index = 0; index < times; index++) expect(await gate.admit(attempt(index), wrong)).toBeNull();
}

describe("LoginGate", () => {
  it("gives what the password check gives", async () => {
    expect(await gate.admit(at("a@carrel.demo"), right)).toBe(user);
    expect(await gate.admit(at("a@carrel.demo"), wrong)).toBeNull();
  });

  it("does not even try the password beyond the limit, not the right one either", async () => {
    await fail(3, () => at("a@carrel.demo"));
    const tryPassword = vi.fn(right);
    await expect(gate.admit(at("a@carrel.demo"), tryPassword)).rejects.toThrow(tooManyAttempts);
    expect(tryPassword).not.toHaveBeenCalled();
  });

  it("counts an account under every address and way of writing it", async () => {
    await fail(1, () => at("a@carrel.demo", "10.0.0.1"));
    await fail(1, () => at("A@Carrel.Demo", "10.0.0.2"));
    await fail(1, () => at(" a@carrel.demo ", "10.0.0.3"));
    await expect(gate.admit(at("a@carrel.demo", "10.0.0.4"), right)).rejects.toThrow(tooManyAttempts);
  });

  it("lets one account's failures not keep out another at the same address", async () => {
    await fail(3, () => at("a@carrel.demo"));
    expect(await gate.admit(at("b@carrel.demo"), right)).toBe(user);
  });

  it("counts tries that come at once", async () => {
    const tryPassword = vi.fn(wrong);
    const tries = Array.from({ length: 10 }, () => gate.admit(at("a@carrel.demo"), tryPassword));
    const refused = (await Promise.allSettled(tries)).filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(7);
    expect(tryPassword).toHaveBeenCalledTimes(3);
  });

  it("forgets an account's failures when its person signs in", async () => {
    await fail(2, () => at("a@carrel.demo"));
    await gate.admit(at("a@carrel.demo"), right);
    await fail(3, () => at("a@carrel.demo"));
    await expect(gate.admit(at("a@carrel.demo"), right)).rejects.toThrow(tooManyAttempts);
  });

  it("keeps out an address that failed with ten times as many, on whatever accounts, and no other address", async () => {
    await fail(30, (index) => at(`guess-${index}@carrel.demo`));
    await expect(gate.admit(at("a@carrel.demo"), right)).rejects.toThrow(tooManyAttempts);
    expect(await gate.admit(at("b@carrel.demo", "10.0.0.2"), right)).toBe(user);
  });

  it("does not count a classroom's successes against its address", async () => {
    for (let index = 0; index < 100; index++) {
      expect(await gate.admit(at(`student-${index}@carrel.demo`), right)).toBe(user);
    }
  });

  it("admits again when fifteen minutes have passed, and not before", async () => {
    await fail(3, () => at("a@carrel.demo"));
    vi.advanceTimersByTime(windowMs - 1_000);
    await expect(gate.admit(at("a@carrel.demo"), right)).rejects.toThrow(tooManyAttempts);
    vi.advanceTimersByTime(1_001);
    expect(await gate.admit(at("a@carrel.demo"), right)).toBe(user);
  });

  it("passes on an error of the password check as it is", async () => {
    const error = new Error("the database is away");
    await expect(gate.admit(at("a@carrel.demo"), () => Promise.reject(error))).rejects.toBe(error);
  });

  it("does not count a try whose password could not be checked", async () => {
    const gate = new LoginGate({ failuresPer15Min: 1 });
    const attempt = { email: "a@carrel.demo", address: "10.0.0.1" };
    await expect(gate.admit(attempt, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await gate.admit(attempt, async () => "user")).toBe("user");
  });
});
