import { describe, expect, it } from "vitest";
import { fileJsonSchemas } from "./file-json-schemas";

describe("the JSON Schemas for editors", () => {
  // After a change of the zod schemas: npx vitest run --project=unit --update lib/schemas/file-json-schemas.test.ts
  it.each(Object.entries(fileJsonSchemas))("content/schemas/%s is what the zod schemas say", async (name, schema) => {
    await expect(`${JSON.stringify(schema?.(), null, 2)}\n`).toMatchFileSnapshot(`../../content/schemas/${name}`);
  });

  it("say something about every key", () => {
    for (const schema of Object.values(fileJsonSchemas)) {
      expect(schema?.().description).toBeTruthy();
      for (const [key, value] of Object.entries(schema?.().properties ?? {})) {
        expect(value, key).toHaveProperty("description");
      }
    }
  });
});
