import "server-only";
import type { ContentSource } from "@/lib/exercises/content-source";
import { parseYaml } from "@/lib/exercises/parse-yaml";
import { writeYaml } from "@/lib/exercises/write-yaml";
import { type DatabaseFile, databaseFileSchema } from "@/lib/schemas/database-file";
import { type HiddenDataset, hiddenDatasetsSchema } from "@/lib/schemas/hidden-dataset";

/** An exercise database as its folder has it; its slug is the folder's name. */
export interface DatabaseFields {
  title: string;
  schemaSql: string;
  seedSql: string;
  /** Of hidden/*.sql. */
  hiddenDatasets: HiddenDataset[];
}

/** A text file of a folder of content. */
export interface ContentFile {
  path: string;
  text: string;
}

/** Of database.yaml, and of an exercise's file. */
export const maxFileBytes = 1024 * 1024;

/** Reads a database's folder; null where something is wrong, which the source then knows. `writeDatabaseFiles` is the way back. */
export function readDatabaseFiles(source: ContentSource, folder: string): DatabaseFields | null {
  const before = source.problems.length;
  const head = readHead(source, folder);
  const schemaSql = source.read(`${folder}/schema.sql`);
  if (schemaSql === null ? !source.has(`${folder}/schema.sql`) : schemaSql.trim() === "") {
    source.report(`${folder}/schema.sql`, "the file is missing or empty");
  }
  const seedSql = source.read(`${folder}/seed.sql`) ?? "";
  const hiddenDatasets = readHiddenDatasets(source, folder, head);
  if (!head || schemaSql === null || source.problems.length > before) return null;
  return { title: head.file.title, schemaSql, seedSql, hiddenDatasets };
}

/** The files of a database's folder, always the same for the same database. */
export function writeDatabaseFiles(folder: string, database: DatabaseFields): ContentFile[] {
  const { title, schemaSql, seedSql, hiddenDatasets } = database;
  const sets = nameFiles(hiddenDatasets);
  const files = sets.map(({ file }) => file);
  const isSaidByFiles =
    sets.every(({ file, name }) => name === setNameOf(file)) && files.join("/") === files.toSorted().join("/");
  const hidden = isSaidByFiles ? null : sets.map(({ file, name }) => ({ file, name }));
  return [
    { path: `${folder}/database.yaml`, text: writeYaml({ title, hidden }) },
    { path: `${folder}/schema.sql`, text: withMark(schemaSql) },
    ...(seedSql === "" ? [] : [{ path: `${folder}/seed.sql`, text: withMark(seedSql) }]),
    ...sets.map(({ file, seedSql: sql }) => ({ path: `${folder}/hidden/${file}`, text: withMark(sql) })),
  ];
}

interface DatabaseHead {
  file: DatabaseFile;
  lineOf: (path: PropertyKey[]) => number;
}

function readHead(source: ContentSource, folder: string): DatabaseHead | null {
  const path = `${folder}/database.yaml`;
  const yaml = source.read(path, { maxBytes: maxFileBytes });
  if (yaml === null) {
    if (!source.has(path)) source.report(path, "the file is missing");
    return null;
  }
  const head = parseYaml({ text: yaml, schema: databaseFileSchema, firstLine: 1 });
  if (head.ok) return { file: head.value, lineOf: head.lineOf };
  for (const { line, message } of head.problems) source.report(path, message, line);
  return null;
}

/** Sets that database.yaml lists, in its order, and then the others. */
function readHiddenDatasets(source: ContentSource, folder: string, head: DatabaseHead | null): HiddenDataset[] {
  const files = new Set(source.list(`${folder}/hidden`, ".sql").map((slug) => `${slug}.sql`));
  const datasets: HiddenDataset[] = [];
  const take = (file: string, name: string) => {
    datasets.push({ name, seedSql: source.read(`${folder}/hidden/${file}`) ?? "" });
  };
  for (const [index, { file, name }] of (head?.file.hidden ?? []).entries()) {
    if (files.delete(file)) take(file, name);
    else {
      const message = `hidden.${index}.file: there is no file hidden/${file}, or it is listed twice`;
      source.report(`${folder}/database.yaml`, message, head?.lineOf(["hidden", index, "file"]));
    }
  }
  for (const file of files) take(file, setNameOf(file));
  const parsed = hiddenDatasetsSchema.safeParse(datasets);
  if (!parsed.success) source.report(`${folder}/hidden`, parsed.error.issues.map(({ message }) => message).join("; "));
  return datasets;
}

/** "ties-and-nulls.sql" is the set "ties and nulls": its name tells students what kind of case it is. */
function setNameOf(file: string): string {
  return file.replace(/\.sql$/, "").replaceAll("-", " ");
}

/** Leaves room for a number, within what a file may be called. */
const longestStem = 50;

/** Gives each set a file, of letters that every file system takes, and each only once. */
function nameFiles(datasets: HiddenDataset[]): (HiddenDataset & { file: string })[] {
  const taken = new Set<string>();
  return datasets.map((dataset) => {
    const letters = dataset.name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const stem = letters.slice(0, longestStem).replace(/^-+|-+$/g, "") || "set";
    let file = `${stem}.sql`;
    for (let number = 2; taken.has(file); number++) file = `${stem}-${number}.sql`;
    taken.add(file);
    return { ...dataset, file };
  });
}

/** A byte order mark at the beginning is taken for the file's; one that belongs to the text needs another before it. */
function withMark(text: string): string {
  return text.startsWith("\uFEFF") ? `\uFEFF${text}` : text;
}
