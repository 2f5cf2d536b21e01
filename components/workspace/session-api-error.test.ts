import { describe, expect, it } from "vitest";
import { errorOfResponse, failureWords, unreachable } from "@/components/workspace/session-api-error";

describe("errorOfResponse", () => {
  it("takes code, message and Retry-After from Carrel's answer", async () => {
    const body = { error: { code: "rate_limited", message: "Too many queries at once." } };
    const response = Response.json(body, { status: 429, headers: { "retry-after": "5" } });
    const error = await errorOfResponse(response);
    expect(error).toMatchObject({ status: 429, code: "rate_limited", retryAfterSeconds: 5 });
    expect(failureWords(error)).toBe("Too many queries at once. Another try makes sense in 5 seconds.");
  });

  it("has words for an answer that is not Carrel's", async () => {
    const error = await errorOfResponse(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(error).toMatchObject({ status: 502, code: "internal", retryAfterSeconds: null });
    expect(failureWords(error)).toBe("Carrel did not answer as it should.");
  });
});

describe("unreachable", () => {
  it("has no status, because nobody answered", () => {
    expect(unreachable().status).toBeNull();
  });
});
