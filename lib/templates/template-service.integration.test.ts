import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPassword } from "@/lib/database-client/scram-verifier";
import { newId } from "@/lib/db/new-id";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { templatePassword } from "./template-key";

const limits = { timeoutMs: 10_000, maxRows: 1_000, maxBytes: 1_000_000, diskBytes: 2 ** 30 };

/** Like pg_dump writes it: search_path emptied, owners named, data after COPY … FROM stdin. */
const dump = `
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE TABLE public.city (id integer NOT NULL, name text);
ALTER TABLE public.city OWNER TO postgres;
COPY public.city (id, name) FROM stdin;
1\tUlm
2\t\\N
\\.
ALTER TABLE ONLY public.city ADD CONSTRAINT city_pkey PRIMARY KEY (id);
\\echo loaded
`;

describe("TemplateService", () => {
  let carrel: TestInstallation;

  beforeAll(async () => {
    carrel = await openTestInstallation();
  });
  afterAll(() => carrel.close());

  const stateOf = (id: string) => carrel.database.exerciseDatabase.findUniqueOrThrow({ where: { id } });

  /** Runs SQL as the student in a container of this template. */
  async function inTemplate(databaseId: string, sql: string) {
    const { key, image } = await carrel.templates.getTemplate(databaseId);
    const name = `sql-exercise-template-${newId()}`;
    const passwords = { admin: newPassword(), student: newPassword() };
    const templateSecret = templatePassword({ secret: carrel.config.secret, key });
    const address = await carrel.containers.startContainer({ name, image, role: "session" }, (reached) =>
      carrel.databaseClient.openAccess({
        address: reached,
        passwords,
        templatePassword: templateSecret,
        mayCreateRoles: false,
        timeoutMs: 30_000,
      }),
    );
    const console = await carrel.databaseClient.connect({ address, passwords });
    const { results } = await console.run(sql, limits);
    await console.close();
    await carrel.containers.removeContainer(name);
    return results;
  }

  it("makes an image whose containers have the data, owned by the student, with statistics", async () => {
    const { databaseId } = await carrel.createExercise();
    const built = await stateOf(databaseId);
    expect(built).toMatchObject({ buildState: "ready", templateKey: expect.any(String), buildMs: expect.any(Number) });
    expect(built.dataBytes).toBeGreaterThan(1_000_000n);
    const results = await inTemplate(
      databaseId,
      "TABLE member; SELECT tableowner FROM pg_tables WHERE tablename = 'member'; SELECT reltuples FROM pg_class WHERE relname = 'member'",
    );
    expect(results).toMatchObject([
      {
        rows: [
          ["1", "Ada"],
          ["2", "Grace"],
        ],
      },
      { rows: [["student"]] },
      { rows: [["2"]] },
    ]);
  });

  it("loads a dump with COPY data, owners, an extension and psql's own commands", async () => {
    const { databaseId } = await carrel.createExercise({
      schemaSql: dump,
      seedSql: "INSERT INTO city VALUES (3, 'Bonn');",
    });
    expect((await stateOf(databaseId)).buildError).toBeNull();
    const results = await inTemplate(
      databaseId,
      "TABLE city; SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'; SELECT similarity('a', 'a')",
    );
    expect(results).toMatchObject([
      {
        rows: [
          ["1", "Ulm"],
          ["2", null],
          ["3", "Bonn"],
        ],
      },
      { rows: [["student"]] },
      { rows: [["1"]] },
    ]);
  });

  it("leaves no superuser of the loading behind", async () => {
    const { databaseId } = await carrel.createExercise();
    const [result] = await inTemplate(databaseId, "SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin");
    expect(result).toMatchObject({ rows: [["carrel"]] });
  });

  it("builds once when several ask at the same time, and not again for the same contents", async () => {
    const { databaseId } = await carrel.createExercise({
      schemaSql: "CREATE TABLE once (id int);",
      seedSql: "",
      build: false,
    });
    const other = carrel.composeAgain();
    await Promise.all([carrel.templates.ensureTemplate(databaseId), other.templates.ensureTemplate(databaseId)]);
    await other.close();
    const { key, image } = await carrel.templates.getTemplate(databaseId);
    const { Id: first } = await carrel.docker.getImage(image).inspect();
    await carrel.templates.ensureTemplate(databaseId);
    expect((await carrel.docker.getImage(image).inspect()).Id).toBe(first);
    expect((await carrel.images.listKeys()).filter((one) => one === key)).toHaveLength(1);
  });

  it.each([
    ["schema.sql", "CREATE TABLE a (id int);\n\nCREATE TABEL b ();\n", "", 3, "42601"],
    [
      "seed.sql",
      "CREATE TABLE a (id int PRIMARY KEY);",
      "INSERT INTO a VALUES (1);\nINSERT INTO a\n  VALUES (1);\n",
      2,
      "23505",
    ],
    ["seed.sql", "CREATE TABLE a (id int);", "-- é 🐘\nINSERT INTO a\n  SELECT nosuch;\n", 3, "42703"],
  ])(
    "says in which file and line of %s the SQL failed, and leaves nothing over",
    async (file, schemaSql, seedSql, line, sqlState) => {
      const { databaseId } = await carrel.createExercise({ schemaSql, seedSql });
      const row = await stateOf(databaseId);
      expect(row).toMatchObject({ buildState: "failed", templateKey: null, buildError: { file, line, sqlState } });
      expect(await carrel.images.has(carrel.templates.keyOf(row))).toBe(false);
      expect(await carrel.containers.listContainers()).toEqual([]);
      await expect(carrel.templates.getTemplate(databaseId)).rejects.toMatchObject({ code: "template_unavailable" });
    },
  );

  it("gives psql's line for a dump that fails", async () => {
    const { databaseId } = await carrel.createExercise({
      schemaSql: "CREATE TABLE a (id int PRIMARY KEY);\nCOPY a FROM stdin;\n1\nnot a number\n\\.\n",
    });
    expect((await stateOf(databaseId)).buildError).toMatchObject({
      file: "schema.sql",
      line: 5,
      message: expect.stringContaining("invalid input syntax"),
      detail: expect.stringContaining("line 2"),
    });
  });

  it("builds anew when the image was removed, and removes images that nothing leads to", async () => {
    const { databaseId } = await carrel.createExercise({ schemaSql: "CREATE TABLE gone (id int);", seedSql: "" });
    const { key } = await carrel.templates.getTemplate(databaseId);
    await carrel.images.remove(key);
    expect(await carrel.templates.listOutdated()).toContain(databaseId);
    await carrel.templates.ensureTemplate(databaseId);
    expect(await carrel.images.has(key)).toBe(true);
    const changed = { schemaSql: "CREATE TABLE other (id int);" };
    await carrel.database.exerciseDatabase.update({
      where: { id: databaseId },
      data: { ...changed, buildState: "building" },
    });
    await carrel.templates.removeUnused();
    expect(await carrel.images.has(key)).toBe(false);
    expect(await carrel.templates.listOutdated()).toContain(databaseId);
  });
});
