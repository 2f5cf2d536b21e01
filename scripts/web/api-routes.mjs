import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const methodNames = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/**
 * The routes under app/api and the methods that each one exports. Next knows them too and tells nobody, so they are read
 * where they are written.
 * @param {string} root the checkout
 * @returns {{ pattern: RegExp, methods: string[] }[]} in the order in which Next looks: a name before a parameter
 */
export function readApiRoutes(root) {
  const folder = path.join(root, "app", "api");
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => path.basename(file) === "route.ts")
    .map((file) => ({
      parts: ["api", ...file.split(path.sep).slice(0, -1)],
      methods: methodsOf(readFileSync(path.join(folder, file), "utf8")),
    }))
    .sort((a, b) => (sortKey(a.parts) < sortKey(b.parts) ? -1 : 1))
    .map(({ parts, methods }) => ({ pattern: new RegExp(`^/${parts.map(patternOf).join("/")}$`), methods }));
}

function methodsOf(source) {
  const exported = [...source.matchAll(/^export (?:const|async function|function) (\w+)|\bas (\w+)(?=[,\s}])/gm)];
  const names = new Set(exported.map(([, declared, renamed]) => declared ?? renamed));
  // Next answers HEAD where there is a GET, and OPTIONS everywhere.
  return [...methodNames.filter((name) => names.has(name === "HEAD" ? "GET" : name)), "OPTIONS"];
}

function patternOf(part) {
  if (part.startsWith("[...")) return ".+";
  return part.startsWith("[") ? "[^/]+" : part;
}

/** By code points, where all that a name is made of stands before what a parameter becomes here. */
function sortKey(parts) {
  return parts.map((part) => (part.startsWith("[") ? "~" : part)).join("/");
}
