import "server-only";
import { Prisma, type PrismaClient } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { Content, DatabaseContent, ExerciseContent } from "@/lib/exercises/parse-content";
import { hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";

interface LoadReport {
  created: string[];
  updated: string[];
  /** What a teacher made in Carrel under a slug that a file has too. The teacher's stays as it is. */
  kept: string[];
}

interface LoadContentOptions {
  prisma: PrismaClient;
  content: Content;
}

/**
 * Brings exercise databases and exercises into Carrel's database, by slug. What was loaded from the same file before
 * is left alone, so that a teacher's edit outlives a restart; a file that changed since replaces what is there.
 * May run several times at once.
 */
export async function loadContent({ prisma, content }: LoadContentOptions): Promise<LoadReport> {
  const report: LoadReport = { created: [], updated: [], kept: [] };
  const select = { slug: true, contentHash: true } as const;
  const isNew = changedSince(await prisma.exerciseDatabase.findMany({ select }));
  for (const database of content.databases.filter(isNew)) {
    const outcome = await prisma.$transaction((tx) => loadDatabase(tx, database), patience);
    if (outcome) report[outcome].push(`databases/${database.slug}`);
  }
  const isNewExercise = changedSince(await prisma.exercise.findMany({ select }));
  for (const exercise of content.exercises.filter(isNewExercise)) {
    const outcome = await prisma.$transaction((tx) => loadExercise(tx, exercise), patience);
    if (outcome) report[outcome].push(`exercises/${exercise.slug}`);
  }
  return report;
}

/** A seed of some megabytes on a busy machine takes longer than Prisma's own five seconds. */
const patience = { maxWait: 15_000, timeout: 60_000 };

/** Null where somebody else loaded the same file a moment earlier. */
type Outcome = keyof LoadReport | null;

interface Stored {
  slug: string;
  contentHash: string | null;
}

function changedSince(stored: Stored[]): (item: Stored) => boolean {
  const hashes = new Map(stored.map(({ slug, contentHash }) => [slug, contentHash]));
  return ({ slug, contentHash }) => hashes.get(slug) !== contentHash;
}

async function loadDatabase(tx: Prisma.TransactionClient, database: DatabaseContent): Promise<Outcome> {
  const { slug, ...fields } = database;
  const data = [{ id: newId(), slug, ...fields }];
  const created = await tx.exerciseDatabase.createMany({ data, skipDuplicates: true });
  if (created.count > 0) return "created";
  const stored = await tx.exerciseDatabase.findUniqueOrThrow({ where: { slug } });
  if (stored.contentHash === null) return "kept";
  if (stored.contentHash === fields.contentHash) return null;
  const sqlChanged =
    stored.schemaSql !== fields.schemaSql ||
    stored.seedSql !== fields.seedSql ||
    JSON.stringify(hiddenDatasetsSchema.parse(stored.hiddenDatasets)) !== JSON.stringify(fields.hiddenDatasets);
  const rebuild = sqlChanged ? { buildState: "building" as const, buildError: Prisma.DbNull } : {};
  // The old hash in the condition makes the second of two simultaneous updates find no row.
  const updated = await tx.exerciseDatabase.updateMany({
    where: { slug, contentHash: stored.contentHash },
    data: { ...fields, ...rebuild },
  });
  return updated.count > 0 ? "updated" : null;
}

async function loadExercise(tx: Prisma.TransactionClient, exercise: ExerciseContent): Promise<Outcome> {
  const { slug, databaseSlug, position, ...rest } = exercise;
  const where = { slug: databaseSlug };
  const database = await tx.exerciseDatabase.findUniqueOrThrow({ where, select: { id: true } });
  const fields = { ...rest, databaseId: database.id };
  const data = [{ id: newId(), slug, ...fields, position: position ?? (await nextPosition(tx)) }];
  const created = await tx.exercise.createMany({ data, skipDuplicates: true });
  if (created.count > 0) return "created";
  const stored = await tx.exercise.findUniqueOrThrow({ where: { slug }, select: { contentHash: true } });
  if (stored.contentHash === null) return "kept";
  if (stored.contentHash === fields.contentHash) return null;
  const updated = await tx.exercise.updateMany({
    where: { slug, contentHash: stored.contentHash },
    data: { ...fields, ...(position === null ? {} : { position }), version: { increment: 1 } },
  });
  return updated.count > 0 ? "updated" : null;
}

/** Behind all others, for an exercise that does not say where it stands. */
async function nextPosition(tx: Prisma.TransactionClient): Promise<number> {
  const { _max } = await tx.exercise.aggregate({ _max: { position: true } });
  return (_max.position ?? 0) + 1;
}
