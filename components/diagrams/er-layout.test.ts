import { describe, expect, it } from "vitest";
import { columnMiddle, layOutTables } from "@/components/diagrams/er-layout";
import { erSvg } from "@/components/diagrams/er-svg";
import { touchedTables } from "@/components/diagrams/touched-tables";
import type { SchemaTable } from "@/lib/schemas/database-schema";

function table(name: string, columns: string[], references: Record<string, string> = {}): SchemaTable {
  return {
    schema: "public",
    name,
    kind: "table",
    comment: null,
    rowCount: 1,
    columns: columns.map((column) => ({
      name: column,
      type: "integer",
      nullable: column.endsWith("?"),
      default: null,
      generated: null,
      comment: null,
    })),
    primaryKey: { name: `${name}_pkey`, columns: [columns[0] ?? ""] },
    uniqueKeys: [],
    foreignKeys: Object.entries(references).map(([column, target]) => ({
      name: `${name}_${column}_fkey`,
      columns: [column],
      references: { schema: "public", table: target, columns: ["id"] },
      onDelete: "no action" as const,
      onUpdate: "no action" as const,
    })),
    checks: [],
    indexes: [],
  };
}

const tables = [
  table("member", ["id", "guardian?"], { "guardian?": "member" }),
  table("loan", ["id", "member_id"], { member_id: "member" }),
  table("note", ["id"]),
];

describe("layOutTables", () => {
  it("places all tables, none over another", () => {
    const { tables: boxes, width, height } = layOutTables({ tables });
    expect(boxes.map(({ name }) => name)).toEqual(["member", "loan", "note"]);
    for (const one of boxes) {
      expect(one.x + one.width).toBeLessThanOrEqual(width);
      expect(one.y + one.height).toBeLessThanOrEqual(height);
      for (const other of boxes.filter((box) => box !== one)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart).toBe(true);
      }
    }
  });

  it("draws a line for each foreign key, to itself too, and says which may be empty", () => {
    const { links } = layOutTables({ tables });
    expect(links.map(({ from, to, isOptional }) => [from.table, to.table, isOptional])).toEqual([
      ["public.member", "public.member", true],
      ["public.loan", "public.member", false],
    ]);
  });

  it("draws no line to a table that is not listed", () => {
    expect(layOutTables({ tables: [table("loan", ["id", "x"], { x: "elsewhere" })] }).links).toEqual([]);
  });

  it("draws so many columns of a wide table, and says how many more there are", () => {
    const [box] = layOutTables({
      tables: [
        table(
          "wide",
          Array.from({ length: 200 }, (_, n) => `c${n}`),
        ),
      ],
    }).tables;
    expect(box).toMatchObject({ hiddenColumns: 176 });
    expect(box && columnMiddle(box, "c199")).toBeLessThan(box?.height ?? 0);
  });

  it("lays out a database without tables", () => {
    expect(layOutTables({ tables: [] })).toMatchObject({ tables: [], links: [] });
  });
});

describe("erSvg", () => {
  it("writes names as text, whatever stands in them", () => {
    const colours = { paper: "#fff", raised: "#fff", ink: "#000", muted: "#444", line: "#888", accent: "#060" };
    const svg = erSvg(layOutTables({ tables: [table('a<b>"&', ["id"])] }), colours);
    expect(svg).toContain("a&lt;b&gt;&quot;&amp;");
    expect(svg).not.toContain("<b>");
  });
});

describe("touchedTables", () => {
  const touched = (sql: string) => [...touchedTables(sql, { tables })].sort();

  it("finds tables by their names, however they are written", () => {
    expect(touched("SELECT * FROM Member m JOIN public.loan USING (id)")).toEqual(["loan", "member"]);
    expect(touched('TABLE "loan"')).toEqual(["loan"]);
  });

  it("finds none within texts and comments, and none in capitals that are quoted", () => {
    expect(touched("SELECT 'loan' -- member\n/* note */")).toEqual([]);
    expect(touched('SELECT * FROM "Loan"')).toEqual([]);
  });
});
