const words: Record<string, string | undefined> = {
  databaseId: "database",
  solutionSql: "solution",
  starterSql: "starter SQL",
  prompt: "task",
  schemaSql: "schema",
  seedSql: "rows",
  hiddenDatasets: "hidden data",
  published: "publication",
};

/** What a field of the contract is called on the page. */
export function fieldWords(field: string): string {
  return words[field] ?? field;
}
