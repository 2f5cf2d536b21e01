/** A file as text, or why it cannot be taken. */
export type SqlFile = { sql: string } | { problem: string };

/** What pg_dump writes with -Fc begins so. */
const customDump = "PGDMP";
const mostBytes = 40_000_000;

/** Reads a file of SQL that a person has chosen. What is no SQL is told from what is, with a way out. */
export async function readSqlFile(file: Blob): Promise<SqlFile> {
  if (file.size > mostBytes)
    return { problem: "This file is larger than 40 MB. Leave rows out that no exercise needs." };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = String.fromCharCode(...bytes.slice(0, customDump.length));
  if (head === customDump) {
    return { problem: "This is pg_dump's own format. Make SQL of it with: pg_restore --no-owner -f dump.sql FILE" };
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return { problem: "This file is compressed. Unpack it first: gunzip FILE" };
  try {
    const sql = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return sql.includes("\0") ? { problem: "This is no file of text: it holds NUL characters." } : { sql };
  } catch {
    return { problem: "This file is not UTF-8. Write the dump again with: pg_dump --encoding=UTF8" };
  }
}
