import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { keywordCompletionSource, type SQLNamespace } from "@codemirror/lang-sql";
import { quoteName } from "@/components/schema-panel/quote-name";
import { postgresDialect } from "@/components/sql-editor/postgres-dialect";
import { sqlFunctions } from "@/components/sql-editor/sql-functions";
import { statementAt } from "@/components/sql-editor/statement-at";
import type { DatabaseSchema, SchemaTable, SchemaView } from "@/lib/schemas/database-schema";

/** Tables with their columns, as the editor's SQL support completes them: names, and columns after an alias. */
export function toNamespace({ tables, views }: DatabaseSchema): SQLNamespace {
  const schemas: Record<string, Record<string, SQLNamespace>> = { public: {} };
  for (const relation of [...tables, ...views]) {
    const schemaName = escapeDots(relation.schema);
    const schema = schemas[schemaName] ?? {};
    schemas[schemaName] = schema;
    const self = { label: relation.name, apply: quoteName(relation.name), type: "class", detail: relation.kind };
    schema[escapeDots(relation.name)] = { self, children: relation.columns.map((column) => columnOption(column)) };
  }
  return schemas;
}

/** A dot in a name would be read as one between two names. */
function escapeDots(name: string): string {
  return name.replaceAll(".", "\\.");
}

function columnOption({ name, type }: { name: string; type: string }, table?: string): Completion {
  const detail = table === undefined ? type : `${type} · ${table}`;
  return { label: name, apply: quoteName(name), type: "property", detail, boost: table === undefined ? 0 : 2 };
}

/** Columns by themselves, of the tables that the statement names, and functions. */
export function sqlSource(schema: DatabaseSchema): CompletionSource {
  const relations = [...schema.tables, ...schema.views];
  const own = schema.functions.map(({ name, arguments: parameters }) => ({ name, parameters, isBare: false }));
  const functions = [...own, ...sqlFunctions].map(({ name, parameters, isBare }): Completion => {
    const detail = isBare ? "" : `(${parameters})`;
    return { label: name, apply: isBare ? name : callOf(name, parameters === ""), type: "function", detail, boost: -1 };
  });
  return (context) => complete(context, relations, functions);
}

const keywords = keywordCompletionSource(postgresDialect);

/** No key word stands behind a dot. */
export const keywordSource: CompletionSource = (context) =>
  context.matchBefore(/\.[\p{L}\p{N}_$]*/u) === null ? keywords(context) : null;

function complete(
  context: CompletionContext,
  relations: (SchemaTable | SchemaView)[],
  functions: Completion[],
): CompletionResult | null {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_$]*/u);
  const from = word?.from ?? context.pos;
  const before = context.state.sliceDoc(Math.max(0, from - 1), from);
  // After a dot only the columns of what stands before it make sense, in quotes none of these.
  if (before === "." || before === '"' || before === "'" || (word === null && !context.explicit)) return null;
  const columns = namedRelations(context, relations).flatMap(({ name, columns }) =>
    columns.map((column) => columnOption(column, name)),
  );
  return { from, options: [...columns, ...functions], validFor: /^[\p{L}\p{N}_$]*$/u };
}

function namedRelations({ state, pos }: CompletionContext, relations: (SchemaTable | SchemaView)[]) {
  const { from, to } = statementAt(state, pos) ?? { from: 0, to: state.doc.length };
  const words = new Set(
    state
      .sliceDoc(from, to)
      .toLowerCase()
      .match(/[\p{L}_][\p{L}\p{N}_$]*|"[^"]+"/gu),
  );
  return relations.filter(({ name }) => words.has(name.toLowerCase()) || words.has(`"${name.toLowerCase()}"`));
}

/** Brackets with the cursor between them. */
function callOf(name: string, isEmpty: boolean): Completion["apply"] {
  return (view, _completion, from, to) => {
    const insert = `${quoteFunction(name)}()`;
    const anchor = from + insert.length - (isEmpty ? 0 : 1);
    view.dispatch({ changes: { from, to, insert }, selection: { anchor }, userEvent: "input.complete" });
  };
}

/** PostgreSQL's own "left" and "right" are reserved as names of columns alone. */
function quoteFunction(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteName(name);
}
