import "server-only";
import { parse } from "cookie";
import { AppError } from "@/lib/errors/app-error";
import type { Viewer } from "@/lib/schemas/user";
import { findUserOfCookies } from "./sign-in-cookie";

/** For route handlers: who sent the request. @throws AppError unauthenticated */
export async function getViewer(request: Request): Promise<Viewer> {
  const cookies = parse(request.headers.get("cookie") ?? "");
  const viewer = await findUserOfCookies((name) => cookies[name]);
  if (!viewer) throw new AppError("unauthenticated", { publicMessage: "Sign in first." });
  return viewer;
}
