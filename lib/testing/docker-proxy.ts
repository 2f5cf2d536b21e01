import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, createServer, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { cutReply, headOf, plainReply, requestHeadOf, withoutHopHeaders } from "./docker-proxy-bytes";
import { type DockerProxyCall, type DockerProxyRule, DockerProxyRules, passPoint } from "./docker-proxy-rules";

export type DockerProxy = Awaited<ReturnType<typeof openDockerProxy>>;

/**
 * A Docker socket of a test's own: it hands everything on to the real one, but for the calls that its rules name.
 * A client that goes away takes its call along, as it does at Docker itself.
 */
export async function openDockerProxy(options: { upstream?: string } = {}) {
  const upstream = options.upstream ?? "/var/run/docker.sock";
  const folder = await mkdtemp(join(tmpdir(), "carrel-docker-proxy-"));
  const socketPath = join(folder, "docker.sock");
  const rules = new DockerProxyRules();
  const calls: DockerProxyCall[] = [];
  const sockets = new Set<Duplex>();
  const begin = (request: IncomingMessage) => {
    const call = { method: request.method ?? "GET", path: request.url ?? "/", status: null };
    calls.push(call);
    return { call, rule: rules.take(call), upstream };
  };
  const server = createServer((request, response) => void serveCall(request, response, begin(request)));
  // A held call may wait as long as the test likes.
  server.requestTimeout = 0;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (request, socket, head) => void serveStream({ request, socket, head, ...begin(request) }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(socketPath, resolve);
  });
  return {
    socketPath,
    /** As DOCKER_HOST wants it. */
    host: `unix://${socketPath}`,
    /** Every call that has arrived, in order. `status` is null until Docker has answered. */
    calls,
    /** How many clients are connected. */
    connectionCount: () => sockets.size,
    addRule: rules.add.bind(rules),
    close: async () => {
      rules.removeAll();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Passage {
  call: DockerProxyCall;
  rule: DockerProxyRule | null;
  upstream: string;
}

async function serveCall(request: IncomingMessage, response: ServerResponse, passage: Passage): Promise<void> {
  const { call, rule } = passage;
  const answer = (status: number) => {
    response.writeHead(status, { "content-type": "application/json" }).end(plainReply(status).body);
  };
  const point = { call, rule, socket: request.socket, answer };
  if (!(await passPoint("before", point))) return;
  // A connection to Docker for each call. Docker must not be the one to close it: it would while the request's end is written.
  const agent = new Agent({ keepAlive: true });
  const forwarded = openRequest({
    socketPath: passage.upstream,
    method: call.method,
    path: call.path,
    headers: withoutHopHeaders(request.headers),
    agent,
  });
  response.on("close", () => {
    forwarded.destroy();
    agent.destroy();
  });
  forwarded.on("error", () => request.socket.destroy());
  forwarded.on("response", async (reply) => {
    // Docker went away in the middle of its reply; the client sees the same.
    reply.on("error", () => request.socket.destroy());
    call.status = reply.statusCode ?? null;
    if (!(await passPoint("after", point))) return void reply.resume();
    if (rule?.fault.kind === "cut") return void cutReply(reply, request.socket);
    response.writeHead(reply.statusCode ?? 502, reply.statusMessage, withoutHopHeaders(reply.headers));
    response.flushHeaders();
    reply.pipe(response);
  });
  request.pipe(forwarded);
}

/** A connection that turns into a stream (attach, exec) is handed on byte by byte. */
async function serveStream(
  stream: Passage & { request: IncomingMessage; socket: Duplex; head: Buffer },
): Promise<void> {
  const { request, socket, head, call, rule } = stream;
  const answer = (status: number) => void socket.end(plainReply(status).bytes);
  const point = { call, rule, socket, answer };
  if (!(await passPoint("before", point))) return;
  const forwarded: Socket = connect({ path: stream.upstream, allowHalfOpen: true });
  const dropBoth = () => {
    forwarded.destroy();
    socket.destroy();
  };
  // What Docker said last may still be on its way to the client when Docker has hung up.
  forwarded.on("error", dropBoth).on("close", () => socket.end());
  socket.on("close", () => forwarded.destroy());
  forwarded.write(requestHeadOf(request));
  forwarded.write(head);
  socket.pipe(forwarded);
  forwarded.once("data", async (first: Buffer) => {
    forwarded.pause();
    call.status = headOf(first).status;
    if (!(await passPoint("after", point))) return;
    if (rule?.fault.kind === "cut") return void socket.end(first.subarray(0, first.length / 2), dropBoth);
    socket.write(first);
    forwarded.pipe(socket);
  });
}
