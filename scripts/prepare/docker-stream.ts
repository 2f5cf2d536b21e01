import type Docker from "dockerode";
import { z } from "zod";
import type { Report } from "./parent-process";
import { Problem } from "./problem.mjs";

const eventSchema = z.object({
  stream: z.string().optional(),
  status: z.string().optional(),
  progress: z.string().optional(),
  id: z.string().optional(),
  error: z.string().optional(),
});

interface FollowOptions {
  docker: Docker;
  stream: NodeJS.ReadableStream;
  report: Report;
}

/**
 * Reads what Docker tells about a build, a pull or an import until its end.
 * @throws Problem with Docker's reason, and what was printed last before it
 */
export async function followStream({ docker, stream, report }: FollowOptions): Promise<void> {
  const lastLines: string[] = [];
  let failure: string | null = null;
  const read = (value: unknown) => {
    const event = eventSchema.parse(value);
    failure ??= event.error ?? null;
    for (const line of wordsOf(event)) {
      report(line);
      lastLines.push(line);
      if (lastLines.length > 12) lastLines.shift();
    }
  };
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error) => (error && !failure ? reject(error) : resolve()), read);
  });
  if (failure) throw new Problem(`The exercise image could not be made: ${failure}\n${lastLines.join("\n")}`);
}

function wordsOf(event: z.infer<typeof eventSchema>): string[] {
  const status = [event.id, event.status, event.progress].filter(Boolean).join(" ");
  return `${event.stream ?? ""}\n${status}`
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("--->"));
}
