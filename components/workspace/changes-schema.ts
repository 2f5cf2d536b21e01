import type { QueryResponse } from "@/lib/schemas/query";

/** The first words of the tags of what leaves tables and their number of rows as they are. */
const harmless =
  /^(SELECT|SHOW|SET|RESET|BEGIN|START|SAVEPOINT|RELEASE|ROLLBACK|FETCH|MOVE|CLOSE|DECLARE|LISTEN|UNLISTEN|NOTIFY|PREPARE|DEALLOCATE|DISCARD|LOCK|EXPLAIN|CHECKPOINT|LOAD)\b/;

/** Whether what the schema panel lists may be different after this run. CREATE TABLE AS has the tag of a SELECT, and gives no rows. */
export function changesSchema({ results }: QueryResponse): boolean {
  return results.some((result) => {
    if (result.kind === "error") return result.reason === "connection";
    return result.kind === "rows" ? !harmless.test(result.command) : isChange(result.command);
  });
}

function isChange(tag: string): boolean {
  return tag.startsWith("SELECT") || !harmless.test(tag);
}
