import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readContent } from "@/lib/exercises/content-files";
import { createExerciseBodySchema } from "@/lib/schemas/authored-exercise";
import { checkRulesSchema } from "@/lib/schemas/check-rules";
import { exerciseKindSchema } from "@/lib/schemas/exercise";
import { type ExerciseFields, parseExerciseFile, writeExerciseFile } from "./exercise-file";

const plain: ExerciseFields = {
  databaseSlug: "shop",
  title: "Everything",
  prompt: "Show all items.",
  kind: "query",
  topic: null,
  difficulty: null,
  position: null,
  starterSql: null,
  solutionSql: "select * from item",
  why: null,
  hints: [],
  check: {},
  published: false,
};

/** What people write, and what has broken writers of YAML and Markdown before. */
const hostile = fc.constantFrom(
  ...[
    "---",
    "--- ",
    "\n---\n",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    " ",
    "\t",
    "  ",
    "#",
    " # no comment",
    ": ",
    "- ",
    "? ",
    "|",
    "> ",
    "|+",
  ],
  ...[
    "&a",
    "*a",
    "!!binary",
    "!",
    "%YAML 1.2",
    "@",
    "`",
    "'",
    '"',
    "\\",
    "\\n",
    "null",
    "~",
    "yes",
    "true",
    "0x1F",
    "1e3",
    "12:30:45",
  ],
  ...[
    "2025-01-01",
    "{",
    "}",
    "[",
    "]",
    ",",
    "<<",
    "\uFEFF",
    "\u0085",
    "\u2028",
    "\u00A0",
    "\u200B",
    "é",
    "e\u0301",
    "😀",
    "👩‍🚀",
  ],
  ...["\u0007", "\u001B", "\uFFFE", "```", "$$", "-- main", "select 1;\n", "    indented", "=", "..."],
);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.oneof(hostile, fc.string())).map((parts) => parts.join("")),
);
const kept = text.filter((one) => !/[\0\p{Surrogate}]/u.test(one));
const filled = kept.filter((one) => one.trim() !== "");
const line = (maxLength: number) =>
  filled.map((one) => one.trim().slice(0, maxLength).trim()).filter((one) => one !== "" && !/\p{Surrogate}/u.test(one));
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const check = fc
  .record(
    {
      order: fc.constantFrom("none", "by-key", "exact"),
      columnNames: fc.constantFrom("ignore", "note", "require"),
      strictTypes: fc.boolean(),
      decimals: fc.nat(20),
      volatileColumns: fc.array(kept.filter((one) => one !== "")),
      mustUse: fc.array(kept.filter((one) => one !== "")),
      mustNotUse: fc.array(kept.filter((one) => one !== "")),
      probes: fc.array(
        fc.record(
          {
            sql: line(10_000),
            role: kept.filter((one) => one !== ""),
            sqlState: fc.constantFrom("42501", "23514", "1e123", "00000"),
            console: fc.constantFrom("main", "second"),
            when: fc.constantFrom("start", "open", "end"),
            waits: fc.boolean(),
          },
          { requiredKeys: ["sql"] },
        ),
      ),
      knownMistakes: fc.array(fc.record({ sql: line(10_000), message: line(10_000) })),
    },
    { requiredKeys: [] },
  )
  .map((rules) => checkRulesSchema.parse(rules));

const exercise: fc.Arbitrary<ExerciseFields> = fc.record({
  databaseSlug: fc.constantFrom("shop", "a-1", "null", "1", "true"),
  title: line(120),
  prompt: filled,
  kind: fc.constantFrom(...exerciseKindSchema.options),
  topic: some(line(60)),
  difficulty: some(fc.integer({ min: 1, max: 5 })),
  position: some(fc.integer({ min: 1, max: 1_000_000 })),
  starterSql: some(kept),
  solutionSql: filled,
  why: some(kept),
  hints: fc.array(filled, { maxLength: 10 }),
  check,
  published: fc.boolean(),
});

/** Each line stands for ten times as much as the one before. */
const multiplying = [..."abcdefghij"]
  .map(
    (key, at, keys) =>
      `${key}: &${key} [${Array(10)
        .fill(at === 0 ? "x" : `*${keys[at - 1]}`)
        .join(", ")}]`,
  )
  .join("\n");

