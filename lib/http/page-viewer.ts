import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { Viewer } from "@/lib/schemas/user";
import { findUserOfCookies } from "./sign-in-cookie";

/** For pages: who is signed in, or null. */
export async function findViewer(): Promise<Viewer | null> {
  const jar = await cookies();
  return findUserOfCookies((name) => jar.get(name)?.value);
}

/** For pages: sends whoever is not signed in to the sign-in page, and back afterwards. */
export async function requireViewer(returnPath = "/exercises"): Promise<Viewer> {
  return (await findViewer()) ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(returnPath)}`);
}
