import "server-only";
import { type IncomingHttpHeaders, type IncomingMessage, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";

/** These speak of one connection, and each side of the proxy has its own. */
const hopHeaders = new Set(["connection", "keep-alive", "transfer-encoding"]);

export function withoutHopHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopHeaders.has(name)));
}

/** A reply of the proxy's own, in the words that Docker uses for an error. */
export function plainReply(status: number): { body: string; bytes: string } {
  const body = JSON.stringify({ message: "a rule of the proxy says so" });
  const head = `${statusLine(status)}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  return { body, bytes: `${head}Connection: close\r\n\r\n${body}` };
}

/** The request's head as it came, to be sent on over a plain socket. */
export function requestHeadOf(request: IncomingMessage): string {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** What the first bytes of a reply say. */
export function headOf(bytes: Buffer): { status: number | null } {
  const status = /^HTTP\/1\.\d (\d{3})/.exec(bytes.toString("latin1", 0, 16))?.[1];
  return { status: status ? Number(status) : null };
}

/** Sends a reply's first half, and hangs up: in the middle of its body, or of its head where it has no body. */
export async function cutReply(reply: IncomingMessage, socket: Socket): Promise<void> {
  const body = await buffer(reply);
  const type = reply.headers["content-type"] ?? "application/json";
  const head = `${statusLine(reply.statusCode ?? 200)}Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const sent =
    body.length > 0 ? Buffer.concat([Buffer.from(head), body.subarray(0, body.length / 2)]) : head.slice(0, 20);
  socket.write(sent, () => socket.destroy());
}

function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
}