function read(file: string): ExerciseFields {
  const parsed = parseExerciseFile(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.fields;
}

describe("an exercise's file", () => {
  it("is read as the exercise that it was written from, and written again byte for byte", () => {
    fc.assert(
      fc.property(exercise, (fields) => {
        const file = Buffer.from(writeExerciseFile(fields)).toString("utf8");
        expect(read(file)).toEqual(fields);
        expect(writeExerciseFile(read(file))).toBe(file);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("holds whatever the contract lets a teacher send", () => {
    // What is generated above is not less than the contract allows: each of it passes as a body.
    fc.assert(
      fc.property(exercise, ({ databaseSlug, position, ...fields }) => {
        const body = { slug: "any", databaseId: databaseSlug, ...fields, ...(position === null ? {} : { position }) };
        expect(createExerciseBodySchema.parse(body)).toEqual(body);
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  it("is the same whatever the order in which the database gives the keys of a check", () => {
    const shuffled = {
      mustUse: ["JOIN"],
      order: "none",
      probes: [{ waits: true, sql: "select 1", role: "r" }],
    } as const;
    const rules = checkRulesSchema.parse(shuffled);
    const ordered = {
      order: "none",
      mustUse: ["JOIN"],
      probes: [{ sql: "select 1", role: "r", waits: true }],
    } as const;
    expect(writeExerciseFile({ ...plain, check: rules })).toBe(
      writeExerciseFile({ ...plain, check: checkRulesSchema.parse(ordered) }),
    );
  });

  it("reads like something that a person wrote", () => {
    const fields: ExerciseFields = {
      ...plain,
      title: "Late returns: who, and how often",
      topic: "Grouping",
      solutionSql: "select *\nfrom item;",
      hints: ["Look at the dates.", "First\nthen"],
      check: checkRulesSchema.parse({ decimals: 2, probes: [{ sql: "select 1;\nselect 2;", sqlState: "42501" }] }),
      published: true,
    };
    expect(writeExerciseFile(fields)).toBe(`---
title: "Late returns: who, and how often"
database: shop
kind: query
topic: Grouping
solutionSql: |
  select *
  from item;
hints:
  - Look at the dates.
  - |
    First
    then
check:
  decimals: 2
  probes:
    - sql: |
        select 1;
        select 2;
      sqlState: "42501"
published: true
---
Show all items.
`);
  });

  it("may have CRLF at its ends of lines, a blank line above the task, and comments in its head", () => {
    const file =
      "---\r\n# one\r\ntitle: T\r\ndatabase: shop\r\nkind: query\r\nsolutionSql: |\r\n  select 1\r\n  from a\r\n---\r\n\r\nDo it.\r\nNow.\r\n";
    expect(read(file)).toEqual({ ...plain, title: "T", solutionSql: "select 1\nfrom a", prompt: "Do it.\r\nNow." });
  });

  it.each([
    ["a head nested too deep", `title: ${"[".repeat(20_000)}`],
    ["aliases that multiply", multiplying],
    ["an alias of nothing", "title: *nowhere"],
    ["a key that is there twice", "title: One\ntitle: Two"],
    ["a head that nobody has written", `title: ${"x".repeat(256 * 1024)}`],
  ])("says so of %s", (_, yaml) => {
    expect(parseExerciseFile(`---\n${yaml}\n---\nDo it.\n`)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ line: expect.any(Number), message: expect.any(String) }]),
    });
  });
});

describe("a head with thousands of keys", () => {
  it("is refused for the first of them, each with its line", () => {
    const keys = Array.from({ length: 20_000 }, (_, number) => `k${number}: 1`).join("\n");
    const parsed = parseExerciseFile(`---\n${keys}\n---\nDo it.\n`);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(20);
  }, 60_000);
});

describe("the exercises that ship", () => {
  it("come back from the files that are written for them, and those are written again byte for byte", async () => {
    const { exercises } = await readContent("content");
    expect(exercises.length).toBeGreaterThan(0);
    for (const { slug: _slug, contentHash: _hash, ...fields } of exercises) {
      const file = writeExerciseFile(fields);
      expect(read(file)).toEqual(fields);
      expect(writeExerciseFile(read(file))).toBe(file);
    }
  }, 60_000);
});
