import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareResults, type ResultRules } from "./compare-results";
import type { ResultTable, Row } from "./comparison-columns";

const columns = [
  { name: "who", type: "text" },
  { name: "amount", type: "numeric" },
  { name: "share", type: "double precision" },
];
const free: ResultRules = { order: "none", keys: null };

const cell = fc.option(fc.constantFrom("", "a", "b", "N", "1:a"), { nil: null });
const numeric = fc.option(fc.constantFrom("0", "1", "1.5", "-2", "NaN"), { nil: null });
const double = fc.option(fc.constantFrom(0.3, 1, 2.5, 1e9, -7), { nil: null });
const row = fc
  .tuple(cell, numeric, double)
  .map(([who, amount, share]): Row => [who, amount, share === null ? null : String(share)]);
const rows = fc.array(row, { maxLength: 40 });

const table = (some: Row[]): ResultTable => ({ columns, rows: some });
const isSame = (a: Row[], b: Row[], rules = free) => compareResults(table(a), table(b), rules).step === null;

/** The same values, as other ways of computing would print them. */
const otherwise = ([who = null, amount = null, share = null]: Row, noise: number): Row => [
  who,
  amount === "1.5" ? "1.500" : amount,
  share === null ? null : String(Number(share) * (1 + noise * 1e-12)),
];

describe("compareResults", () => {
  it("accepts what is equal up to the order of rows, zeros at the end and the last bits of floats", () => {
    fc.assert(
      fc.property(
        rows,
        fc.func(fc.nat()),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 40, maxLength: 40 }),
        (some, rank, noise) => {
          const shuffled = some.map((one, at) => ({ one: otherwise(one, noise[at] ?? 0), at: rank(at) }));
          shuffled.sort((a, b) => a.at - b.at);
          return isSame(
            some,
            shuffled.map(({ one }) => one),
          );
        },
      ),
    );
  });

  it("refuses one row more, one less, or one twice", () => {
    fc.assert(
      fc.property(rows, row, fc.nat(), (some, added, at) => {
        expect(isSame(some, [...some, added])).toBe(false);
        if (some.length > 0) expect(isSame(some, some.toSpliced(at % some.length, 1))).toBe(false);
        const twice = some[at % Math.max(some.length, 1)];
        if (twice) expect(isSame([...some, twice], some)).toBe(false);
      }),
    );
  });

  it("refuses one other value in any cell", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(2), (some, at, column) => {
        const index = at % some.length;
        const changed = some.map((one, position) => (position === index ? one.with(column, "12345.678") : one));
        return !isSame(some, changed);
      }),
    );
  });

  it("finds as many extra as missing rows, plus the difference of the counts", () => {
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const { differences, step } = compareResults(table(some), table(others), free);
        if (step === null) return some.length === others.length;
        const [difference] = differences;
        if (!difference) return false;
        return others.length - difference.extraCount === some.length - difference.missingCount;
      }),
    );
  });

  it("by key accepts every order within ties, and none that breaks a key", () => {
    const keys = { columns: [1], words: "ORDER BY amount" };
    fc.assert(
      fc.property(rows, fc.func(fc.nat()), (some, rank) => {
        const key = (one: Row) => String(one[1]);
        const wanted = some.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
        const given = wanted.map((one, at) => ({ one, at: rank(at) }));
        given.sort((a, b) => (key(a.one) < key(b.one) ? -1 : key(a.one) > key(b.one) ? 1 : a.at - b.at));
        const rules: ResultRules = { order: "by-key", keys };
        expect(
          isSame(
            wanted,
            given.map(({ one }) => one),
            rules,
          ),
        ).toBe(true);
        const reversed = wanted.toReversed();
        const isPalindrome = reversed.every((one, at) => key(one) === key(wanted[at] ?? []));
        expect(isSame(wanted, reversed, rules)).toBe(isPalindrome);
      }),
    );
  });

  it("pairs floats within the groups that the exact columns make, however many are alike", () => {
    const floats = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(floats, (some) => {
        const wanted = some.map(([who, share]): Row => [who, "1", String(share)]);
        const given = some.map(([who, share]): Row => [who, "1.0", String(share + 4e-10)]).reverse();
        return isSame(wanted, given);
      }),
    );
  });

  it("compares 100,000 rows, floats among them, without noticing how many they are", { timeout: 60_000 }, () => {
    const many = Array.from(
      { length: 100_000 },
      (_, at): Row => [`name ${at % 5000}`, String(at % 977), String(at / 7)],
    );
    const given = many.map(
      ([who = null, amount = null, share = null]): Row => [who, `${amount}.0`, String(Number(share) + 1e-10)],
    );
    expect(isSame(many, given.reverse())).toBe(true);
    expect(compareResults(table(many), table(given.slice(1)), free).message).toBe("1 row is missing.");
  });
});
