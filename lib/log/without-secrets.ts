import "server-only";

const hidden = "[hidden]";

/** Where a password can stand in the words of an error: addresses, settings, statements, headers, rows, verifiers. */
const secretPlaces: readonly [RegExp, string][] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, `$1${hidden}@`],
  [
    /(?<!\w)([\w-]*(?:password|passwd|secret|token|authorization|cookie)["']?\s*[=:]\s*)(?:Bearer |Basic )?("[^"]*"|'[^']*'|[^\s,;}]+)/gi,
    `$1${hidden}`,
  ],
  [/\b(password\s+)(?:e?'(?:[^']|'')*'|\$\w*\$.*?\$\w*\$)/gi, `$1${hidden}`],
  [/\b(Bearer|Basic) [\w+/=.~-]+/gi, `$1 ${hidden}`],
  [/SCRAM-SHA-256\$\S+/g, hidden],
  // PostgreSQL shows the row that it refused, whatever stands in it.
  [/(Failing row contains )\([\s\S]*\)/g, `$1${hidden}`],
];

/** A text for the log without what may open a door. */
export function withoutSecrets(text: string): string {
  return secretPlaces.reduce((rest, [place, replacement]) => rest.replace(place, replacement), text);
}
