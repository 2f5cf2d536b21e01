import { describe, expect, it } from "vitest";
import { schemaItems } from "@/components/schema-panel/schema-items";
import type { DatabaseSchema, SchemaColumn } from "@/lib/schemas/database-schema";

const column = (name: string, more: Partial<SchemaColumn> = {}): SchemaColumn => ({
  name,
  type: "bigint",
  nullable: false,
  default: null,
  generated: null,
  comment: null,
  ...more,
});

const schema: DatabaseSchema = {
  tables: [
    {
      schema: "public",
      name: "order",
      kind: "table",
      comment: "What was ordered",
      rowCount: 3,
      columns: [column("id", { generated: "identity always" }), column("member_id", { nullable: true })],
      primaryKey: { name: "order_pkey", columns: ["id"] },
      uniqueKeys: [],
      foreignKeys: [
        {
          name: "order_member_fkey",
          columns: ["member_id"],
          references: { schema: "public", table: "member", columns: ["id"] },
          onDelete: "no action",
          onUpdate: "no action",
        },
      ],
      checks: [{ name: "order_check", definition: "CHECK ((id > 0))" }],
      indexes: [
        {
          name: "order_pkey",
          definition: "CREATE UNIQUE INDEX order_pkey ON public.order USING btree (id)",
          unique: true,
        },
        { name: "late", definition: "CREATE INDEX late ON public.order USING btree (member_id)", unique: false },
      ],
    },
  ],
  views: [{ schema: "old", name: "v", kind: "view", comment: null, columns: [], definition: null }],
  functions: [
    { schema: "public", name: "f", kind: "function", arguments: "a integer", result: "text", language: "sql" },
  ],
  truncated: false,
};

describe("the lines of the schema", () => {
  it("are tables, views and functions while nothing is open", () => {
    const items = schemaItems(schema, new Set());
    expect(items.map(({ label, note }) => [label, note])).toEqual([
      ["order", ""],
      ["old.v", "view"],
      ["Functions", ""],
    ]);
    expect(items[0]).toMatchObject({ insert: '"order"', rowCount: 3, peekSql: 'SELECT * FROM "order" LIMIT 50' });
    expect(items[1]?.insert).toBe("old.v");
  });

  it("have columns, keys, checks and indexes beneath a table that is open", () => {
    const [, id, member, check, index] = schemaItems(schema, new Set(["relation:public.order"]));
    expect(id).toMatchObject({ label: "id", isPrimaryKey: true, title: "primary key, identity always" });
    expect(member).toMatchObject({ note: "bigint → member", isForeignKey: true, insert: "member_id", title: "" });
    expect(check).toMatchObject({ kind: "check", note: "((id > 0))" });
    expect(index).toMatchObject({ kind: "index", note: "(member_id)", title: "late" });
  });

  it("call a function with its arguments to be filled in", () => {
    expect(schemaItems(schema, new Set(["functions"])).at(-1)).toMatchObject({
      insert: "f()",
      note: "(a integer) → text",
    });
  });
});
