import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { root } from "../prepare/root.mjs";
import { testDistDir } from "./static-checks.mjs";

const page = "/exercises/[exercise]/page";
const mostBytes = 250_000;

/**
 * Weighs the JavaScript, compressed, that the workspace's page names. The editor, the grid and whatever is opened come after
 * it, when the page can be read already.
 */
function weighWorkspace(distDir) {
  const server = `${root}/${distDir}/server/app${page}`;
  const { rootMainFiles } = readJson(`${root}/${distDir}/build-manifest.json`);
  const files = new Set([...rootMainFiles, ...entryFiles(server)]);
  const scripts = [...files].filter((file) => file.endsWith(".js"));
  if (scripts.length === 0) throw new Error("the build does not say what the workspace loads");
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(`${root}/${distDir}/${file}`)).length, 0);
}

/** For the scoreboard: passes below the limit, and says the weight where it fails. */
export function checkWorkspaceWeight() {
  const bytes = weighWorkspace(testDistDir);
  const isLight = bytes <= mostBytes;
  const output = `The workspace loads ${bytes} bytes of JavaScript, compressed; the most is ${mostBytes}.`;
  return { passed: isLight ? 1 : 0, failed: isLight ? 0 : 1, output };
}

/** The manifest is a script that hangs an object on the global one. Its JSON stands after the last sign of equality. */
function entryFiles(server) {
  const text = readFileSync(`${server}_client-reference-manifest.js`, "utf8");
  const start = text.indexOf("{", text.indexOf("]", text.indexOf("__RSC_MANIFEST[")) + 1);
  const { entryJSFiles } = JSON.parse(text.slice(start, text.lastIndexOf("}") + 1));
  return Object.entries(entryJSFiles).find(([name]) => name.endsWith(page))?.[1] ?? [];
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
