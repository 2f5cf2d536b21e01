import "server-only";
import { PassThrough } from "node:stream";
import type Docker from "dockerode";
import { askDocker, dockerUnavailable } from "./docker-error";

export interface ExecRequest {
  container: string;
  command: string[];
  stdin?: string;
  environment?: string[];
}

export interface ExecResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** What a command may print before the rest is thrown away. */
const maxOutputBytes = 1024 * 1024;

/** Runs one command in a container as its ordinary user, feeds it `stdin`, and gives back what it printed. */
export async function runInContainer(docker: Docker, request: ExecRequest): Promise<ExecResult> {
  const exec = await askDocker(() =>
    docker.getContainer(request.container).exec({
      Cmd: request.command,
      Env: request.environment,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
    }),
  );
  const stream = await askDocker(async () => exec?.start({ hijack: true, stdin: true }));
  if (!exec || !stream) throw dockerUnavailable(new Error(`nothing could be run in container ${request.container}`));
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  docker.modem.demuxStream(stream, stdout, stderr);
  const finish = () => {
    stdout.end();
    stderr.end();
  };
  stream.on("end", finish).on("close", finish).on("error", finish);
  stream.end(request.stdin ?? "");
  const [stdoutText, stderrText] = await Promise.all([readText(stdout), readText(stderr)]);
  const info = await askDocker(() => exec.inspect());
  return { exitCode: info?.ExitCode ?? -1, stdout: stdoutText, stderr: stderrText };
}

async function readText(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk) || length > maxOutputBytes) continue;
    length += chunk.length;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
