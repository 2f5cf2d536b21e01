import { Problem } from "../prepare/problem.mjs";
import { measuredRows } from "./measured-rows.mjs";

const known = measuredRows.map(({ row }) => row);

export const usage = `npm run bench -- [--only start,query,…] [--quick]
  --only   these rows alone: ${known.join(", ")}
  --quick  fewer repetitions, to see that it works; docs/benchmarks.md is left alone`;

/**
 * What the command line asks for.
 * @param {string[]} words
 * @returns {{ rows: string[], quick: boolean, help: boolean }} the rows in the order in which they are measured
 * @throws {Problem} where it asks for something that there is not
 */
export function readBenchOptions(words) {
  const options = { rows: known, quick: false, help: false };
  for (let index = 0; index < words.length; index++) {
    const [name, attached] = words[index].split("=", 2);
    if (name === "--quick") options.quick = true;
    else if (name === "--help") options.help = true;
    else if (name === "--only") options.rows = selectRows(attached ?? words[++index] ?? "");
    else throw new Problem(`There is no option ${name}:\n${usage}`);
  }
  return options;
}

function selectRows(list) {
  const names = list.split(",").filter((name) => name !== "");
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Problem(`There is no row ${unknown.join(", ")}: the rows are ${known.join(", ")}.`);
  if (names.length === 0) throw new Problem(`--only needs at least one row: the rows are ${known.join(", ")}.`);
  return known.filter((name) => names.includes(name));
}
