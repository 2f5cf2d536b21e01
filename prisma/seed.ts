// Fills Carrel's own database: what content/ holds and, in a demo, people to sign in as. Harmless to run again, even
// twice at once: node --conditions=react-server --import tsx prisma/seed.ts
import { fileURLToPath } from "node:url";
import { hash } from "@node-rs/argon2";
import { z } from "zod";
import { type Database, openDatabase } from "@/lib/db/database";
import { newId } from "@/lib/db/new-id";
import { readContent } from "@/lib/exercises/content-files";
import { loadContent } from "@/lib/exercises/load-content";

const demoPassword = "carrel-demo";
const demoPeople = [
  { email: "student@carrel.demo", name: "Ada Marlow", role: "student" },
  { email: "student2@carrel.demo", name: "Tomás Okafor", role: "student" },
  { email: "teacher@carrel.demo", name: "Ruth Lindqvist", role: "teacher" },
  { email: "admin@carrel.demo", name: "Sam Adeyemi", role: "admin" },
] as const;
const demoEmails = demoPeople.map(({ email }) => email);
const demoCourse = { slug: "databases-101", title: "Databases 101" };

const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "it is not a postgresql:// address" }),
  CARREL_DEMO: z.enum(["", "0", "1"], { error: "it is neither 0 nor 1" }).default("1"),
});

try {
  await seed();
} catch (error) {
  console.error(`Carrel's database could not be filled: ${reasonOf(error)}`);
  process.exitCode = 1;
}

async function seed(): Promise<void> {
  const environment = readEnvironment();
  const content = await readContent(fileURLToPath(new URL("../content", import.meta.url)));
  const database = openDatabase({ url: environment.DATABASE_URL, maxConnections: 2 });
  try {
    const report = await loadContent({ prisma: database, content });
    for (const slug of report.created) console.log(`Loaded ${slug}.`);
    for (const slug of report.updated) console.log(`Updated ${slug}, its file has changed.`);
    for (const slug of report.kept) console.log(`Left ${slug} alone, a teacher made one of that name.`);
    if (environment.CARREL_DEMO === "0") await closeDemoAccounts(database);
    else await openDemoAccounts(database);
  } finally {
    await database.$disconnect();
  }
}

function readEnvironment() {
  const parsed = environmentSchema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}

/** Hashing a password is slow on purpose, so accounts that can sign in already are left alone. */
async function openDemoAccounts(database: Database): Promise<void> {
  const known = await database.user.findMany({ where: { email: { in: demoEmails }, passwordHash: { not: null } } });
  const missing = demoPeople.filter(({ email }) => known.every((user) => user.email !== email));
  for (const person of missing) {
    const passwordHash = await hash(demoPassword);
    await database.user.createMany({ data: [{ id: newId(), ...person, passwordHash }], skipDuplicates: true });
    await database.user.updateMany({ where: { email: person.email, passwordHash: null }, data: { passwordHash } });
  }
  await enrolDemoPeople(database);
}

async function enrolDemoPeople(database: Database): Promise<void> {
  await database.course.createMany({ data: [{ id: newId(), ...demoCourse }], skipDuplicates: true });
  const course = await database.course.findUniqueOrThrow({ where: { slug: demoCourse.slug } });
  const users = await database.user.findMany({ where: { email: { in: demoEmails } } });
  const data = users.flatMap(({ id, role }) => (role === "admin" ? [] : [{ courseId: course.id, userId: id, role }]));
  await database.courseMember.createMany({ data, skipDuplicates: true });
}

/** What the accounts did stays; nobody signs in with the password that everybody knows. */
async function closeDemoAccounts(database: Database): Promise<void> {
  await database.user.updateMany({ where: { email: { in: demoEmails } }, data: { passwordHash: null } });
}

/** Prisma writes several lines, of which the last says what happened. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!error.name.startsWith("PrismaClient")) return error.message;
  return error.message.trim().split("\n").at(-1) ?? error.message;
}
