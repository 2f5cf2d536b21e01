import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readContent } from "@/lib/exercises/content-files";
import { ContentSource } from "./content-source";
import { type DatabaseFields, readDatabaseFiles, writeDatabaseFiles } from "./database-files";

const folder = "databases/shop";
const sql = fc
  .array(fc.oneof(fc.constantFrom("\uFEFF", "\r\n", "\n", " ", "---", "é", "😀", "select 1;"), fc.string()))
  .map((parts) => parts.join("").replaceAll("\0", ""));
const name = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("ties and nulls", "ties-and-nulls", "Ties", "ties", "Ärger", "…", "a  b", "10", "9"),
  )
  .map((one) => one.replaceAll("\0", "").trim().slice(0, 60).trim())
  .filter((one) => one !== "" && !/\p{Surrogate}/u.test(one));

const database: fc.Arbitrary<DatabaseFields> = fc.record({
  title: name,
  schemaSql: sql.filter((one) => one.trim() !== ""),
  seedSql: sql,
  hiddenDatasets: fc.array(fc.record({ name, seedSql: sql }), { maxLength: 8 }),
});

function sourceOf(files: { path: string; text: string }[]): ContentSource {
  return new ContentSource(new Map(files.map(({ path, text }) => [path, Buffer.from(text)])));
}

function read(files: { path: string; text: string }[]): DatabaseFields | null {
  const source = sourceOf(files);
  const fields = readDatabaseFiles(source, folder);
  expect(source.problems).toEqual([]);
  return fields;
}

describe("a database's files", () => {
  it("are read as the database that they were written from, and written again byte for byte", () => {
    fc.assert(
      fc.property(database, (fields) => {
        const files = writeDatabaseFiles(folder, fields);
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        const again = read(files);
        expect(again).toEqual(fields);
        expect(again && writeDatabaseFiles(folder, again)).toEqual(files);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("name their sets by themselves where that says everything", () => {
    const hiddenDatasets = [
      { name: "few rows", seedSql: "" },
      { name: "ties and nulls", seedSql: "" },
    ];
    const fields = { title: "A shop", schemaSql: "create table item ();\n", seedSql: "", hiddenDatasets };
    expect(writeDatabaseFiles(folder, fields).map(({ path }) => path)).toEqual([
      "databases/shop/database.yaml",
      "databases/shop/schema.sql",
      "databases/shop/hidden/few-rows.sql",
      "databases/shop/hidden/ties-and-nulls.sql",
    ]);
    expect(writeDatabaseFiles(folder, fields)[0]?.text).toBe("title: A shop\n");
    const turned = { ...fields, hiddenDatasets: hiddenDatasets.toReversed() };
    expect(writeDatabaseFiles(folder, turned)[0]?.text).toBe(
      "title: A shop\nhidden:\n  - file: ties-and-nulls.sql\n    name: ties and nulls\n  - file: few-rows.sql\n    name: few rows\n",
    );
  });

  it("put sets that are not listed behind those that are, and miss those that are not there", () => {
    const files = [
      { path: `${folder}/database.yaml`, text: "title: A shop\nhidden:\n  - file: ties.sql\n    name: Ties & more\n" },
      { path: `${folder}/schema.sql`, text: "create table item ();" },
      { path: `${folder}/hidden/empty.sql`, text: "-- 1" },
      { path: `${folder}/hidden/ties.sql`, text: "-- 2" },
    ];
    expect(read(files)?.hiddenDatasets).toEqual([
      { name: "Ties & more", seedSql: "-- 2" },
      { name: "empty", seedSql: "-- 1" },
    ]);
    const source = sourceOf(files.filter(({ path }) => !path.endsWith("ties.sql")));
    expect(readDatabaseFiles(source, folder)).toBeNull();
    expect(source.problems).toEqual([
      { file: `${folder}/database.yaml`, line: 3, message: expect.stringContaining("hidden/ties.sql") },
    ]);
  });

  it("come out of the databases that ship as they stand there, but for what is left out", async () => {
    const { databases } = await readContent("content");
    for (const { slug, contentHash: _, ...fields } of databases) {
      const files = writeDatabaseFiles(`databases/${slug}`, fields);
      const source = sourceOf(files);
      expect(readDatabaseFiles(source, `databases/${slug}`)).toEqual(fields);
    }
  });
});
