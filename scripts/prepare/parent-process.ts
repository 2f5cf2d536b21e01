import { Problem } from "./problem.mjs";

/** What a step of the preparation tells the plain Node script that started it: how far it is, its result, or its end. */
export type StepMessage = { detail: string } | { result: Record<string, string> } | { problem: string };

export type Report = (detail: string) => void;

/** Runs one step in this process and hands what comes of it to the parent; by hand, it is printed. */
export async function runStep(step: (report: Report) => Promise<Record<string, string>>): Promise<void> {
  try {
    tell({ result: await step((detail) => tell({ detail })) });
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof Problem) tell({ problem: error.message });
    else console.error(error);
  } finally {
    // The channel would keep this process alive.
    if (process.connected) process.disconnect();
  }
}

function tell(message: StepMessage): void {
  if (process.send) process.send(message);
  else console.log(JSON.stringify(message));
}
