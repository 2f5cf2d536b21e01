import "server-only";
import type { Log } from "@/lib/log/log";
import type { SessionEvent } from "@/lib/schemas/session";
import type { BackgroundWork } from "./background-work";
import { type PlaceRepository, presenceMs } from "./place-repository";
import type { SessionAdmission } from "./session-admission";
import type { SessionRepository } from "./session-repository";
import { type SessionRow, toSessionEvent } from "./session-row";
import type { SessionWatch } from "./session-watch";

interface SessionPresenceOptions {
  repository: SessionRepository;
  watch: SessionWatch;
  places: PlaceRepository;
  admission: SessionAdmission;
  background: BackgroundWork;
  /** So long after the last sign of use a session falls asleep. */
  hibernateMs: number;
  log: Log;
}

/** An open page: hears of every change, keeps its session awake and its place in the queue, and wakes it on arrival. */
export class SessionPresence {
  constructor(private readonly options: SessionPresenceOptions) {}

  /** The session's state now and after every change, until the signal. */
  async *events(session: SessionRow, options: { isOwner: boolean; signal: AbortSignal }): AsyncGenerator<SessionEvent> {
    const { signal, isOwner } = options;
    // A teacher who looks on keeps nothing awake.
    const leave = isOwner ? await this.arrive(session) : () => undefined;
    let last = "";
    try {
      for await (const row of this.options.watch.follow(session.id, signal)) {
        const event = await this.toEvent(row);
        const told = JSON.stringify({ ...event, timeLeftMs: 0, session: { ...event.session, lastActiveAt: "" } });
        // A look that found nothing new is not worth a message.
        if (told !== last) yield event;
        last = told;
      }
    } finally {
      leave();
    }
  }

  private async arrive({ id, state }: SessionRow): Promise<() => void> {
    const { places, admission, repository, hibernateMs, background } = this.options;
    if (state === "hibernated") background.run("wake", id, () => admission.wake(id));
    else if (state === "ready") await repository.touch(id);
    else await places.keepPresent(id);
    const renew = () => background.run("keep present", id, () => places.keepPresent(id));
    const timer = setInterval(renew, Math.min(presenceMs / 3, hibernateMs / 3));
    return () => {
      clearInterval(timer);
      background.run("leave", id, () => places.leave(id));
    };
  }

  private async toEvent(row: SessionRow): Promise<SessionEvent> {
    const { places, hibernateMs } = this.options;
    const queuePosition = row.state === "queued" ? ((await places.listPositions()).get(row.id) ?? null) : null;
    return toSessionEvent(row, { now: new Date(), sleepsAfterMs: hibernateMs, queuePosition });
  }
}
