import "server-only";

/** One set of rows that answers are checked with. */
export interface DataSet {
  /** 0 is the one that students see. */
  number: number;
  name: string;
}

export function listDataSets(hiddenSets: string[]): DataSet[] {
  return [{ number: 0, name: "visible" }, ...hiddenSets.map((name, index) => ({ number: index + 1, name }))];
}

const cases: [RegExp, string, string][] = [
  [/\bties?\b|tied/, "ties", "rows that tie"],
  [/\bnulls?\b/, "NULLs", "values that are missing (NULL)"],
  [/no[ -]?match|unmatched|orphan/, "no match", "rows without a match"],
  [/duplicat|\bdupes?\b|twice/, "duplicates", "rows that are alike"],
  [/empty|\bnone\b|no[ -]?rows/, "empty", "tables without rows"],
  [/\bfew\b/, "few rows", "only a few rows"],
];

/** What students may know of a set: the kind of case, if its name tells one, and never its rows. */
export function describeDataSet({ number, name }: DataSet): { title: string; words: string } {
  if (number === 0) return { title: "The data that you see", words: "the data that you see" };
  const found = cases.filter(([pattern]) => pattern.test(name.toLowerCase().replaceAll("_", " ")));
  if (found.length === 0) return { title: `Hidden data ${number}`, words: "other rows" };
  const titles = found.map(([, title]) => title).join(", ");
  return { title: `Hidden data: ${titles}`, words: found.map(([, , words]) => words).join(" and ") };
}
