import "server-only";
import { once } from "node:events";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

/** Before Docker hears of the call, or after it has answered and before the client hears of that. */
type Point = "before" | "after";

/** What happens to a call. Without `when`, it happens before Docker hears of the call. */
export type DockerFault =
  /** Nothing; the rule only tells that the call came. */
  | { kind: "pass"; when?: Point }
  | { kind: "delay"; ms: number; when?: Point }
  /** Waits for `release`. */
  | { kind: "hold"; when?: Point }
  /** Keeps the connection and never answers. */
  | { kind: "silence"; when?: Point }
  | { kind: "close"; when?: Point }
  /** Answers by itself. */
  | { kind: "answer"; status: number; when?: Point }
  /** Sends the first half of Docker's reply and hangs up. */
  | { kind: "cut"; when?: "after" };

export interface DockerProxyCall {
  method: string;
  /** With its query, such as `/containers/create?name=x`. */
  path: string;
  status: number | null;
}

interface RuleOptions {
  match: { method?: string | RegExp; path?: RegExp };
  action: DockerFault;
  /** So many calls are met; all of them where it is left out. */
  times?: number;
  /** So many matching calls go by first. */
  skip?: number;
}

export class DockerProxyRule {
  /** The first call that the rule met, as soon as it is at the rule's point. */
  readonly arrived: Promise<DockerProxyCall>;
  /** Calls that came to the rule's point. */
  readonly hits: DockerProxyCall[] = [];
  readonly released: Promise<void>;
  /** Lets go of the calls that are held; later ones pass. */
  release: () => void = () => undefined;
  private noteFirst: (call: DockerProxyCall) => void = () => undefined;
  private left: number;
  private toSkip: number;

  constructor(
    readonly options: RuleOptions,
    private readonly forget: (rule: DockerProxyRule) => void,
  ) {
    this.left = options.times ?? Number.POSITIVE_INFINITY;
    this.toSkip = options.skip ?? 0;
    this.arrived = new Promise((resolve) => {
      this.noteFirst = resolve;
    });
    this.released = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  get fault(): DockerFault {
    return this.options.action;
  }

  /** Whether the rule meets this call; each yes counts. */
  take(call: DockerProxyCall): boolean {
    const { method, path } = this.options.match;
    if (typeof method === "string" && method !== call.method) return false;
    if (method instanceof RegExp && !method.test(call.method)) return false;
    if (path && !path.test(call.path)) return false;
    if (this.toSkip-- > 0) return false;
    return this.left-- > 0;
  }

  note(call: DockerProxyCall): void {
    this.hits.push(call);
    this.noteFirst(call);
  }

  /** Calls go by from now on, also those that are held. */
  remove(): void {
    this.forget(this);
    this.release();
  }
}

/** The rules of one proxy. The first that meets a call has it. */
export class DockerProxyRules {
  private rules: DockerProxyRule[] = [];

  add(options: RuleOptions): DockerProxyRule {
    const rule = new DockerProxyRule(options, (gone) => {
      this.rules = this.rules.filter((one) => one !== gone);
    });
    this.rules.push(rule);
    return rule;
  }

  take(call: DockerProxyCall): DockerProxyRule | null {
    return this.rules.find((rule) => rule.take(call)) ?? null;
  }

  removeAll(): void {
    for (const rule of this.rules) rule.remove();
  }
}

interface PointOptions {
  call: DockerProxyCall;
  rule: DockerProxyRule | null;
  socket: Duplex;
  answer: (status: number) => void;
}

/** Does what the rule says at this point of the call. @returns whether the call goes on */
export async function passPoint(point: Point, { call, rule, socket, answer }: PointOptions): Promise<boolean> {
  if (!rule || pointOf(rule.fault) !== point) return !socket.destroyed;
  rule.note(call);
  const { fault } = rule;
  if (fault.kind === "silence") return false;
  if (fault.kind === "close") socket.destroy();
  if (fault.kind === "answer") {
    answer(fault.status);
    return false;
  }
  if (fault.kind === "delay") await untilClosed(socket, (signal) => wait(fault.ms, undefined, { signal }));
  if (fault.kind === "hold") await untilClosed(socket, () => rule.released);
  return !socket.destroyed;
}

function pointOf(fault: DockerFault): Point {
  return fault.kind === "cut" ? "after" : (fault.when ?? "before");
}

/** Waits, but no longer than the client does. */
async function untilClosed(socket: Duplex, waiting: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  if (socket.destroyed) return;
  const over = new AbortController();
  const { signal } = over;
  const ended = (promise: Promise<unknown>) => promise.catch(() => undefined);
  await Promise.race([ended(waiting(signal)), ended(once(socket, "close", { signal }))]);
  over.abort();
}
