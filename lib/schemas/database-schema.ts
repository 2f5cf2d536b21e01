import * as z from "zod";

const columnSchema = z.object({
  name: z.string(),
  /** As PostgreSQL's format_type prints it: "numeric(10,2)", "text[]". */
  type: z.string(),
  nullable: z.boolean(),
  /** The default's expression, or that of a generated column; also null while somebody has locked the table. */
  default: z.string().nullable(),
  /** How PostgreSQL fills the column by itself. */
  generated: z.enum(["identity always", "identity by default", "stored"]).nullable(),
  comment: z.string().nullable(),
});
export type SchemaColumn = z.infer<typeof columnSchema>;

const keySchema = z.object({ name: z.string(), columns: z.array(z.string()) });

const referentialActionSchema = z.enum(["no action", "restrict", "cascade", "set null", "set default"]);

const foreignKeySchema = keySchema.extend({
  references: z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) }),
  onDelete: referentialActionSchema,
  onUpdate: referentialActionSchema,
});
export type ForeignKey = z.infer<typeof foreignKeySchema>;

const relationFields = {
  schema: z.string(),
  name: z.string(),
  comment: z.string().nullable(),
  columns: z.array(columnSchema),
};

const tableSchema = z.object({
  ...relationFields,
  kind: z.enum(["table", "partitioned table", "foreign table"]),
  /** Null where counting would have taken long, or somebody has locked the table. */
  rowCount: z.int().nullable(),
  primaryKey: keySchema.nullable(),
  uniqueKeys: z.array(keySchema),
  foreignKeys: z.array(foreignKeySchema),
  /** The definitions of checks and exclusions as PostgreSQL prints them: "CHECK ((price > 0))". */
  checks: z.array(z.object({ name: z.string(), definition: z.string() })),
  indexes: z.array(z.object({ name: z.string(), definition: z.string(), unique: z.boolean() })),
});
export type SchemaTable = z.infer<typeof tableSchema>;

const viewSchema = z.object({
  ...relationFields,
  kind: z.enum(["view", "materialized view"]),
  /** Null while somebody has locked a table. */
  definition: z.string().nullable(),
});
export type SchemaView = z.infer<typeof viewSchema>;

const functionSchema = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(["function", "procedure", "aggregate", "window function"]),
  /** As PostgreSQL prints them: "member integer, since date DEFAULT now()". */
  arguments: z.string(),
  /** Null for a procedure. */
  result: z.string().nullable(),
  language: z.string(),
});
export type SchemaFunction = z.infer<typeof functionSchema>;

/** What is in an exercise database, PostgreSQL's own objects and those of extensions left out. */
export const databaseSchemaSchema = z.object({
  tables: z.array(tableSchema),
  views: z.array(viewSchema),
  functions: z.array(functionSchema),
  /** There is more than is listed. */
  truncated: z.boolean(),
});
export type DatabaseSchema = z.infer<typeof databaseSchemaSchema>;
