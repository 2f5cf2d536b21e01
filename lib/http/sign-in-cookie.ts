import "server-only";
import { LRUCache } from "lru-cache";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import type { Viewer } from "@/lib/schemas/user";
import { getServices } from "@/lib/services";
import { authSecret, tokenSchema } from "./auth-options";

/** next-auth's names for its cookie, over https and over http. */
const cookieNames = ["__Secure-next-auth.session-token", "next-auth.session-token"];

const claimsSchema = tokenSchema.extend({ exp: z.number() });
type Claims = z.infer<typeof claimsSchema>;

/** Cookies that were opened before: to derive the key and to decrypt takes longer than all else that a request needs of them. */
const opened = new LRUCache<string, Claims>({ max: 5_000 });

/** Who is signed in, from next-auth's cookie and the users' table, or null. */
export async function findUserOfCookies(cookie: (name: string) => string | undefined): Promise<Viewer | null> {
  const token = cookieNames.map(cookie).find((value) => value !== undefined);
  const claims = token === undefined ? null : await readToken(token);
  return claims && getServices().users.findUser({ id: claims.sub, stamp: claims.stamp });
}

async function readToken(token: string): Promise<Claims | null> {
  const claims = opened.get(token) ?? (await openToken(token));
  if (!claims || claims.exp * 1000 <= Date.now()) return null;
  opened.set(token, claims);
  return claims;
}

/** Opens the cookie alone: next-auth's own session call costs several milliseconds more. */
async function openToken(token: string): Promise<Claims | null> {
  try {
    return claimsSchema.safeParse(await decode({ token, secret: authSecret() })).data ?? null;
  } catch {
    // A cookie that is forged, too old or of another installation names nobody.
    return null;
  }
}
