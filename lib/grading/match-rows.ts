import "server-only";
import { areClose, type ComparableRow, type Comparison, comparableRow, type Row } from "./comparison-columns";

/** The rows of two multisets that have no partner, by their indexes, in order. */
export interface RowMatch {
  /** Of the answer: those that should not be there. */
  extra: number[];
  /** Of the reference: those that are not in the answer. */
  missing: number[];
  /** Of the extra ones: those whose like is wanted, only not so often. */
  surplus: number[];
  /** Of the missing ones: those whose like is there, only not often enough. */
  lost: number[];
}

/** Pairs the rows of two results, each with one of the other; their order does not count, and how often they stand there does. */
export function matchRows(expected: Row[], actual: Row[], comparison: Comparison): RowMatch {
  const groups = new Map<string, Group>();
  collect(groups, expected, comparison, "expected");
  collect(groups, actual, comparison, "actual");
  const match: RowMatch = { extra: [], missing: [], surplus: [], lost: [] };
  for (const group of groups.values()) addUnpaired(match, group, comparison.tolerance);
  for (const indexes of Object.values(match)) indexes.sort((one: number, other: number) => one - other);
  return match;
}

interface Group {
  expected: Entry[];
  actual: Entry[];
}

interface Entry {
  index: number;
  numbers: number[];
}

function collect(groups: Map<string, Group>, rows: Row[], comparison: Comparison, side: keyof Group): void {
  rows.forEach((row, index) => {
    const { key, numbers }: ComparableRow = comparableRow(row, comparison, side);
    const entry = { index, numbers };
    const group = groups.get(key);
    if (group) group[side].push(entry);
    else groups.set(key, { expected: [], actual: [], [side]: [entry] });
  });
}

function addUnpaired(match: RowMatch, group: Group, tolerance: Comparison["tolerance"]): void {
  const { missing, extra } = pair(group, tolerance);
  if (missing.length + extra.length === 0) return;
  match.missing.push(...missing.map(({ index }) => index));
  match.extra.push(...extra.map(({ index }) => index));
  const hasLike = (entry: Entry, others: Entry[]) =>
    others.some((other) => areClose(entry.numbers, other.numbers, tolerance));
  if (extra.length > 0 && group.expected.length > 0)
    match.surplus.push(...extra.filter((entry) => hasLike(entry, group.expected)).map(({ index }) => index));
  if (missing.length > 0 && group.actual.length > 0)
    match.lost.push(...missing.filter((entry) => hasLike(entry, group.actual)).map(({ index }) => index));
}

function pair({ expected, actual }: Group, tolerance: Comparison["tolerance"]): { missing: Entry[]; extra: Entry[] } {
  const isExact = (expected[0] ?? actual[0])?.numbers.length === 0;
  if (isExact) return { missing: expected.slice(actual.length), extra: actual.slice(expected.length) };
  const [one, other] = [expected[0], actual[0]];
  const isOnePair = expected.length === 1 && actual.length === 1;
  if (isOnePair && one && other && areClose(one.numbers, other.numbers, tolerance)) return { missing: [], extra: [] };
  const rest = withoutEqual(expected, actual);
  return pairClose(rest.expected, rest.actual, tolerance);
}

/** Most numbers are the same to the last bit; only the others have to be looked for. */
function withoutEqual(expected: Entry[], actual: Entry[]): Group {
  const byNumbers = new Map<string, Entry[]>();
  for (const entry of actual) {
    const key = entry.numbers.join();
    const same = byNumbers.get(key);
    if (same) same.push(entry);
    else byNumbers.set(key, [entry]);
  }
  const unpaired = expected.filter((entry) => !byNumbers.get(entry.numbers.join())?.pop());
  return { expected: unpaired, actual: [...byNumbers.values()].flat() };
}

/**
 * Both sides in the order of the number that tells most of them apart: whatever is close to a row then stands near it. For
 * each row the first that is close in all numbers is taken; with one number no pairing finds more.
 */
function pairClose(expected: Entry[], actual: Entry[], tolerance: Comparison["tolerance"]) {
  const axis = mostVaried([...expected, ...actual]);
  const at = (entry: Entry) => entry.numbers[axis] ?? 0;
  const wanted = expected.toSorted((one, other) => at(one) - at(other));
  const given = actual.toSorted((one, other) => at(one) - at(other));
  const taken = new Set<Entry>();
  const missing: Entry[] = [];
  let from = 0;
  for (const entry of wanted) {
    const isNear = (other: Entry) => areClose([at(entry)], [at(other)], tolerance);
    while (from < given.length && isBelow(given[from], entry, at, isNear)) from++;
    let found: Entry | undefined;
    for (let next = from; next < given.length && !found; next++) {
      const candidate = given[next];
      if (!candidate || (at(candidate) > at(entry) && !isNear(candidate))) break;
      if (!taken.has(candidate) && areClose(entry.numbers, candidate.numbers, tolerance)) found = candidate;
    }
    if (found) taken.add(found);
    else missing.push(entry);
    while (from < given.length && taken.has(given[from] ?? entry)) from++;
  }
  return { missing, extra: actual.filter((entry) => !taken.has(entry)) };
}

function isBelow(
  candidate: Entry | undefined,
  entry: Entry,
  at: (one: Entry) => number,
  isNear: (one: Entry) => boolean,
) {
  return candidate !== undefined && at(candidate) < at(entry) && !isNear(candidate);
}

function mostVaried(entries: Entry[]): number {
  const width = entries[0]?.numbers.length ?? 0;
  const counts = Array.from({ length: width }, (_, axis) => new Set(entries.map(({ numbers }) => numbers[axis])).size);
  return Math.max(0, counts.indexOf(Math.max(...counts)));
}
