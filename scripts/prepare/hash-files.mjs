import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { root } from "./root.mjs";

/**
 * One hash over the named files and all files below the named folders; names that do not exist are left out.
 * @param {{ paths: string[], ignore?: RegExp }} options paths relative to the checkout
 */
export function hashFiles({ paths, ignore }) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths.flatMap(filesBelow).filter((file) => !ignore?.test(file))) {
    hash.update(`\n${path}\n`).update(readFileSync(`${root}/${path}`));
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  const stats = statSync(`${root}/${path}`, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(`${root}/${path}`)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
