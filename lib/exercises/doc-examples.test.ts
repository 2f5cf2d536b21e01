import { describe, expect, it } from "vitest";
import { checkRulesSchema, probeSchema } from "@/lib/schemas/check-rules";
import { exerciseKindSchema } from "@/lib/schemas/exercise";
import { readDocExamples } from "@/lib/testing/read-doc-examples";
import { parseContent } from "./parse-content";

/** That they pass the publish gate is tried where there is Docker: content-import.integration.test.ts. */
describe("the examples in docs/writing-exercises.md", () => {
  it("are right, and leave out no kind, no key of a check and no key of a probe", async () => {
    const { content, problems } = await parseContent(await readDocExamples());
    expect(problems).toEqual([]);
    expect(content.databases.map(({ hiddenDatasets }) => hiddenDatasets.length)).toEqual([1]);
    expect(new Set(content.exercises.map(({ kind }) => kind))).toEqual(new Set(exerciseKindSchema.options));
    const checks = content.exercises.map(({ check }) => check);
    expect(new Set(checks.flatMap(Object.keys))).toEqual(new Set(Object.keys(checkRulesSchema.shape)));
    const probes = checks.flatMap((check) => check.probes ?? []);
    expect(new Set(probes.flatMap(Object.keys))).toEqual(new Set(Object.keys(probeSchema.shape)));
  });
});
