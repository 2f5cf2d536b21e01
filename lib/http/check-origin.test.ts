import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { checkOrigin } from "./check-origin";

/** The address is never the one that the browser used, as behind a proxy; what counts are the headers. */
function check(headers: Record<string, string>, publicUrl: string | null = null): void {
  checkOrigin(new Request("http://internal.invalid/", { method: "POST", headers }), publicUrl);
}

describe("checkOrigin", () => {
  it.each([
    [{ host: "localhost:3000", origin: "http://localhost:3000" }, null],
    [{ host: "carrel.example.org", origin: "https://carrel.example.org" }, null],
    [{ host: "carrel.example.org", origin: "https://carrel.example.org", "sec-fetch-site": "same-origin" }, null],
    [{ host: "10.0.0.5:3000", origin: "https://carrel.example.org" }, "https://carrel.example.org/sql"],
    [{ host: "localhost:3000" }, null],
    [{ host: "localhost:3000", "sec-fetch-site": "same-origin" }, "https://carrel.example.org"],
  ])("admits %j, public address %j", (headers, publicUrl) => {
    expect(() => check(headers, publicUrl)).not.toThrow();
  });

  it.each([
    [{ host: "localhost:3000", origin: "https://evil.example.org" }, null],
    [{ host: "localhost:3000", origin: "http://localhost:3001" }, null],
    [{ host: "carrel.example.org", origin: "https://carrel.example.org.evil.org" }, null],
    [{ host: "carrel.example.org", origin: "https://other.example.org" }, "https://carrel.example.org"],
    [{ host: "carrel.example.org", origin: "https://carrel.example.org@evil.org" }, null],
    [{ host: "localhost:3000", origin: "null" }, null],
    [{ host: "localhost:3000", origin: "" }, null],
    [{ host: "localhost:3000", "sec-fetch-site": "cross-site" }, null],
    [{ origin: "https://evil.example.org" }, null],
  ])("refuses %j, public address %j", (headers, publicUrl) => {
    expect(() => check(headers, publicUrl)).toThrow(
      expect.objectContaining({ name: AppError.name, code: "forbidden" }),
    );
  });
});
