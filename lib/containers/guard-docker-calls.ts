import "server-only";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type Docker from "dockerode";
import { dockerStatusOf } from "./docker-error";
import { type DockerOperation, deadlineOf, operationOf } from "./docker-operations";

/**
 * One call of Docker's API, as it ended. `expected` is an answer such as "not there" or "has stopped already", or none where
 * the caller gave the call up.
 */
export interface DockerCall {
  operation: string;
  durationMs: number;
  outcome: "ok" | "expected" | "error" | "timeout";
}

interface GuardOptions {
  timeoutMs: number;
  onCall?: (call: DockerCall) => void;
}

interface DialOptions {
  path: string;
  method?: string;
  isStream?: boolean;
  hijack?: boolean;
  openStdin?: boolean;
  abortSignal?: AbortSignal;
}

type DialCallback = (error: unknown, result: unknown) => void;

/** Dockerode sends each of its calls through here. */
interface Dialer {
  dial(options: DialOptions, callback: DialCallback): void;
}

/** Docker took the call and did not answer in time. Whether it did what was asked is not known. */
export class DockerDeadlineError extends Error {
  constructor(operation: DockerOperation, deadlineMs: number) {
    super(`Docker did not answer "${operation.name}" within ${deadlineMs} ms`);
    this.name = "DockerDeadlineError";
  }
}

/**
 * Gives every call that is made through this client a deadline and an observer. A call that is given up takes its
 * connection along. For a stream (exec), the deadline is that of its beginning.
 */
export function guardDockerCalls(docker: Docker, options: GuardOptions): Docker {
  const modem: Dialer = docker.modem;
  const dial = modem.dial.bind(modem);
  modem.dial = (request, callback) => {
    const { signal, settle } = openCall({ ...options, request, callback });
    const abortSignal = request.abortSignal ? AbortSignal.any([request.abortSignal, signal]) : signal;
    if (request.isStream || request.hijack || request.openStdin) return dial({ ...request, abortSignal }, settle);
    // The client itself would wait forever for a reply that was cut in the middle, so the reply is read here.
    dial({ ...request, abortSignal, isStream: true }, (error, reply) => {
      if (error || !(reply instanceof Readable)) return settle(error ?? new Error("Docker's reply is no stream"), null);
      readReply(reply).then(
        (value) => settle(null, value),
        (cause: unknown) => settle(cause, null),
      );
    });
  };
  return docker;
}

/** Starts a call's clock. The first to settle it, Docker or the clock, decides. */
function openCall({ request, callback, timeoutMs, onCall }: GuardOptions & CallParts) {
  const operation = operationOf({ method: request.method ?? "GET", path: request.path });
  const deadlineMs = deadlineOf(operation, timeoutMs);
  const begunAt = performance.now();
  const givenUp = new AbortController();
  let isSettled = false;
  const settle: DialCallback = (error, result) => {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(timer);
    const outcome = error && request.abortSignal?.aborted ? "expected" : outcomeOf(error);
    onCall?.({ operation: operation.name, durationMs: performance.now() - begunAt, outcome });
    callback(error, result);
  };
  const timer = setTimeout(() => {
    settle(new DockerDeadlineError(operation, deadlineMs), null);
    givenUp.abort();
  }, deadlineMs);
  return { signal: givenUp.signal, settle };
}

interface CallParts {
  request: DialOptions;
  callback: DialCallback;
}

function outcomeOf(error: unknown): DockerCall["outcome"] {
  if (!error) return "ok";
  if (error instanceof DockerDeadlineError) return "timeout";
  const status = dockerStatusOf(error);
  return status === 304 || status === 404 || status === 409 ? "expected" : "error";
}

/** What Docker said, as JSON or as it came. */
async function readReply(reply: Readable): Promise<unknown> {
  const bytes = await buffer(reply);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    // "OK" to a ping, and the empty body of many an answer.
    return bytes;
  }
}
