import "server-only";
import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new opaque id: 16 characters of Crockford's base 32 (80 random bits), fit for URLs and container names. */
export function newId(): string {
  return Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join("");
}
