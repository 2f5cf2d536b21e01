import "server-only";
import type { Lesson } from "@/lib/schemas/lesson";
import { type HostRoom, type RoomLimit, roomInAll, roomLeft } from "@/lib/sessions/host-room";
import type { PoolEntry } from "@/lib/sessions/pool-repository";
import type { TemplateFault } from "@/lib/templates/template-faults";
import type { LessonRow, LessonRowFacts } from "./lesson-repository";
import { countWanted, isUnderWay, lessonWindow } from "./plan-lessons";

export interface LessonSurroundings {
  facts: LessonRowFacts;
  entries: PoolEntry[];
  host: HostRoom;
  isPoolOff: boolean;
  faults: Map<string, TemplateFault>;
}

/** What a lesson gets of what waits and of the room that is left; the lesson that begins first is served first. */
interface Share {
  wanted: number;
  waiting: number;
  /** How many will wait when all room is used. */
  reachable: number;
  /** How long the last of those that wait has been there. */
  newestAgeMs: number | null;
}

/** How far each lesson is, and what stands in its way. Pure. */
export function describeLessons(around: LessonSurroundings): { row: LessonRow; lesson: Lesson }[] {
  return shareOut(around).map(({ row, share }) => ({ row, lesson: describeLesson(row, share, around) }));
}

function describeLesson(row: LessonRow, share: Share, around: LessonSurroundings): Lesson {
  const { id, exercise, students, startsAt } = row;
  const { now } = around.facts;
  const state = stateOf(row, share, now);
  const reason = reasonOf(row, share, around, state);
  const isFull = state === "full" && share.newestAgeMs !== null;
  return {
    id,
    exercise,
    students,
    startsAt: startsAt.toISOString(),
    preparedFrom: lessonWindow(row).preparedFrom.toISOString(),
    state: state === "filling" && reason !== null ? "short" : state,
    waiting: share.waiting,
    wanted: share.wanted,
    ...(isFull ? { fullAt: new Date(now.getTime() - (share.newestAgeMs ?? 0)).toISOString() } : {}),
    ...(reason === null ? {} : { reason }),
  };
}

function stateOf(lesson: LessonRow, { wanted, waiting }: Share, now: Date): Exclude<Lesson["state"], "short"> {
  const { preparedFrom, endsAt } = lessonWindow(lesson);
  if (now >= endsAt) return "over";
  if (now >= lesson.startsAt) return "running";
  if (now < preparedFrom) return "planned";
  return waiting >= wanted ? "full" : "filling";
}

function shareOut({ facts, entries, host }: LessonSurroundings): { row: LessonRow; share: Share }[] {
  const wanted = countWanted(facts);
  const ready = entries.filter(({ state }) => state === "ready");
  const given = new Set<PoolEntry>();
  const starting = entries.filter(({ state }) => state === "starting").length;
  let room = Math.max(0, roomLeft(host).count) + starting;
  return facts.lessons.map((row) => {
    const missing = wanted.get(row.id) ?? 0;
    const isPrepared = isUnderWay(row, facts.now);
    const waiting = ready
      .filter((entry) => isPrepared && entry.templateKey === row.templateKey && !given.has(entry))
      .slice(0, missing);
    for (const entry of waiting) given.add(entry);
    const comes = isPrepared ? Math.min(room, missing - waiting.length) : 0;
    room -= comes;
    const newestAgeMs = waiting.at(-1)?.ageMs ?? null;
    return { row, share: { wanted: missing, waiting: waiting.length, reachable: waiting.length + comes, newestAgeMs } };
  });
}

/** Why there are not enough, or will not be; null where nothing stands in the way. */
function reasonOf(
  lesson: LessonRow,
  share: Share,
  { host, isPoolOff, faults }: LessonSurroundings,
  state: Lesson["state"],
): string | null {
  if (state === "over" || (state !== "planned" && share.waiting >= share.wanted)) return null;
  if (lesson.templateKey === null) return "The exercise's data is still being prepared, or could not be loaded.";
  const fault = faults.get(lesson.templateKey);
  if (fault?.outOfService) return `The exercise's database does not start: ${fault.reason}`;
  if (isPoolOff)
    return "No databases are started ahead on this machine (POOL_MAX is 0). Each starts when its student does.";
  if (state === "planned") return reasonInAdvance(lesson, host);
  if (host.refusal !== null) return host.refusal;
  if (share.reachable >= share.wanted) return null;
  const { limit } = roomLeft(host);
  return `${limitWords[limit]} ${share.reachable} of ${share.wanted} will wait; the others start when a place is free.`;
}

/** Whether there would be too little room even if nobody else were there. */
function reasonInAdvance({ students }: LessonRow, host: HostRoom): string | null {
  const { count, limit } = roomInAll(host);
  return students <= count ? null : `${limitWords[limit]} There is room for ${count} databases in all.`;
}

const limitWords: Record<RoomLimit, string> = {
  memory: "The machine's memory is not enough.",
  places: "No more sessions may run at once (SESSION_MAX_LIVE).",
  ports: "There are not enough ports (SESSION_PORT_RANGE).",
};
