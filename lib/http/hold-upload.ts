import "server-only";
import type { UploadGate, UploadPlace } from "@/lib/auth/upload-gate";
import type { Viewer } from "@/lib/schemas/user";
import { drainBody } from "./read-body";

interface Upload {
  gate: UploadGate;
  viewer: Viewer;
  request: Request;
}

/**
 * Lets an upload in where there is a place for it. Whoever works on beyond the answer's beginning gives the place back later.
 * @throws AppError rate_limited or capacity_full, with the body read and thrown away; what `work` throws, with the place given back
 */
export async function holdUpload(
  { gate, viewer, request }: Upload,
  work: (place: UploadPlace) => Promise<Response>,
): Promise<Response> {
  const place = await enter({ gate, viewer, request });
  try {
    return await work(place);
  } catch (error) {
    place.leave();
    throw error;
  }
}

async function enter({ gate, viewer, request }: Upload): Promise<UploadPlace> {
  try {
    return gate.enter(viewer.id);
  } catch (refusal) {
    await drainBody(request);
    throw refusal;
  }
}
