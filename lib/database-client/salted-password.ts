import "server-only";
import { createHmac, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

interface SaltedPasswordOptions {
  password: string;
  salt: Buffer;
  iterations: number;
}

const derive = promisify(pbkdf2);

/** Kept for as many sessions as one process is likely to serve; each takes about 200 bytes. */
const keptAtMost = 2_000;
const kept = new Map<string, Promise<Buffer>>();

/**
 * SCRAM's salted password. It costs two milliseconds of computing at 4096 iterations, so it is remembered: whoever wrote
 * a verifier soon signs in with it.
 */
export function saltedPassword({ password, salt, iterations }: SaltedPasswordOptions): Promise<Buffer> {
  const key = hmac(salt, `${iterations} ${password}`).toString("base64");
  const known = kept.get(key);
  if (known) return known;
  const salted = derive(password, salt, iterations, 32, "sha256");
  kept.set(key, salted);
  const [oldest] = kept.keys();
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
  return salted;
}

export function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
