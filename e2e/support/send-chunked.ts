import { request } from "node:http";
import { text } from "node:stream/consumers";

/** Posts a body whose length is not announced, as programs do that write as they go. */
export async function sendChunked(options: { url: string; cookie: string; body: string }) {
  const { url, cookie, body } = options;
  const sent = request(url, { method: "POST", headers: { cookie, "transfer-encoding": "chunked" } });
  const half = Math.floor(body.length / 2);
  sent.write(body.slice(0, half));
  sent.end(body.slice(half));
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve, reject) =>
    sent.once("response", resolve).once("error", reject),
  );
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}
