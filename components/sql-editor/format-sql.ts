import { formatDialect, postgresql } from "sql-formatter";

/** Lines and indentation as they are read best; null where the formatter cannot read it. Loaded when it is used. */
export function formatSql(sql: string): string | null {
  try {
    return formatDialect(sql, { dialect: postgresql, tabWidth: 2, keywordCase: "preserve", linesBetweenQueries: 1 });
  } catch {
    // Its parser knows less than PostgreSQL's; what it cannot read stays as it is.
    return null;
  }
}
