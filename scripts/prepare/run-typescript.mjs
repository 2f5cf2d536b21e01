import { Problem } from "./problem.mjs";
import { root } from "./root.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

/** Node's words for running Carrel's TypeScript: the condition lets lib's "server-only" import pass. */
export const typescriptArgs = ["--conditions=react-server", "--import", "tsx"];

/**
 * Runs a step that is written in TypeScript, and passes on what it reports.
 * @param {{ script: string, environment: NodeJS.ProcessEnv, report: (detail: string) => void,
 *   signal?: AbortSignal }} options
 * @returns {Promise<Record<string, string>>} the step's result; empty for a script that gives none
 */
export async function runTypescript({ script, environment, report, signal }) {
  let result = {};
  let problem = null;
  const { exitCode, output } = await runCommand({
    command: process.execPath,
    args: [...typescriptArgs, script],
    cwd: root,
    environment,
    onLine: report,
    signal,
    onMessage: (message) => {
      if (message.detail) report(message.detail);
      if (message.problem) problem = message.problem;
      if (message.result) result = message.result;
    },
  });
  if (problem) throw new Problem(problem);
  if (exitCode !== 0) throw new Problem(`${script} ended with code ${exitCode}:\n${lastLines(output)}`);
  return result;
}
