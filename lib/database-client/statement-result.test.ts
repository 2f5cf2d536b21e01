import pg from "pg";
import { describe, expect, it } from "vitest";
import { statementResultSchema } from "@/lib/schemas/query";
import { ownWords, sharedWords } from "./database-words";
import type { PortalOutcome } from "./portal-query";
import { type StatementFacts, statementResult } from "./statement-result";

const notices = [{ severity: "NOTICE", sqlState: "00000", message: "so it is" }];

function resultOf(outcome: Partial<PortalOutcome>, facts: Partial<StatementFacts> = {}) {
  const nothing = { fields: null, rows: [], bytes: 0, command: null, truncated: false, copy: null, error: null };
  const result = statementResult({
    statement: { text: "select 1", offset: 0 },
    typeNames: [],
    durationMs: 1.5,
    notices,
    stopped: null,
    limits: { timeoutMs: 10_000, diskBytes: 64 * 1024 * 1024, maxBytes: 16 * 1024 * 1024 },
    fate: null,
    words: ownWords,
    ...facts,
    outcome: { ...nothing, connectionLost: false, ...outcome },
  });
  // Whatever is worded here has to fit the contract.
  expect(statementResultSchema.parse(result)).toEqual(result);
  return result;
}

function field(name: string): pg.FieldDef {
  return {
    name,
    tableID: 0,
    columnID: 0,
    dataTypeID: 23,
    dataTypeSize: 4,
    dataTypeModifier: -1,
    format: "text",
  };
}

function sqlError(values: Partial<pg.DatabaseError> = {}): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError("it went wrong", 0, "error"), { code: "42601" }, values);
}

describe("statementResult of rows", () => {
  it("keeps PostgreSQL's text, NULL and columns of the same name apart", () => {
    const rows = [
      ["1", null],
      ["", "9007199254740993"],
    ];
    const outcome = { fields: [field("a"), field("a")], rows, command: "SELECT 2" };
    expect(resultOf(outcome, { typeNames: ["text", "bigint"] })).toEqual({
      kind: "rows",
      statement: "select 1",
      command: "SELECT 2",
      columns: [
        { name: "a", type: "text" },
        { name: "a", type: "bigint" },
      ],
      rows,
      rowCount: 2,
      truncated: false,
      durationMs: 1.5,
      notices,
    });
  });

  it("is rows, not a command, where a query finds none or has no column", () => {
    expect(resultOf({ fields: [field("a")], command: "SELECT 0" })).toMatchObject({ kind: "rows", rowCount: 0 });
    expect(resultOf({ fields: [], rows: [[]], command: "SELECT 1" })).toMatchObject({ kind: "rows", columns: [] });
  });

  it.each([
    ["select * from t", "SELECT 1"],
    ["values (1), (2)", "SELECT 1"],
    ["table t", "SELECT 1"],
    ["/* all of it */ show all", "SHOW"],
    ["Explain select 1", "EXPLAIN"],
  ])("words the tag of %j itself where the result was left early", (text, command) => {
    const outcome = { fields: [field("a")], rows: [["1"]], truncated: true };
    expect(resultOf(outcome, { statement: { text, offset: 0 } })).toMatchObject({ command, truncated: true });
  });

  it("gives the rows where the stop came too late to stop anything", () => {
    const outcome = { fields: [field("a")], rows: [["1"]], command: "SELECT 1" };
    expect(resultOf(outcome, { stopped: "timeout" })).toMatchObject({ kind: "rows", rowCount: 1 });
  });
});

describe("statementResult of commands", () => {
  it.each([
    ["CREATE TABLE", null],
    ["BEGIN", null],
    ["INSERT 0 3", 3],
    ["UPDATE 0", 0],
    ["SELECT 5", 5],
  ])("reads from the tag %j that it changed %j rows", (command, rowCount) => {
    expect(resultOf({ command })).toEqual({
      kind: "command",
      statement: "select 1",
      command,
      rowCount,
      durationMs: 1.5,
      notices,
    });
  });
});

