import "server-only";
import { EventEmitter } from "node:events";
import pg from "pg";
import type { Log } from "@/lib/log/log";

export type ChangeChannel = (typeof channels)[number];

const channels = ["carrel_session", "carrel_database", "carrel_pool", "carrel_fleet", "carrel_user"] as const;
/** Emitted when notifications may have been missed. */
const lost = "lost";

const reconnectDelayMs = 1_000;

/**
 * Tells which sessions and exercise databases changed, by LISTEN on one connection of its own.
 * A notification can be lost while the connection is away, so whoever listens also looks by itself now and then.
 */
export class ChangeFeed {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private listening = false;
  private closed = false;

  constructor(private readonly options: { url: string; log: Log }) {}

  /** False while changes go unheard. */
  get isListening(): boolean {
    return this.listening;
  }

  /**
   * Calls back with the id of each changed row, until the returned function is called.
   * @param onLost is told when the connection went away, and with it perhaps a notification
   */
  subscribe(channel: ChangeChannel, onChange: (id: string) => void, onLost: () => void = () => undefined): () => void {
    this.events.on(channel, onChange);
    this.events.on(lost, onLost);
    this.connect();
    return () => {
      this.events.off(channel, onChange);
      this.events.off(lost, onLost);
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.listening = false;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end();
  }

  private connect(): void {
    if (this.client || this.closed) return;
    const client = new pg.Client({ connectionString: this.options.url, application_name: "carrel-changes" });
    this.client = client;
    // Without a listener, a connection that breaks while idle would end the process.
    client.on("error", (error) => this.lose(client, error));
    client.on("end", () => this.lose(client, new Error("the connection was closed")));
    client.on("notification", ({ channel, payload }) => this.events.emit(channel, payload ?? ""));
    client
      .connect()
      .then(() => client.query(channels.map((channel) => `LISTEN ${channel}`).join("; ")))
      .then(() => {
        this.listening = this.client === client;
      })
      .catch((error: unknown) => this.lose(client, error));
  }

  private lose(client: pg.Client, error: unknown): void {
    if (this.client !== client) return;
    this.client = null;
    this.listening = false;
    this.events.emit(lost);
    if (this.closed) return;
    this.options.log.warn({ err: error }, "lost the connection that tells of changes; trying again");
    client.end().catch((endError: unknown) => this.options.log.debug({ err: endError }, "closing it failed too"));
    this.retry = setTimeout(() => this.connect(), reconnectDelayMs);
  }
}
