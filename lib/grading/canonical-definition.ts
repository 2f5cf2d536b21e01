import "server-only";
import type { CatalogueFact } from "./observation";

/** What a definition says, the same for some ways to write it: PostgreSQL keeps a default as it was typed. */
export function canonicalDefinition({ what, definition }: Pick<CatalogueFact, "what" | "definition">): string {
  if (what === "column")
    return definition.replace(/ DEFAULT (.*)$/s, (_, value) => ` DEFAULT ${canonicalDefault(value)}`);
  if (what === "key" || what === "unique")
    return definition.replace(plainList, (_, names) => `(${sortedNames(names)})`);
  return definition;
}

/** The columns of a key, where none of them is an expression. */
const plainList = /\(([^()]*)\)/;

/** A key is a set of columns. */
function sortedNames(names: string): string {
  return names.split(", ").sort().join(", ");
}

const clocks = new Set(["CURRENT_TIMESTAMP", "transaction_timestamp()"]);

/** A number, also in brackets or quotes, and with a cast to what the column is anyway. */
const numberForm =
  /^\(?'?(-?)(\d+)(?:\.(\d+))?'?\)?(?:::(?:smallint|integer|bigint|numeric|real|double precision)(?:\([\d,]+\))?)?$/;

function canonicalDefault(value: string): string {
  if (clocks.has(value)) return "now()";
  const [, sign, whole, decimals = ""] = numberForm.exec(value) ?? [];
  if (whole === undefined) return value;
  const fraction = decimals.replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
