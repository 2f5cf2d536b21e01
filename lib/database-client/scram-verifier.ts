import "server-only";
import { createHash, createHmac, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const iterations = 4096;

/**
 * PostgreSQL's stored form of a password (RFC 5803), so that a password's own text stands in no statement or command line.
 * The password must be plain ASCII, as `newPassword` makes it: SASLprep is not applied.
 */
export async function scramVerifier(password: string): Promise<string> {
  const salt = randomBytes(16);
  const salted = await promisify(pbkdf2)(password, salt, iterations, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/** A random password of 144 bits, safe in URLs. */
export function newPassword(): string {
  return randomBytes(18).toString("base64url");
}
