import { expect, it } from "vitest";
import { columnAlignment } from "@/components/results-grid/column-alignment";

it("puts every number type to the right, with or without a precision", () => {
  const numbers = ["smallint", "integer", "bigint", "numeric", "numeric(10,2)", "real", "double precision", "money"];
  expect(numbers.filter((type) => columnAlignment(type) !== "end")).toEqual([]);
});

it("puts text, dates, intervals, arrays and ranges of numbers to the start", () => {
  const others = ["text", "character varying(80)", "date", "interval", "integer[]", "int4range", "boolean", "unknown"];
  expect(others.filter((type) => columnAlignment(type) !== "start")).toEqual([]);
});
