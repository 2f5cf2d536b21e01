import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import type Docker from "dockerode";
import { askDocker } from "@/lib/containers/docker-error";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { followStream } from "./docker-stream";
import type { Report } from "./parent-process";
import { Problem } from "./problem.mjs";

export const pulledBase = "debian:trixie-slim";
export const madeBase = "carrel-debian:trixie";
export type Base = typeof pulledBase | typeof madeBase;

interface BaseOptions {
  docker: Docker;
  instance: string;
  report: Report;
}

/** A registry that has said nothing for so long is taken for unreachable. */
const pullPatienceMs = 8_000;

/** The base that is here already, if there is one. */
export async function findBase(docker: Docker): Promise<Base | null> {
  for (const base of [pulledBase, madeBase] as const) {
    if (await askDocker(() => docker.getImage(base).inspect(), [404])) return base;
  }
  return null;
}

/** @returns null where no registry can be reached */
export async function pullBase({ docker, report }: BaseOptions): Promise<Base | null> {
  report(`pulling ${pulledBase}`);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), pullPatienceMs);
  const sawLife = (detail: string) => {
    clearTimeout(timer);
    report(detail);
  };
  try {
    const stream = await docker.pull(pulledBase, { abortSignal: patience.signal });
    await followStream({ docker, stream, report: sawLife });
    return pulledBase;
  } catch (error) {
    report(`no registry can be reached (${error instanceof Error ? error.message.split("\n")[0] : error})`);
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Makes the base from Debian's own packages. */
export async function makeBase(options: BaseOptions): Promise<Base> {
  const { docker, instance, report } = options;
  await requireMmdebstrap(report);
  report("making a base from Debian's packages");
  const bootstrap = spawn("mmdebstrap", ["--variant=minbase", "trixie", "-"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(bootstrap, "exit");
  let lastLine = "";
  bootstrap.stderr.setEncoding("utf8").on("data", (text: string) => {
    lastLine = text.trim().split("\n").at(-1) ?? lastLine;
    report(`mmdebstrap ${lastLine}`);
  });
  const stream = await docker.importImage(bootstrap.stdout, {
    repo: "carrel-debian",
    tag: "trixie",
    changes: `LABEL ${instanceLabel}=${instance} ${roleLabel}=base-image`,
  });
  await followStream({ docker, stream, report: () => undefined });
  const [exitCode] = await ended;
  if (exitCode === 0) return madeBase;
  // What was imported is a torn archive.
  await askDocker(() => docker.getImage(madeBase).remove(), [404, 409]);
  throw new Problem(
    `A Debian base could not be made (${lastLine}): see that this machine reaches Debian's package servers.`,
  );
}

async function requireMmdebstrap(report: Report): Promise<void> {
  if ((await exists("/usr/bin/mmdebstrap")) && (await exists("/usr/share/keyrings/debian-archive-keyring.gpg"))) return;
  const canInstall = process.getuid?.() === 0 && (await exists("/etc/debian_version"));
  if (!canInstall) {
    throw new Problem(
      `${pulledBase} cannot be pulled, and only root on Debian or Ubuntu can make it here: give this machine a way to ` +
        `a registry, or bring the image with \`docker load\`, then start again.`,
    );
  }
  await runApt(["update"], report);
  await runApt(["install", "-y", "--no-install-recommends", "mmdebstrap", "debian-archive-keyring"], report);
}

async function runApt(words: string[], report: Report): Promise<void> {
  report(`apt-get ${words.join(" ")}`);
  const apt = spawn("apt-get", ["-o", "DPkg::Lock::Timeout=120", ...words], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  const [exitCode] = await once(apt, "exit");
  if (exitCode !== 0) throw new Problem(`apt-get ${words.join(" ")} failed: put it right by hand, then start again.`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
