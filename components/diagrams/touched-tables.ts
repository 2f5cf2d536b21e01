import { PostgreSQL } from "@codemirror/lang-sql";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

/** The names of those tables of a database that a text of SQL speaks of: as words of SQL, not within texts or comments. */
export function touchedTables(sql: string, { tables }: Pick<DatabaseSchema, "tables">): ReadonlySet<string> {
  const words = new Set<string>();
  PostgreSQL.language.parser.parse(sql).iterate({
    enter: ({ name, from, to }) => {
      const text = sql.slice(from, to);
      // PostgreSQL folds what is not quoted to lower case.
      if (name === "QuotedIdentifier") words.add(text.slice(1, -1).replaceAll('""', '"'));
      else if (name === "Identifier" || name === "Keyword" || name === "Type") words.add(text.toLowerCase());
    },
  });
  return new Set(tables.map(({ name }) => name).filter((name) => words.has(name)));
}
