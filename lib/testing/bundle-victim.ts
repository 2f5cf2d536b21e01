import "server-only";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Puts the victim and Carrel's own code into one file of JavaScript, so that each of many victims need not be
 * translated again. Packages are found where they are, which is why it lies under the root.
 */
export async function bundleVictim(): Promise<{ file: string; remove: () => Promise<void> }> {
  const results = join(root, "test-results");
  await mkdir(results, { recursive: true });
  const folder = await mkdtemp(join(results, "victim-"));
  const file = join(folder, "victim.mjs");
  await build({
    entryPoints: [join(root, "lib/testing/victim.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    tsconfig: join(root, "tsconfig.json"),
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
