import { request } from "node:http";

interface RawRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

export interface RawAnswer {
  status: number;
  text: string;
}

/** An event stream has no end of its own: so much of it is an answer. */
const streamedBytes = 64;

/** Sends a request as it is: no client of a higher kind lets all of them through. The path is not put in order. */
export function sendRaw({ url, method, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port, origin } = new URL(url);
  const path = url.slice(origin.length);
  return new Promise((resolve, reject) => {
    // A connection of its own: one that was used before may be closed by the server in this very moment.
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const isStream = answer.headers["content-type"] === "text/event-stream";
      let text = "";
      const finish = () => resolve({ status: answer.statusCode ?? 0, text });
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
        if (!isStream || text.length < streamedBytes) return;
        finish();
        sent.destroy();
      });
      answer.on("end", finish).on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body ?? undefined);
  });
}
