import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readContent } from "@/lib/exercises/content-files";
import { ContentError } from "@/lib/exercises/content-source";
import type { ContentProblem } from "@/lib/schemas/content-import";

const shipped = fileURLToPath(new URL("../../content", import.meta.url));
const exercise = `---
title: Everything
database: shop
kind: query
position: 1
solutionSql: select * from item
---
Show all items.
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carrel-content-"));
  write("databases/shop/database.yaml", "title: A shop\n");
  write("databases/shop/schema.sql", "create table item (id int);\n");
  write("exercises/everything.md", exercise);
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("readContent", () => {
  it("reads a database and an exercise, with null and defaults for what is left out", async () => {
    const { databases, exercises } = await readContent(folder);
    expect(databases).toMatchObject([{ slug: "shop", title: "A shop", seedSql: "" }]);
    expect(exercises).toMatchObject([
      {
        slug: "everything",
        databaseSlug: "shop",
        prompt: "Show all items.",
        solutionSql: "select * from item",
        starterSql: null,
        topic: null,
        difficulty: null,
        why: null,
        hints: [],
        check: {},
        published: false,
      },
    ]);
  });

  it("reads hidden sets, named after their files, and a change in one is a change of the database", async () => {
    const before = (await readContent(folder)).databases[0];
    expect(before?.hiddenDatasets).toEqual([]);
    write("databases/shop/hidden/ties-and-nulls.sql", "insert into item values (1);\n");
    const after = (await readContent(folder)).databases[0];
    expect(after?.hiddenDatasets).toEqual([{ name: "ties and nulls", seedSql: "insert into item values (1);\n" }]);
    expect(after?.contentHash).not.toBe(before?.contentHash);
  });

  it("puts exercises in the order of their positions", async () => {
    write("exercises/a-later-one.md", exercise.replace("position: 1", "position: 2"));
    const { exercises } = await readContent(folder);
    expect(exercises.map(({ slug }) => slug)).toEqual(["everything", "a-later-one"]);
  });

  it("gives another hash when a file changes, and the same when none does", async () => {
    const before = await readContent(folder);
    expect(await readContent(folder)).toEqual(before);
    write("databases/shop/seed.sql", "insert into item values (1);\n");
    write("exercises/everything.md", `${exercise}Really all.\n`);
    const after = await readContent(folder);
    expect(after.databases[0]?.contentHash).not.toBe(before.databases[0]?.contentHash);
    expect(after.exercises[0]?.contentHash).not.toBe(before.exercises[0]?.contentHash);
  });

  it("names every problem of every file at once, with its line", async () => {
    write("databases/shop/database.yaml", "titel: A shop\n");
    write(
      "exercises/everything.md",
      exercise.replace("kind: query", "kind: quiz").replace("position: 1", "position: 0"),
    );
    expect(await problems()).toEqual([
      { file: "databases/shop/database.yaml", line: 1, message: expect.stringContaining("title") },
      { file: "databases/shop/database.yaml", line: 1, message: "titel: Carrel knows no such key" },
      { file: "exercises/everything.md", line: 4, message: expect.stringContaining("kind") },
      { file: "exercises/everything.md", line: 5, message: expect.stringContaining("position") },
    ]);
  });

  it("names the line of a mistake deep inside the check", async () => {
    const check =
      "check:\n  order: none\n  knownMistakes:\n    - sql: select 1\n      message: No.\n    - sql: select 2\n      mesage: No.\n";
    write("exercises/everything.md", exercise.replace("---\nShow", `${check}---\nShow`));
    expect(await problems()).toContainEqual({
      file: "exercises/everything.md",
      line: 13,
      message: "check.knownMistakes.1.mesage: Carrel knows no such key",
    });
  });

  it("names the line where the YAML itself is broken", async () => {
    write("exercises/everything.md", exercise.replace("kind: query", 'kind: "query'));
    expect((await problems())[0]).toMatchObject({ file: "exercises/everything.md", line: expect.any(Number) });
  });

  it("refuses an exercise without its database, and two in one place", async () => {
    write("exercises/other.md", exercise.replace("database: shop", "database: bank"));
    expect(await problems()).toEqual([
      { file: "exercises/other.md", line: 3, message: "database: there is no folder databases/bank" },
      { file: "exercises/other.md", line: 5, message: "position: 1 is that of everything.md already" },
    ]);
  });

  it("refuses an exercise without a head, and one without a task", async () => {
    write("exercises/everything.md", "Show all items.\n");
    write("exercises/other.md", exercise.replace("Show all items.\n", ""));
    expect((await problems()).map(({ file }) => file)).toEqual(["exercises/everything.md", "exercises/other.md"]);
  });

  it("refuses a database without a schema, a bad name, and a file that is no text", async () => {
    write("databases/empty/database.yaml", "title: Nothing\n");
    write("exercises/Über uns.md", exercise);
    write("exercises/latin1.md", Buffer.from([0x2d, 0xe9, 0x0a]));
    expect((await problems()).map(({ file }) => file)).toEqual([
      "databases/empty/schema.sql",
      "exercises/Über uns.md",
      "exercises/latin1.md",
    ]);
  });

  it("says that a folder is not there, or empty, instead of reading no content", async () => {
    rmSync(join(folder, "exercises"), { recursive: true });
    rmSync(join(folder, "databases"), { recursive: true });
    expect(await problems()).toEqual([{ file: ".", line: null, message: expect.stringContaining("no databases") }]);
    expect(await problems(join(folder, "nowhere"))).toEqual([
      { file: ".", line: null, message: "there is no such folder" },
    ]);
  });

  it("takes an exercise without its database where that is there already, and one that says nothing of its place", async () => {
    rmSync(join(folder, "databases"), { recursive: true });
    write("exercises/everything.md", exercise.replace("position: 1\n", ""));
    const { exercises } = await readContent(folder, { knownDatabases: new Set(["shop"]) });
    expect(exercises).toMatchObject([{ slug: "everything", position: null }]);
  });

  it("refuses a file of YAML that nobody can have written", async () => {
    write("exercises/everything.md", exercise + "x".repeat(1024 * 1024));
    expect(await problems()).toEqual([
      { file: "exercises/everything.md", line: null, message: "it may have 1,048,576 bytes, and has more" },
    ]);
  });
});

describe("the content that ships", () => {
  it("is right, and all of it is published, with a topic and a difficulty", async () => {
    const { databases, exercises } = await readContent(shipped);
    expect(databases.map(({ slug }) => slug)).toEqual(["library", "market", "observatory"]);
    expect(exercises.map(({ position }) => position)).toEqual(exercises.map((_, index) => index + 1));
    expect(exercises.filter(({ published, topic, difficulty }) => !published || !topic || !difficulty)).toEqual([]);
  });

  it("has exercises of every kind, each with hints, a word on the solution and mistakes that it knows", async () => {
    const { databases, exercises } = await readContent(shipped);
    expect(new Set(exercises.map(({ kind }) => kind)).size).toBe(6);
    expect(exercises.length).toBeGreaterThanOrEqual(45);
    expect(exercises.filter(({ hints, why }) => hints.length !== 3 || !why).map(({ slug }) => slug)).toEqual([]);
    const knowFew = exercises.filter(({ check }) => (check.knownMistakes ?? []).length < 2);
    expect(knowFew.map(({ slug }) => slug)).toEqual([]);
    expect(databases.map(({ hiddenDatasets }) => hiddenDatasets.length)).toEqual([2, 2, 2]);
  });

  it.each(["library", "market", "observatory"])("has the seed that the generator of %s writes", (slug) => {
    const database = join(shipped, "databases", slug);
    const written = execFileSync(process.execPath, [join(database, "generate.mjs"), "--print"], { maxBuffer: 1 << 24 });
    expect(written.equals(readFileSync(join(database, "seed.sql")))).toBe(true);
  });
});

function write(file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

async function problems(from = folder): Promise<ContentProblem[]> {
  const error = await readContent(from).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ContentError)) throw new Error("The content was taken for right.", { cause: error });
  return error.problems;
}
