import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readContent } from "@/lib/exercises/content-files";
import type { ContentFiles } from "@/lib/exercises/content-source";
import type { ContentFile } from "@/lib/exercises/database-files";
import { loadContent } from "@/lib/exercises/load-content";
import { parseContent } from "@/lib/exercises/parse-content";
import type { ImportedItem, ImportLine } from "@/lib/schemas/content-import";
import type { Viewer } from "@/lib/schemas/user";
import { readDocExamples } from "@/lib/testing/read-doc-examples";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/** Right as long as no two sales tie. */
const dearestSale = `---
title: The dearest sale
database: till
kind: query
solutionSql: select id from sale order by cents desc limit 1;
check:
  order: none
published: true
---
Show the id of the sale with the most cents.
`;

describe("importing and exporting content", () => {
  let carrel: TestInstallation;
  let viewer: Viewer;
  let examples: ContentFiles;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    viewer = await carrel.createTeacher();
    examples = await readDocExamples();
  });
  afterAll(() => carrel.close());
  beforeEach(async () => {
    await carrel.database.exercise.deleteMany();
    await carrel.database.exerciseDatabase.deleteMany();
  });

  /** Imports, and builds as the keeper would. */
  async function apply(files: ContentFiles, basis: string | null = null): Promise<ImportLine[]> {
    const lines: ImportLine[] = [];
    for await (const line of await carrel.contentImport.open({ viewer, files, basis })) {
      lines.push(line);
      if ("item" in line && line.item.kind === "database") {
        await carrel.templates.ensureTemplate((await carrel.databaseAuthoring.get(line.item.slug)).id);
      }
    }
    return lines;
  }

  const itemsOf = (lines: ImportLine[]) => lines.flatMap((line) => ("item" in line ? [line.item] : []));
  const exportAll = () => carrel.contentExport.files("everything");
  const sent = (files: ContentFile[]): ContentFiles =>
    new Map(files.map(({ path, text }) => [path, Buffer.from(text)]));
  const withChanged = (path: string, change: (text: string) => string): ContentFiles =>
    new Map(examples).set(path, Buffer.from(change(Buffer.from(examples.get(path) ?? "").toString())));
  const outcomes = (items: ImportedItem[]) => items.map(({ slug, outcome }) => `${slug}: ${outcome}`);

  it("takes every example of docs/writing-exercises.md through the publish gate, and only once", async () => {
    const { content } = await parseContent(examples);
    const lines = await apply(examples);
    const bad = itemsOf(lines).filter(({ outcome }) => outcome !== "stored");
    expect(bad.map(({ slug, message, gate }) => ({ slug, message, gate }))).toEqual([]);
    expect(lines.at(-1)).toEqual({
      done: { created: 1 + content.exercises.length, changed: 0, unchanged: 0, refused: 0 },
    });
    expect(await carrel.database.exercise.count({ where: { published: true } })).toBe(content.exercises.length);

    // What is there already is not done twice.
    const { items, basis } = await carrel.contentImport.preview(examples);
    expect(new Set(items.map(({ action }) => action))).toEqual(new Set(["unchanged"]));
    expect(await apply(examples, basis)).toEqual([
      { done: { created: 0, changed: 0, unchanged: items.length, refused: 0 } },
    ]);
  }, 180_000);

  it("gives back the content that ships, byte for byte, after it went through an empty installation", async () => {
    const content = await readContent("content");
    // Sixty gates would take a minute; they are about the solutions, not about the way in.
    const drafts = content.exercises.map((exercise) => ({ ...exercise, published: false }));
    await loadContent({ prisma: carrel.database, content: { ...content, exercises: drafts } });
    const exported = await exportAll();
    expect(exported.filter(({ path }) => path.endsWith(".md"))).toHaveLength(content.exercises.length);
    await carrel.database.exercise.deleteMany();
    await carrel.database.exerciseDatabase.deleteMany();
    for await (const line of await carrel.contentImport.open({ viewer, files: sent(exported), basis: null })) {
      expect("error" in line).toBe(false);
    }
    expect(await exportAll()).toEqual(exported);
  });

  it("keeps as a draft what the gate refuses, and what students see as it was, and says why", async () => {
    const path = "exercises/mean-price.md";
    const few = (files: ContentFiles) =>
      new Map([...files].filter(([one]) => one === path || one.startsWith("databases/")));
    const unstable = (text: string) =>
      text.replace("select avg(price) as mean from bread", "select random()::numeric as mean");
    const first = itemsOf(await apply(few(withChanged(path, unstable))));
    expect(outcomes(first)).toEqual(["bakery: stored", "mean-price: draft"]);
    expect(first[1]?.gate?.findings.filter(({ outcome }) => outcome === "failed").map(({ rule }) => rule)).toContain(
      "stable",
    );
    expect(await carrel.exerciseAuthoring.get("mean-price")).toMatchObject({ published: false });

    expect(outcomes(itemsOf(await apply(few(examples))))).toEqual(["mean-price: stored"]);
    expect(outcomes(itemsOf(await apply(few(withChanged(path, unstable)))))).toEqual(["mean-price: refused"]);
    expect(await carrel.exerciseAuthoring.get("mean-price")).toMatchObject({
      published: true,
      solutionSql: "select avg(price) as mean from bread;",
    });
  }, 180_000);

  it("keeps exercises as drafts whose database cannot be built, with PostgreSQL's words", async () => {
    const files = withChanged("databases/bakery/schema.sql", () => "create tabel bread ();");
    const items = itemsOf(await apply(files));
    expect(items.filter(({ outcome }) => outcome === "stored").map(({ slug }) => slug)).toEqual(["bakery"]);
    expect(items.at(-1)).toMatchObject({
      outcome: "draft",
      message: expect.stringContaining('syntax error at or near "tabel"'),
    });
  });

  it("tries exercises again whose database changes, and lets no answer be measured by one that no longer holds", async () => {
    const till = (cents: string) =>
      new Map(
        [
          ["databases/till/database.yaml", "title: Till\n"],
          ["databases/till/schema.sql", "create table sale (id int, cents int);\n"],
          ["databases/till/seed.sql", `insert into sale values ${cents};\n`],
          ["exercises/dearest-sale.md", dearestSale],
        ].map(([path, text]) => [path ?? "", Buffer.from(text ?? "")]),
      );
    const slug = "dearest-sale";
    const standing = async () => {
      const { published, gateDue, gateFault } = await carrel.exerciseAuthoring.get(slug);
      return { published, gateDue, fault: gateFault?.rule ?? null };
    };
    const rechecks = async (files: ContentFiles) =>
      (await carrel.contentImport.preview(files)).rechecks.map((one) => one.slug);
    expect(await rechecks(till("(1, 100), (2, 200)"))).toEqual([]);
    expect(outcomes(itemsOf(await apply(till("(1, 100), (2, 200)"))))).toEqual(["till: stored", `${slug}: stored`]);
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId: slug, wait: true });
    const submit = () => carrel.grading.submit(student, session.id, "select id from sale where cents >= 200");
    expect((await submit()).verdict).toBe("correct");

    // The preview says so: where rows change, and the exercise does not go through the gate by itself, or is taken back.
    const retitled = till("(1, 100), (2, 200)").set("databases/till/database.yaml", Buffer.from("title: Tills\n"));
    expect(await rechecks(retitled)).toEqual([]);
    const rewritten = (from: string, to: string) =>
      till("(1, 200), (2, 200)").set("exercises/dearest-sale.md", Buffer.from(dearestSale.replace(from, to)));
    expect(await rechecks(rewritten("cents desc", "cents desc, id"))).toEqual([]);
    expect(await rechecks(rewritten("published: true", "published: false"))).toEqual([]);
    expect(await rechecks(rewritten("title: The", "title: A"))).toEqual([slug]);
    expect(await rechecks(till("(1, 200), (2, 200)"))).toEqual([slug]);

    // Two that tie: which of them the solution gives is luck, and a right answer might give the other.
    const items = itemsOf(await apply(till("(1, 200), (2, 200)")));
    expect(outcomes(items)).toEqual(["till: stored", `${slug}: broken`]);
    expect(items[1]).toMatchObject({ action: "check", message: expect.stringContaining("something else") });
    expect(await standing()).toEqual({ published: true, gateDue: false, fault: "stable" });
    await expect(submit()).rejects.toMatchObject({ code: "grading_unavailable" });
    await expect(carrel.exerciseAuthoring.regrade(slug)).rejects.toMatchObject({
      code: "invalid_request",
      details: { passed: false },
    });
    expect(await carrel.database.submission.findMany({ select: { verdict: true } })).toEqual([{ verdict: "correct" }]);

    // Mended by hand: it is tried again before the next answer is measured by it, once for all who hand in.
    await carrel.databaseAuthoring.update("till", { seedSql: "insert into sale values (1, 50), (2, 300);" });
    expect(await standing()).toEqual({ published: true, gateDue: true, fault: null });
    await carrel.templates.ensureTemplate(await carrel.databaseAuthoring.get("till").then(({ id }) => id));
    expect((await submit()).verdict).toBe("correct");
    expect(await standing()).toEqual({ published: true, gateDue: false, fault: null });
    expect(await carrel.exerciseAuthoring.regrade(slug)).toEqual({ regraded: 1, changed: 0, left: 0 });
    await carrel.sessions.endSession(student, session.id);
    await carrel.exerciseAuthoring.remove(slug);
  }, 180_000);

  it("writes nothing where anything is wrong, and says all of it", async () => {
    const files = new Map(withChanged("exercises/mean-price.md", (text) => text.replace("kind: query", "kind: quiz")))
      .set("exercises/Bad Name.md", Buffer.from("x"))
      .set(
        "exercises/lost.md",
        Buffer.from("---\ntitle: Lost\ndatabase: nowhere\nkind: query\nsolutionSql: select 1\n---\nGo.\n"),
      )
      .set("notes.txt", Buffer.from("x"));
    const { problems, ignored } = await carrel.contentImport.preview(files);
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "exercises/Bad Name.md:null",
      "exercises/mean-price.md:4",
      "exercises/lost.md:3",
    ]);
    expect(ignored).toEqual(["notes.txt"]);
    await expect(apply(files)).rejects.toMatchObject({ code: "invalid_request", details: { problems } });
    expect(await carrel.contentImport.preview(new Map())).toMatchObject({ problems: [{ file: "." }] });
    expect(await carrel.database.exerciseDatabase.count()).toBe(0);
  });

  it("writes nothing where something was changed since the preview", async () => {
    const { basis } = await carrel.contentImport.preview(examples);
    await carrel.databaseAuthoring.create({ slug: "bakery", title: "Mine", schemaSql: "create table mine ();" });
    await expect(apply(examples, basis)).rejects.toMatchObject({ code: "conflict" });
    expect((await carrel.databaseAuthoring.get("bakery")).title).toBe("Mine");
  });

  it("takes the same files twice at once, and each of them once", async () => {
    const files = new Map(
      [...withChanged("exercises/mean-price.md", (text) => text.replace("published: true", "published: false"))].filter(
        ([path]) => path.includes("mean-price") || path.startsWith("databases/"),
      ),
    );
    const open = () => carrel.contentImport.open({ viewer, files, basis: null });
    const drain = async (lines: AsyncGenerator<ImportLine>) => {
      const items: ImportedItem[] = [];
      for await (const line of lines) if ("item" in line) items.push(line.item);
      return outcomes(items);
    };
    // Both have looked before either writes.
    const [one, other] = [await open(), await open()];
    const ended = (await Promise.all([drain(one), drain(other)])).flat().sort();
    expect(ended).toEqual(["bakery: refused", "bakery: stored", "mean-price: refused", "mean-price: stored"]);
    const { items } = await carrel.contentImport.preview(files);
    expect(items.map(({ action }) => action)).toEqual(["unchanged", "unchanged"]);
  });

  it("leaves alone what somebody changes while the import is under way", async () => {
    const databases = new Map([...examples].filter(([path]) => path.startsWith("databases/")));
    await apply(databases);
    const path = "databases/bakery/database.yaml";
    const files = new Map(databases).set(path, Buffer.from("title: From a file\n"));
    const lines = await carrel.contentImport.open({ viewer, files, basis: null });
    await carrel.databaseAuthoring.update("bakery", { title: "From a page" });
    expect((await lines.next()).value).toMatchObject({ item: { slug: "bakery", outcome: "refused" } });
    expect((await carrel.databaseAuthoring.get("bakery")).title).toBe("From a page");
  });

  it("exports what is chosen, with the databases that it needs, and misses what is not there", async () => {
    const draft = (text: string) => text.replace("published: true", "published: false");
    for (const slug of ["mean-price", "dearer-rye"]) {
      await apply(
        new Map(
          [...withChanged(`exercises/${slug}.md`, draft)].filter(
            ([path]) => path.includes(slug) || path.startsWith("databases/"),
          ),
        ),
      );
    }
    const chosen = await carrel.contentExport.files({ exercises: ["mean-price"], databases: [] });
    expect(chosen.map(({ path }) => path)).toEqual([
      "databases/bakery/database.yaml",
      "databases/bakery/schema.sql",
      "databases/bakery/seed.sql",
      "databases/bakery/hidden/ties-and-nulls.sql",
      "exercises/mean-price.md",
    ]);
    for (const exercises of [["nowhere"], ["\0"]]) {
      await expect(carrel.contentExport.files({ exercises, databases: [] })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});
