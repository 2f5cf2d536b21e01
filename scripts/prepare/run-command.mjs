import { spawn } from "node:child_process";
import { once } from "node:events";

/** What is kept of a command's output: enough for an error message at its end. */
const keptCharacters = 200_000;

/**
 * Runs a program to its end and keeps what it printed.
 * @param {{ command: string, args: string[], cwd?: string, environment?: NodeJS.ProcessEnv,
 *   onLine?: (line: string) => void, onMessage?: (message: unknown) => void, signal?: AbortSignal }} options
 *   `onMessage` opens a channel on which a Node child can report.
 * @returns {Promise<{ exitCode: number, output: string }>} exit code 127 where the program could not be started
 */
export async function runCommand(options) {
  const { command, args, onLine, onMessage } = options;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.environment ?? process.env,
    stdio: ["ignore", "pipe", "pipe", ...(onMessage ? ["ipc"] : [])],
    signal: options.signal,
    killSignal: "SIGTERM",
  });
  // Whoever stops this process means its steps too.
  const endWithUs = () => child.kill("SIGTERM");
  process.once("exit", endWithUs);
  let output = "";
  const read = (text) => {
    output = (output + text).slice(-keptCharacters);
    const line = text.trim().split("\n").at(-1)?.trim();
    // Rules and boxes say nothing about how far it is.
    if (line && /\w/.test(line)) onLine?.(plain(line));
  };
  child.stdout.setEncoding("utf8").on("data", read);
  child.stderr.setEncoding("utf8").on("data", read);
  if (onMessage) child.on("message", onMessage);
  try {
    const [exitCode] = await once(child, "close");
    return { exitCode: exitCode ?? 1, output };
  } catch (error) {
    return { exitCode: 127, output: `${output}${error.message}` };
  } finally {
    process.off("exit", endWithUs);
  }
}

/** The last lines of an output, for an error message. */
export function lastLines(output, count = 20) {
  return plain(output).trimEnd().split("\n").slice(-count).join("\n");
}

function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, "");
}
