import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { queryResponseSchema } from "@/lib/schemas/query";
import { type Session, sessionSchema } from "@/lib/schemas/session";
import { submissionSchema } from "@/lib/schemas/submission";
import { Problem } from "../prepare/problem.mjs";

/** One answer. `ms`: from before the request was written until its last byte was read. */
export interface Answer {
  status: number;
  body: string;
  ms: number;
}

interface Call {
  method: "GET" | "POST" | "DELETE";
  path: string;
  body?: unknown;
  form?: Record<string, string>;
}

const sessionAnswerSchema = z.object({ session: sessionSchema });

/** One person's browser, as far as its requests go: kept connections, and next-auth's cookies. */
export class CarrelClient {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async signIn(email: string, password: string): Promise<void> {
    const { body } = await this.call({ method: "GET", path: "/api/auth/csrf" });
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(JSON.parse(body));
    const form = { csrfToken, email, password, json: "true" };
    await this.call({ method: "POST", path: "/api/auth/callback/credentials", form });
    const { status } = await this.call({ method: "GET", path: "/api/exercise-sessions" });
    if (status !== 200) throw new Problem(`${email} could not sign in (${status})`);
  }

  /** Starts a session and waits for it to be ready. */
  async start(exerciseId: string): Promise<{ session: Session; ms: number }> {
    return startedBy(await this.postStart(exerciseId));
  }

  /** The same; null where the machine is full. */
  async startIfThereIsRoom(exerciseId: string): Promise<{ session: Session; ms: number } | null> {
    const answer = await this.postStart(exerciseId);
    return answer.status === 503 ? null : startedBy(answer);
  }

  async getSession(id: string): Promise<{ session: Session; ms: number }> {
    const answer = await this.call({ method: "GET", path: `/api/exercise-sessions/${id}` });
    return { session: sessionOf(answer, 200), ms: answer.ms };
  }

  async reset(id: string): Promise<{ session: Session; ms: number }> {
    const answer = await this.call({ method: "POST", path: `/api/exercise-sessions/${id}/reset`, body: {} });
    return { session: sessionOf(answer, 200), ms: answer.ms };
  }

  /** Runs a statement that gives rows. */
  async query(id: string, sql = "SELECT 1"): Promise<{ ms: number }> {
    const answer = await this.call({ method: "POST", path: `/api/exercise-sessions/query/${id}`, body: { sql } });
    if (answer.status !== 200) throw unexpected("a query", answer);
    const result = queryResponseSchema.parse(JSON.parse(answer.body)).results.at(-1);
    if (result?.kind !== "rows") throw unexpected("a query", answer);
    return { ms: answer.ms };
  }

  /** Hands an answer in. The verdict is whatever it is, and no error. */
  async submit(id: string, sql: string): Promise<{ ms: number }> {
    const path = `/api/exercise-sessions/${id}/submissions`;
    const answer = await this.call({ method: "POST", path, body: { sql } });
    if (answer.status !== 201) throw unexpected("an answer that was handed in", answer);
    const { submission } = z.object({ submission: submissionSchema }).parse(JSON.parse(answer.body));
    if (submission.verdict === "error") throw unexpected("an answer that was handed in", answer);
    return { ms: answer.ms };
  }

  /** Prepares a lesson, as a teacher. */
  async prepareLesson(body: { exerciseId: string; students: number; startsAt: string }): Promise<void> {
    const answer = await this.call({ method: "POST", path: "/api/lessons", body });
    if (answer.status !== 201) throw unexpected("a lesson", answer);
  }

  async end(id: string): Promise<{ ms: number }> {
    const answer = await this.call({ method: "DELETE", path: `/api/exercise-sessions/${id}` });
    if (answer.status !== 204) throw unexpected("an end", answer);
    return { ms: answer.ms };
  }

  async call({ method, path, body, form }: Call): Promise<Answer> {
    const content = form ? new URLSearchParams(form).toString() : body === undefined ? "" : JSON.stringify(body);
    const headers = {
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
      "content-length": Buffer.byteLength(content),
    };
    const startedAt = performance.now();
    const request = httpRequest(`${this.url}${path}`, { method, headers, agent: this.agent });
    request.end(content);
    const response = await responseTo(request);
    const answer = await text(response);
    const ms = performance.now() - startedAt;
    this.keepCookies(response);
    return { status: response.statusCode ?? 0, body: answer, ms };
  }

  private postStart(exerciseId: string): Promise<Answer> {
    return this.call({ method: "POST", path: "/api/exercise-sessions/start", body: { exerciseId } });
  }

  close(): void {
    this.agent.destroy();
  }

  private keepCookies(response: IncomingMessage): void {
    for (const cookie of response.headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
  }
}

async function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => request.once("response", resolve).once("error", reject));
}

function startedBy(answer: Answer): { session: Session; ms: number } {
  const session = sessionOf(answer, 201);
  if (session.state !== "ready") throw unexpected("a start", answer);
  return { session, ms: answer.ms };
}

function sessionOf(answer: Answer, status: number): Session {
  if (answer.status !== status) throw unexpected("a session", answer);
  return sessionAnswerSchema.parse(JSON.parse(answer.body)).session;
}

function unexpected(what: string, { status, body }: Answer): Problem {
  return new Problem(`${what} was answered with ${status}: ${body.slice(0, 300)}`);
}