describe("statementResult of errors", () => {
  it("keeps PostgreSQL's words and moves the position to where the statement stands", () => {
    const error = sqlError({ detail: "the detail", hint: "the hint", position: "8" });
    expect(resultOf({ error }, { statement: { text: "select nope", offset: 100 } })).toEqual({
      kind: "error",
      statement: "select nope",
      reason: "sql",
      sqlState: "42601",
      message: "it went wrong",
      detail: "the detail",
      hint: "the hint",
      position: 108,
      durationMs: 1.5,
      notices,
    });
  });

  it("has no detail, hint or position where PostgreSQL gave none", () => {
    const result = resultOf({ error: sqlError() }, { statement: { text: "x", offset: 100 } });
    for (const name of ["detail", "hint", "position"]) expect(result).not.toHaveProperty(name);
  });

  it("is an error even where rows came before it", () => {
    const outcome = { fields: [field("a")], rows: [["1"]], error: sqlError({ code: "22012" }) };
    expect(resultOf(outcome)).toMatchObject({ kind: "error", sqlState: "22012" });
  });

  it.each([
    [10_000, "The query was stopped after 10 seconds."],
    [1_000, "The query was stopped after 1 second."],
    [1_500, "The query was stopped after 1.5 seconds."],
  ])("says after %i ms that time was over", (timeoutMs, message) => {
    const facts = { stopped: "timeout" as const, limits: { timeoutMs, diskBytes: 1, maxBytes: 1 } };
    expect(resultOf({ error: sqlError({ code: "57014" }) }, facts)).toMatchObject({ reason: "timeout", message });
  });

  it("says how much disk there is, and how to make room", () => {
    const result = resultOf({ error: sqlError({ code: "57014" }) }, { stopped: "disk" });
    expect(result).toMatchObject({ reason: "limit", sqlState: "53100" });
    expect(result).toMatchObject({
      message: expect.stringContaining("64 MB"),
      hint: expect.stringContaining("VACUUM"),
    });
  });

  it("tells a person's own stop from a time-out, even where the connection broke by it", () => {
    const outcome = { error: new Error("the connection ended"), connectionLost: true };
    expect(resultOf(outcome, { stopped: "cancelled" })).toMatchObject({ reason: "cancelled", sqlState: "57014" });
  });

  it("says that the connection is lost, and shows nothing of the socket's error", () => {
    const result = resultOf({ error: new Error("read ECONNRESET 10.0.0.1"), connectionLost: true });
    expect(result).toMatchObject({ reason: "connection", sqlState: null });
    expect(JSON.stringify(result)).not.toContain("ECONNRESET");
  });

  it("names the transaction that was open and is lost with its connection, whatever ended it", () => {
    const lost = { error: sqlError({ code: "57P01" }), connectionLost: true };
    for (const stopped of [null, "timeout", "size"] as const) {
      expect(resultOf(lost, { stopped, fate: "rolledBack" })).toMatchObject({
        hint: "The connection was ended. The transaction that was open was rolled back.",
      });
      expect(resultOf(lost, { stopped })).toMatchObject({ hint: "The connection was ended." });
    }
    const broken = { error: new Error("read ECONNRESET"), connectionLost: true };
    expect(resultOf(broken, { fate: "rolledBack" })).toMatchObject({
      message: expect.stringContaining("rolled back"),
    });
  });

  it("speaks of the shared copy where it is one, and of no transaction, as nobody opens one there", () => {
    const shared = { words: sharedWords, fate: "rolledBack" as const };
    const lost = { error: new Error("read ECONNRESET"), connectionLost: true };
    const results = [
      resultOf(lost, shared),
      resultOf(lost, { ...shared, stopped: "size" }),
      resultOf({ error: sqlError() }, { ...shared, stopped: "disk" }),
      resultOf({ copy: "in", error: sqlError() }, shared),
      resultOf({ copy: "out" }, shared),
    ];
    expect(results).toMatchObject([{ message: expect.stringContaining("shared copy") }, {}, {}, {}, {}]);
    expect(JSON.stringify(results)).not.toMatch(/your database|rolled back|committed|psql/i);
  });

  it("says of a row that was refused how large one may be", () => {
    const outcome = { error: new Error("the connection ended"), connectionLost: true };
    expect(resultOf(outcome, { stopped: "size" })).toMatchObject({
      reason: "limit",
      message: "A row or message of this statement is larger than 16 MB, more than a page may receive: it was refused.",
    });
  });

  it("keeps PostgreSQL's last words where it ended the connection itself", () => {
    const error = sqlError({ code: "57P01" });
    expect(resultOf({ error, connectionLost: true })).toMatchObject({ reason: "connection", sqlState: "57P01" });
  });

  it.each([
    ["in" as const, "STDIN", "Use INSERT"],
    ["out" as const, "STDOUT", "Use SELECT"],
  ])("explains why COPY cannot go %s through a page", (copy, word, hint) => {
    const result = resultOf({ copy, error: copy === "in" ? sqlError({ code: "57014" }) : null, command: "COPY 1" });
    expect(result).toMatchObject({ reason: "limit", message: expect.stringContaining(word) });
    expect(result).toMatchObject({ hint: expect.stringContaining(hint) });
  });
});
