import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { decode, type JWT } from "next-auth/jwt";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import type { Viewer } from "@/lib/schemas/user";
import { getServices } from "@/lib/services";
import { authSecret } from "./auth-options";

/** next-auth's names for its cookie, over https and over http. */
const cookieNames = ["__Secure-next-auth.session-token", "next-auth.session-token"];

const claimsSchema = z.object({ sub: z.string(), stamp: z.string() });

/** Who is signed in, from next-auth's cookie and the users' table, or null. */
export async function findViewer(): Promise<Viewer | null> {
  const claims = claimsSchema.safeParse(await readCookie());
  return claims.success ? getServices().users.findUser({ id: claims.data.sub, stamp: claims.data.stamp }) : null;
}

/** Opens the cookie alone: next-auth's own session call costs several milliseconds more, at every request. */
async function readCookie(): Promise<JWT | null> {
  const jar = await cookies();
  const token = cookieNames.map((name) => jar.get(name)?.value).find((value) => value !== undefined);
  if (token === undefined) return null;
  try {
    return await decode({ token, secret: authSecret() });
  } catch {
    // A cookie that is forged, too old or of another installation names nobody.
    return null;
  }
}

/** For route handlers. @throws AppError unauthenticated */
export async function getViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) throw new AppError("unauthenticated", { publicMessage: "Sign in first." });
  return viewer;
}

/** For pages: sends whoever is not signed in to the sign-in page, and back afterwards. */
export async function requireViewer(returnPath = "/exercises"): Promise<Viewer> {
  return (await findViewer()) ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(returnPath)}`);
}
