import { describe, expect, it } from "vitest";
import { UploadGate } from "./upload-gate";

describe("UploadGate", () => {
  it("holds so many of one person's uploads, and so many of all, and takes the next when one is done", () => {
    const gate = new UploadGate({ mostAtOnce: 3, mostOfOne: 2 });
    const first = gate.enter("ada");
    gate.enter("ada");
    const refused = { code: "rate_limited", retryAfterSeconds: 5 };
    expect(() => gate.enter("ada")).toThrow(expect.objectContaining(refused));
    gate.enter("grace");
    const full = { code: "capacity_full", retryAfterSeconds: 5 };
    expect(() => gate.enter("linus")).toThrow(expect.objectContaining(full));
    first.leave();
    gate.enter("linus");
    // What was given back is not given back twice: the place is somebody else's now.
    first.leave();
    expect(() => gate.enter("grace")).toThrow(expect.objectContaining(full));
  });
});
