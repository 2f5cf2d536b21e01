import "server-only";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { isSocketAddress } from "./is-socket-address";
import { MessageReader, type PostgresMessage } from "./postgres-messages";

/** One question to the database and its answer, at one of two moments: not yet forwarded, or carried out and not yet answered. */
export interface DatabaseStep {
  kind: "database";
  moment: "before" | "after";
  sql: string;
}

/** What it returns holds the step until then; one that never settles holds it until the connection goes. */
export type DatabaseGate = (step: DatabaseStep) => Promise<void> | void;

/** `refuse` cuts every connection and takes no new one, as a server that was stopped; `silent` is a network that swallows all. */
export type DatabaseMode = "through" | "refuse" | "silent";

/** A proxy before Carrel's database that can hold a process at any of its questions, and take the database away. */
export class DatabaseProxy {
  private readonly sockets = new Set<Socket>();
  private mode: DatabaseMode = "through";
  private server: Server | null = null;
  private port = 0;

  private constructor(
    private readonly upstream: URL,
    private readonly gate: DatabaseGate,
  ) {}

  static async open(options: { url: string; gate?: DatabaseGate }): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(new URL(options.url), options.gate ?? (() => undefined));
    await proxy.listen();
    return proxy;
  }

  /** The database's address through this proxy. */
  get url(): string {
    const url = new URL(this.upstream);
    url.hostname = "127.0.0.1";
    url.port = String(this.port);
    return url.href;
  }

  /** How many clients are connected. */
  connectionCount(): number {
    return this.sockets.size / 2;
  }

  async setMode(mode: DatabaseMode): Promise<void> {
    this.mode = mode;
    if (mode !== "through") {
      if (mode === "refuse") await this.stopListening();
      return;
    }
    // What was swallowed never arrives; whoever still waits for it has to ask again.
    this.destroyAll();
    if (!this.server) await this.listen();
  }

  async close(): Promise<void> {
    await this.stopListening();
  }

  private async listen(): Promise<void> {
    const server = createServer((client) => this.accept(client));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.port, "127.0.0.1", resolve);
    });
    const address = server.address();
    if (isSocketAddress(address)) this.port = address.port;
  }

  private async stopListening(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    this.destroyAll();
    await closed;
  }

  private destroyAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private accept(client: Socket): void {
    const upstream = createConnection({ host: this.upstream.hostname, port: Number(this.upstream.port || 5432) });
    this.pair(client, upstream);
    this.pair(upstream, client);
    const trips: string[] = [];
    const forward = (to: Socket, bytes: Buffer) => {
      if (this.mode === "through" && !to.destroyed) to.write(bytes);
    };
    const questions = new MessageReader({ startsUntyped: true });
    inOrder(client, async (bytes) => {
      for (const batch of questions.batches(bytes, endsQuestion)) {
        if (batch.complete) {
          await this.gate({ kind: "database", moment: "before", sql: batch.messages.map(sqlOf).join("") });
          trips.push(batch.messages.map(sqlOf).join(""));
        }
        forward(upstream, batch.bytes);
      }
    });
    const answers = new MessageReader({ startsUntyped: false });
    inOrder(upstream, async (bytes) => {
      for (const batch of answers.batches(bytes, (type) => trips.length === 0 || type === "Z")) {
        const sql = batch.messages.at(-1)?.type === "Z" ? trips.shift() : undefined;
        if (sql !== undefined) await this.gate({ kind: "database", moment: "after", sql });
        forward(client, batch.bytes);
      }
    });
    // A server that hangs up may have said why, without the end that its answers have.
    upstream.on("end", () => client.end(answers.rest()));
  }

  /** When one end goes, the other one goes too. */
  private pair(one: Socket, other: Socket): void {
    this.sockets.add(one);
    one.setNoDelay(true);
    one.on("error", () => other.destroy());
    one.on("close", () => {
      this.sockets.delete(one);
      other.destroy();
    });
  }
}

/** A simple query, or the Sync at the end of an extended one. */
function endsQuestion(type: string): boolean {
  return type === "Q" || type === "S";
}

/** The SQL that a Query or a Parse message carries. */
function sqlOf({ type, body }: PostgresMessage): string {
  if (type === "Q") return textUntilNul(body, 0);
  if (type !== "P") return "";
  return textUntilNul(body, body.indexOf(0) + 1);
}

function textUntilNul(bytes: Buffer, from: number): string {
  return bytes.toString("utf8", from, bytes.indexOf(0, from));
}

/** Handles one piece after the other, however long each of them is held. */
function inOrder(socket: Socket, handle: (bytes: Buffer) => Promise<void>): void {
  let last = Promise.resolve();
  socket.on("data", (bytes) => {
    last = last.then(() => handle(bytes));
  });
}
