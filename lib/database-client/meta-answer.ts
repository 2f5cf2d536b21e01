import "server-only";
import type { Notice, RowsResult, StatementResult } from "@/lib/schemas/query";
import { type Definition, definitionLines } from "./describing/definition";
import { type Relation, relationTitle, toRelation } from "./describing/relation";
import { relationColumnsQuery } from "./describing/relation-columns";
import { footerLines, relationFootersQuery } from "./describing/relation-footers";
import { type MetaCommand, parseMetaCommand } from "./meta-command";
import type { SqlStatement } from "./split-statements";
import { metaErrorResult, noteResult, ofMetaCommand } from "./statement-result";

/** Asks the catalogue. `isWhole`: the answer is needed to its end, however few rows the person wants to see. */
export type Ask = (query: string, options?: { isWhole: boolean }) => Promise<StatementResult>;

/** More than a person reads; psql describes whatever a pattern finds. */
const mostDescribed = 100;

/** Answers one of psql's commands: with what it asks of the catalogue, in psql's words, or with a sentence. */
export async function answerMetaCommand(statement: SqlStatement, ask: Ask): Promise<StatementResult[]> {
  const command = parseMetaCommand(statement.text);
  const own: Ask = async (...question) => ofMetaCommand(await ask(...question), statement);
  switch (command.kind) {
    case "note":
      return [noteResult(statement, command.message)];
    case "error":
      return [metaErrorResult(statement, command)];
    case "list": {
      const result = await own(command.query);
      return [isEmpty(result) && command.notFound ? noteResult(statement, command.notFound) : result];
    }
    case "describe":
      return describe(statement, command, own);
    case "definition":
      return [await showDefinition(statement, command.definition, own)];
  }
}

async function describe(
  statement: SqlStatement,
  { find, isVerbose, notFound }: Extract<MetaCommand, { kind: "describe" }>,
  ask: Ask,
): Promise<StatementResult[]> {
  const found = await ask(find, { isWhole: true });
  if (found.kind !== "rows") return [found];
  if (isEmpty(found)) return [metaErrorResult(statement, { message: notFound, isUnknown: false })];
  const results: StatementResult[] = [];
  for (const row of found.rows.slice(0, mostDescribed)) {
    results.push(...(await describeOne(toRelation(row), isVerbose, ask)));
    if (results.at(-1)?.kind === "error") return results;
  }
  const left = found.rows.length - mostDescribed;
  return left <= 0
    ? results
    : [...results, noteResult(statement, `${left} more have such a name: narrow the pattern.`)];
}

/** The table that psql prints, and beneath it what psql writes beneath it. */
async function describeOne(relation: Relation, isVerbose: boolean, ask: Ask): Promise<StatementResult[]> {
  const title = relationTitle(relation);
  const table = await ask(relationColumnsQuery(relation, isVerbose));
  if (table.kind !== "rows") return [table];
  const titled = { ...table, notices: [titleNotice(title), ...table.notices] };
  const footers = await ask(relationFootersQuery(relation, isVerbose), { isWhole: true });
  if (footers.kind !== "rows") return [titled, footers];
  const lines = footerLines(footers.rows);
  return lines.length === 0 ? [titled] : [titled, ofLines(footers, title, lines)];
}

async function showDefinition(statement: SqlStatement, definition: Definition, ask: Ask): Promise<StatementResult> {
  const result = await ask(definition.query, { isWhole: true });
  if (result.kind !== "rows") return result;
  const [text = null, problem] = result.rows[0] ?? [];
  if (text === null) return metaErrorResult(statement, { message: problem ?? "", isUnknown: false });
  return ofLines(result, "Definition", definitionLines(definition, text));
}

function ofLines(result: RowsResult, heading: string, lines: string[]): RowsResult {
  const columns = [{ name: heading, type: "text" }];
  const rows = lines.map((line) => [line]);
  return { ...result, columns, rows, rowCount: rows.length, command: `SELECT ${rows.length}` };
}

function titleNotice(title: string): Notice {
  return { severity: "INFO", sqlState: "00000", message: title };
}

function isEmpty(result: StatementResult): boolean {
  return result.kind === "rows" && result.rowCount === 0;
}
