import { readFile } from "node:fs/promises";
import { z } from "zod";

const readyLineSchema = z.object({
  sessionId: z.string(),
  durationMs: z.number(),
  msg: z.literal("a session is ready"),
});

/** How long the server itself says that it took to bring these sessions up. What is no such line is passed over. */
export async function readStartDurations(logFile: string, sessionIds: readonly string[]): Promise<number[]> {
  const lines = (await readFile(logFile, "utf8")).split("\n");
  return lines.flatMap((line) => {
    const parsed = readyLineSchema.safeParse(parseLine(line));
    return parsed.success && sessionIds.includes(parsed.data.sessionId) ? [parsed.data.durationMs] : [];
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Next.js writes into the same file, in its own form.
    return null;
  }
}
