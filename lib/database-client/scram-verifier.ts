import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { hmac, saltedPassword } from "./salted-password";

/**
 * Iterations slow down guessing, and a random password of 144 bits cannot be guessed: one is enough. It is not for every
 * client: JDBC's driver and others refuse fewer than RFC 7677's 4096. Those cost PostgreSQL five milliseconds when it takes
 * such a verifier, because it makes sure that the password is not the empty one, and whoever signs in two.
 */
export const fewestIterations = 1;
export const usualIterations = 4096;

/**
 * PostgreSQL's stored form of a password (RFC 5803), so that a password's own text stands in no statement or command line.
 * The password must be plain ASCII, as `newPassword` makes it: SASLprep is not applied.
 */
export async function scramVerifier(password: string, iterations = usualIterations): Promise<string> {
  const salt = randomBytes(16);
  const salted = await saltedPassword({ password, salt, iterations });
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64");
  const serverKey = hmac(salted, "Server Key").toString("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/** A random password of 144 bits, safe in URLs. */
export function newPassword(): string {
  return randomBytes(18).toString("base64url");
}
