import "server-only";
import { AppError } from "@/lib/errors/app-error";

/**
 * Refuses a changing request that another site's page sent. Browsers always name the origin of such requests; programs
 * such as curl name none and carry no cookie by accident.
 * @throws AppError forbidden
 */
export function checkOrigin(request: Request, publicUrl: string | null): void {
  const origin = request.headers.get("origin");
  if (origin === null && request.headers.get("sec-fetch-site") !== "cross-site") return;
  const own = [request.headers.get("host"), publicUrl && new URL(publicUrl).host];
  if (origin !== null && URL.canParse(origin) && own.includes(new URL(origin).host)) return;
  throw new AppError("forbidden", { publicMessage: "This request came from another site's page." });
}
