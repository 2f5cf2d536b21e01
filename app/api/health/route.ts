import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const health = await getServices().readHealth();
  return Response.json(health, { status: health.status === "ok" ? 200 : 503 });
}
