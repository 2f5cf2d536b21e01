import { once } from "node:events";
import { type ClientRequest, request } from "node:http";

/** Sends the beginning of a zip, which the server has met by then, and no more of it until it is destroyed. */
export async function beginUpload({ url, cookie }: { url: string; cookie: string }): Promise<ClientRequest> {
  const zip = { "content-type": "application/zip", "content-length": "1000000" };
  const sent = request(url, { method: "POST", headers: { cookie, ...zip, expect: "100-continue" }, agent: false });
  const met = once(sent, "continue");
  sent.flushHeaders();
  await met;
  // That it is cut off is what it is for.
  sent.on("error", () => undefined);
  sent.write(Buffer.alloc(1000));
  return sent;
}
