import "server-only";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import type { Viewer } from "@/lib/schemas/user";
import { getServices } from "@/lib/services";
import { authOptions } from "./auth-options";

const cookieSchema = z.object({ userId: z.string(), stamp: z.string() });

/** Who is signed in, from next-auth's cookie and the users' table, or null. */
export async function findViewer(): Promise<Viewer | null> {
  const { users } = getServices();
  const cookie = cookieSchema.safeParse(await getServerSession(authOptions()));
  return cookie.success ? users.findUser({ id: cookie.data.userId, stamp: cookie.data.stamp }) : null;
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
