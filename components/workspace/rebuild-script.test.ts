import { describe, expect, it } from "vitest";
import { rebuildScript, withSemicolon } from "@/components/workspace/rebuild-script";

const ran = (statement: string, outcome: "ok" | "sql" = "ok") => ({ statement, outcome });

describe("rebuildScript", () => {
  it("has what worked and may have changed something, the oldest first", () => {
    const newestFirst = [
      ran("SELECT * FROM t"),
      ran("INSERT INTO t VALUES (1), (2)"),
      ran("INSERT INTO tt VALUES (1)", "sql"),
      ran("CREATE TABLE t (x int);"),
    ];
    expect(rebuildScript(newestFirst)).toBe("CREATE TABLE t (x int);\n\nINSERT INTO t VALUES (1), (2);");
  });

  it("leaves out what only reads, and knows a SELECT that makes a table", () => {
    const reads = ["select 1", "-- look\n/* twice */ TABLE t", "EXPLAIN SELECT 1", "values (1)"];
    expect(rebuildScript(reads.map((statement) => ran(statement)))).toBeNull();
    expect(rebuildScript([ran("SELECT 1 AS x INTO made")])).toBe("SELECT 1 AS x INTO made;");
    expect(rebuildScript([])).toBeNull();
  });
});

describe("withSemicolon", () => {
  it("ends a statement once, and never inside a comment", () => {
    expect(withSemicolon("DROP TABLE t;\n")).toBe("DROP TABLE t;");
    expect(withSemicolon("DROP TABLE t")).toBe("DROP TABLE t;");
    expect(withSemicolon("DROP TABLE t -- gone")).toBe("DROP TABLE t -- gone\n;");
  });
});
