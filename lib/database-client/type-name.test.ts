import { describe, expect, it } from "vitest";
import { builtinTypeName } from "./type-name";

/** What atttypmod adds to a length: the four bytes of a varlena's header. */
const header = 4;
const numeric = (precision: number, scale: number) => ((precision << 16) | (scale & 0x7ff)) + header;

// The wanted names are what format_type(oid, modifier) of PostgreSQL 17 prints.
describe("builtinTypeName", () => {
  it.each([
    [16, "boolean"],
    [18, '"char"'],
    [20, "bigint"],
    [23, "integer"],
    [25, "text"],
    [701, "double precision"],
    [1042, "bpchar"],
    [1043, "character varying"],
    [1082, "date"],
    [1083, "time without time zone"],
    [1114, "timestamp without time zone"],
    [1184, "timestamp with time zone"],
    [1186, "interval"],
    [1266, "time with time zone"],
    [1560, '"bit"'],
    [1562, "bit varying"],
    [1700, "numeric"],
    [2950, "uuid"],
    [3802, "jsonb"],
  ])("calls type %i without a modifier %s", (oid, name) => {
    expect(builtinTypeName(oid, -1)).toBe(name);
  });

  it.each([
    [1042, 1 + header, "character(1)"],
    [1043, 40 + header, "character varying(40)"],
    [1560, 3, "bit(3)"],
    [1562, 8, "bit varying(8)"],
    [1083, 0, "time(0) without time zone"],
    [1266, 2, "time(2) with time zone"],
    [1114, 3, "timestamp(3) without time zone"],
    [1184, 6, "timestamp(6) with time zone"],
    [1700, numeric(10, 2), "numeric(10,2)"],
    [1700, numeric(5, 0), "numeric(5,0)"],
    [1700, numeric(3, -2), "numeric(3,-2)"],
    [1700, numeric(1000, 1000), "numeric(1000,1000)"],
    [1700, numeric(2, -1000), "numeric(2,-1000)"],
  ])("writes the modifier of type %i, %i, as in %s", (oid, modifier, name) => {
    expect(builtinTypeName(oid, modifier)).toBe(name);
  });

  it.each([
    [1007, -1, "integer[]"],
    [1009, -1, "text[]"],
    [1014, 2 + header, "character(2)[]"],
    [1015, 40 + header, "character varying(40)[]"],
    [1231, numeric(10, 2), "numeric(10,2)[]"],
    [1185, 3, "timestamp(3) with time zone[]"],
  ])("names array %i, modifier %i, after its elements: %s", (oid, modifier, name) => {
    expect(builtinTypeName(oid, modifier)).toBe(name);
  });

  it.each([
    ["a type that a database made", 16_384, -1],
    ["an interval whose fields are restricted", 1186, 0x0004ffff],
    ["an array of such intervals", 1187, 0x0004ffff],
  ])("leaves %s to the server", (_what, oid, modifier) => {
    expect(builtinTypeName(oid, modifier)).toBeNull();
  });
});
