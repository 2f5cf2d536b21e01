import "server-only";
import { readdirSync, readlinkSync } from "node:fs";

/** How many open descriptors a process has of each kind: "socket", "pipe", "anon_inode" or "file". Linux only. */
export function readDescriptors(pid: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
    const kind = kindOf(readLink(`/proc/${pid}/fd/${descriptor}`));
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function kindOf(target: string | null): string | null {
  if (target === null) return null;
  return /^(socket|pipe|anon_inode):/.exec(target)?.[1] ?? "file";
}

/** A descriptor may be closed while it is looked at. */
function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
