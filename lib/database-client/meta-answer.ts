import "server-only";
import type { Notice, RowsResult, StatementResult } from "@/lib/schemas/query";
import { type Definition, definitionLines } from "./describing/definition";
import { extensionContentsQuery } from "./describing/list-cluster";
import { type Relation, relationTitle, toRelation } from "./describing/relation";
import { relationColumnsQuery } from "./describing/relation-columns";
import { footerLines, relationFootersQuery } from "./describing/relation-footers";
import { type MetaCommand, parseMetaCommand } from "./meta-command";
import type { SqlStatement } from "./split-statements";
import { metaErrorResult, noteResult, ofMetaCommand, withNotices } from "./statement-result";

/** Asks the catalogue. `isWhole`: the answer is needed to its end, however few rows the person wants to see. */
export type Ask = (query: string, options?: { isWhole: boolean }) => Promise<StatementResult>;

/** More than a person reads; psql describes whatever a pattern finds. */
const mostDescribed = 100;

/** A line can have half a million arguments. */
const mostWarnings = 20;

/** Answers one of psql's commands: with what it asks of the catalogue, in psql's words, or with a sentence. */
export async function answerMetaCommand(statement: SqlStatement, ask: Ask): Promise<StatementResult[]> {
  const command = parseMetaCommand(statement.text);
  return withNotices(await answerCommand(command, statement, ask), ofIgnored(command, statement));
}

/** A statement on a command's line would go by unseen otherwise. */
function ofIgnored({ ignored }: MetaCommand, { text }: SqlStatement): Notice[] {
  const name = /^[^\s;]+/.exec(text)?.[0];
  const warn = (message: string) => ({ severity: "WARNING", sqlState: "01000", message });
  const warnings = ignored
    .slice(0, mostWarnings)
    .map((argument) => warn(`${name}: extra argument "${argument}" ignored`));
  const more = ignored.length - warnings.length;
  return more > 0 ? [...warnings, warn(`${name}: ${more} more extra arguments ignored`)] : warnings;
}

async function answerCommand(command: MetaCommand, statement: SqlStatement, ask: Ask): Promise<StatementResult[]> {
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
      return describeEach({ statement, ...command, ask: own }, (row) =>
        describeRelation(toRelation(row), command.isVerbose, own),
      );
    case "contents":
      return describeEach({ statement, ...command, ask: own }, (row) => describeExtension(row, own));
    case "definition":
      return [await showDefinition(statement, command.definition, own)];
  }
}

interface Found {
  statement: SqlStatement;
  find: string;
  notFound: string;
  ask: Ask;
}

/** Everything that a query finds, each by itself. */
async function describeEach(
  { statement, find, notFound, ask }: Found,
  describeOne: (row: (string | null)[]) => Promise<StatementResult[]>,
): Promise<StatementResult[]> {
  const found = await ask(find, { isWhole: true });
  if (found.kind !== "rows") return [found];
  if (isEmpty(found)) return [metaErrorResult(statement, { message: notFound, isUnknown: false })];
  const results: StatementResult[] = [];
  for (const row of found.rows.slice(0, mostDescribed)) {
    results.push(...(await describeOne(row)));
    if (results.at(-1)?.kind === "error") return results;
  }
  if (found.rowCount <= mostDescribed) return results;
  const all = `${found.rowCount}${found.truncated ? " and more" : ""}`;
  return [...results, noteResult(statement, `The first ${mostDescribed} of ${all} are described: narrow the pattern.`)];
}

/** The table that psql prints, and beneath it what psql writes beneath it. */
async function describeRelation(relation: Relation, isVerbose: boolean, ask: Ask): Promise<StatementResult[]> {
  const title = relationTitle(relation);
  const table = await ask(relationColumnsQuery(relation, isVerbose));
  if (table.kind !== "rows") return [table];
  const footers = await ask(relationFootersQuery(relation, isVerbose), { isWhole: true });
  if (footers.kind !== "rows") return [titled(table, title), footers];
  const lines = footerLines(footers.rows);
  return lines.length === 0 ? [titled(table, title)] : [titled(table, title), ofLines(footers, title, lines)];
}

async function describeExtension([name = null, oid = null]: (string | null)[], ask: Ask): Promise<StatementResult[]> {
  const contents = await ask(extensionContentsQuery(oid ?? "0"));
  return [contents.kind === "rows" ? titled(contents, `Objects in extension "${name}"`) : contents];
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

function titled(table: RowsResult, title: string): RowsResult {
  const notice: Notice = { severity: "INFO", sqlState: "00000", message: title };
  return { ...table, notices: [notice, ...table.notices] };
}

function isEmpty(result: StatementResult): boolean {
  return result.kind === "rows" && result.rowCount === 0;
}
