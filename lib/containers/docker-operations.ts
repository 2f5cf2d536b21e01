import "server-only";

/** How long Docker may take. `light` reads or writes a line of its state, `heavy` sets something up, `long` moves a file system. */
type OperationKind = "light" | "heavy" | "long";

export interface DockerOperation {
  name: string;
  kind: OperationKind;
}

/** Every call that Carrel makes, by the words of Docker's API. The first that fits counts. */
const operations: (DockerOperation & { method: string; path: RegExp })[] = [
  { name: "ping", kind: "light", method: "GET", path: /^\/_ping/ },
  { name: "info", kind: "light", method: "GET", path: /^\/info/ },
  { name: "list", kind: "light", method: "GET", path: /^\/containers\/json/ },
  { name: "inspect", kind: "light", method: "GET", path: /^\/containers\/[^/]+\/json/ },
  { name: "stats", kind: "light", method: "GET", path: /^\/containers\/[^/]+\/stats/ },
  { name: "rename", kind: "light", method: "POST", path: /^\/containers\/[^/]+\/rename/ },
  { name: "create", kind: "heavy", method: "POST", path: /^\/containers\/create/ },
  { name: "start", kind: "heavy", method: "POST", path: /^\/containers\/[^/]+\/start/ },
  { name: "stop", kind: "heavy", method: "POST", path: /^\/containers\/[^/]+\/stop/ },
  { name: "unpause", kind: "heavy", method: "POST", path: /^\/containers\/[^/]+\/unpause/ },
  { name: "wait", kind: "heavy", method: "POST", path: /^\/containers\/[^/]+\/wait/ },
  { name: "remove", kind: "heavy", method: "DELETE", path: /^\/containers\// },
  { name: "exec-create", kind: "heavy", method: "POST", path: /^\/containers\/[^/]+\/exec/ },
  { name: "exec-start", kind: "heavy", method: "POST", path: /^\/exec\/[^/]+\/start/ },
  { name: "exec-inspect", kind: "light", method: "GET", path: /^\/exec\// },
  { name: "network-list", kind: "light", method: "GET", path: /^\/networks(\?|$)/ },
  { name: "network-inspect", kind: "light", method: "GET", path: /^\/networks\// },
  { name: "network-create", kind: "heavy", method: "POST", path: /^\/networks\/create/ },
  { name: "network-connect", kind: "heavy", method: "POST", path: /^\/networks\/[^/]+\/connect/ },
  { name: "network-remove", kind: "heavy", method: "DELETE", path: /^\/networks\// },
  { name: "commit", kind: "long", method: "POST", path: /^\/commit/ },
  { name: "build", kind: "long", method: "POST", path: /^\/build/ },
  { name: "image-create", kind: "long", method: "POST", path: /^\/images\// },
  { name: "image-list", kind: "light", method: "GET", path: /^\/images\/json/ },
  { name: "image-inspect", kind: "light", method: "GET", path: /^\/images\// },
  { name: "image-remove", kind: "heavy", method: "DELETE", path: /^\/images\// },
];

export function operationOf(call: { method: string; path: string }): DockerOperation {
  const found = operations.find(({ method, path }) => method === call.method && path.test(call.path));
  return found ?? { name: "other", kind: "heavy" };
}

/** While Docker starts a container, it lets those who ask about that container wait. */
const lightDeadlineMs = 10_000;
export const longDeadlineMs = 10 * 60_000;

/** After so long a call is given up. `timeoutMs` is what a heavy one may take. */
export function deadlineOf({ kind }: DockerOperation, timeoutMs: number): number {
  if (kind === "light") return Math.min(lightDeadlineMs, timeoutMs);
  return kind === "heavy" ? timeoutMs : Math.max(longDeadlineMs, timeoutMs);
}
