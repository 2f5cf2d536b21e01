import type { ClientRequest } from "node:http";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { contentPreviewSchema, importLineSchema } from "../lib/schemas/content-import";
import { errorBodySchema } from "../lib/schemas/error";
import { signInByApi } from "./support/accounts";
import { beginUpload } from "./support/begin-upload";

const suffix = Date.now().toString(36);
const database = `shells-${suffix}`;
const exercise = `large-shells-${suffix}`;
const markdown = `---
title: "Large shells: a list"
database: ${database}
kind: query
solutionSql: select name from shell where cm > 5;
check:
  order: none
published: true
---
Show the \`name\` of each shell of more than five centimetres.
`;

const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const folder = () => {
  const form = new FormData();
  const parts = [
    [`databases/${database}/database.yaml`, "title: Shells\n"],
    [`databases/${database}/schema.sql`, "create table shell (name text not null, cm integer not null);\n"],
    [`databases/${database}/seed.sql`, "insert into shell values ('Whelk', 9), ('Cockle', 4);\n"],
    [`databases/${database}/hidden/empty.sql`, "insert into shell values ('Conch', 20);\n"],
    [`exercises/${exercise}.md`, markdown],
  ] as const;
  for (const [path, text] of parts) form.append("files", new File([text], `my-course/${path}`));
  return form;
};

/** What programs that carry content between files and Carrel rely on. */
test.describe
  .serial("HTTP contract of content as files", () => {
    let student: APIRequestContext;
    let teacher: APIRequestContext;

    test.beforeAll(async ({ playwright, baseURL }) => {
      student = await signInByApi(playwright, baseURL, "student");
      teacher = await signInByApi(playwright, baseURL, "teacher");
    });
    test.afterAll(async () => {
      await teacher.delete(`/api/exercises/${exercise}`);
      await teacher.delete(`/api/databases/${database}`);
      await Promise.all([student, teacher].map((api) => api.dispose()));
    });

    test("is for teachers, and not for other sites' pages", async () => {
      const paths = ["/api/content", "/api/exercises/late-returns/file", "/api/databases/library/file"];
      for (const path of paths) expect((await student.get(path)).status()).toBe(403);
      for (const path of ["/api/content", "/api/content/preview"]) {
        expect((await student.post(path, { multipart: folder() })).status()).toBe(403);
        const headers = { Origin: "https://elsewhere.example" };
        expect((await teacher.post(path, { multipart: folder(), headers })).status()).toBe(403);
      }
    });

    test("says what an import would do, or why it cannot be read, and writes nothing", async () => {
      const answer = await teacher.post("/api/content/preview", { multipart: folder() });
      expect(answer.status()).toBe(200);
      const { items, problems, ignored } = contentPreviewSchema.parse((await answer.json()).preview);
      expect(items.map(({ slug, action }) => [slug, action])).toEqual([
        [database, "create"],
        [exercise, "create"],
      ]);
      expect({ problems, ignored }).toEqual({ problems: [], ignored: [] });
      expect((await teacher.get(`/api/databases/${database}`)).status()).toBe(404);

      const noZip = { data: Buffer.from("no zip"), headers: { "Content-Type": "application/zip" } };
      expect((await teacher.post("/api/content/preview", noZip)).status()).toBe(422);
      const wrong = await teacher.post("/api/content", { multipart: { files: file("late.md", "no head") } });
      expect(wrong.status()).toBe(422);
      const { details } = errorBodySchema.parse(await wrong.json()).error;
      expect(contentPreviewSchema.parse(details).problems).toMatchObject([{ file: "exercises/late.md", line: 1 }]);
    });

    test("holds two uploads of one person's, and takes the next when one is cut off", async ({ baseURL }) => {
      const { cookies } = await teacher.storageState();
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
      const preview = () => teacher.post("/api/content/preview", { multipart: { files: file("late.txt", "x") } });
      let uploads: ClientRequest[] = [];
      const cutOff = () => uploads.forEach((upload) => void upload.destroy());
      let refused = await preview();
      // A look takes a place itself: one that comes before both uploads have theirs begins again.
      await expect(async () => {
        cutOff();
        const begin = () => beginUpload({ url: `${baseURL}/api/content`, cookie });
        uploads = await Promise.all([begin(), begin()]);
        await teacher.get(`/api/databases/${database}`);
        refused = await preview();
        expect(refused.status()).toBe(429);
      }).toPass();
      expect(refused.headers()["retry-after"]).toBe("5");
      expect(errorBodySchema.parse(await refused.json()).error.code).toBe("rate_limited");
      cutOff();
      await expect.poll(async () => (await preview()).status()).toBe(200);
      expect((await teacher.get(`/api/databases/${database}`)).status()).toBe(404);
    });

    test("imports a folder, builds its database and publishes its exercise, and exports both", async ({
      playwright,
      baseURL,
    }) => {
      // A build, a grader and the gate, on a machine that may have other things to do.
      test.setTimeout(180_000);
      const leaving = await signInByApi(playwright, baseURL, "teacher");
      const importing = leaving.post("/api/content", { multipart: folder(), timeout: 150_000 });
      // Who signs out in the middle has asked for it, and it is done.
      await expect.poll(async () => (await teacher.get(`/api/databases/${database}`)).status()).toBe(200);
      const { csrfToken } = await (await leaving.get("/api/auth/csrf")).json();
      await leaving.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
      expect((await leaving.get("/api/content")).status()).toBe(401);
      const answer = await importing;
      expect(answer.status()).toBe(200);
      expect(answer.headers()["content-type"]).toBe("application/x-ndjson");
      const lines = (await answer.text()).split("\n").filter((line) => line !== "");
      expect(lines.map((line) => importLineSchema.parse(JSON.parse(line)))).toMatchObject([
        { item: { slug: database, outcome: "stored" } },
        { item: { slug: exercise, outcome: "stored", gate: null } },
        { done: { created: 2, changed: 0, unchanged: 0, refused: 0 } },
      ]);
      expect((await student.get(`/api/exercises/${exercise}`)).status()).toBe(200);

      await leaving.dispose();

      const written = await teacher.get(`/api/exercises/${exercise}/file`);
      expect(written.headers()["content-disposition"]).toBe(`attachment; filename="${exercise}.md"`);
      expect(await written.text()).toContain('title: "Large shells: a list"\n');

      const zip = await teacher.get(`/api/content?exercise=${exercise}`);
      expect(zip.headers()["content-type"]).toBe("application/zip");
      const again = { data: await zip.body(), headers: { "Content-Type": "application/zip" } };
      const { preview } = await (await teacher.post("/api/content/preview", again)).json();
      expect(contentPreviewSchema.parse(preview).items.map(({ action }) => action)).toEqual(["unchanged", "unchanged"]);
      expect((await teacher.get("/api/content?exercise=nowhere")).status()).toBe(404);
    });

    test("publishes JSON Schemas to whoever asks", async ({ request }) => {
      const schema = await (await request.get("/schemas/exercise.schema.json")).json();
      expect(schema.required).toEqual(["title", "database", "kind", "solutionSql"]);
      expect((await request.get("/schemas/nothing.json")).status()).toBe(404);
    });
  });
