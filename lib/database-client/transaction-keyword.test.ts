import { describe, expect, it } from "vitest";
import { transactionKeyword } from "./transaction-keyword";

describe("transactionKeyword", () => {
  it.each([
    ["COMMIT", "COMMIT"],
    ["  commit and chain;", "COMMIT"],
    ["\t\r\n\f\vEnd", "END"],
    ["-- a remark\nROLLBACK to a", "ROLLBACK"],
    ["-- a remark\rROLLBACK", "ROLLBACK"],
    ["/* one /* two */ -- still one */ /**/ abort work", "ABORT"],
    [";; ; /* x */ ; begin", "BEGIN"],
    ["start transaction read write", "START"],
    ["savepoint a", "SAVEPOINT"],
    ["release a", "RELEASE"],
    ["COMMIT--", "COMMIT"],
    ["commit/**/", "COMMIT"],
  ])("finds the one of %j", (sql, word) => expect(transactionKeyword(sql)).toBe(word));

  it.each([
    "",
    " -- nothing",
    "/* never /* ended */ commit",
    "SELECT 1; COMMIT",
    "committed",
    'SELECT "commit"',
    "-- COMMIT\nSELECT 1",
    "(SELECT 1)",
    "'COMMIT'",
    "SET TRANSACTION READ WRITE",
    "end_of_month()",
  ])("finds none in %j", (sql) => expect(transactionKeyword(sql)).toBeNull());
});
