// Builds the exercise image when its inputs changed:
// CARREL_INSTANCE=… node --conditions=react-server --import tsx scripts/prepare/exercise-image.ts
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type Docker from "dockerode";
import { askDocker } from "@/lib/containers/docker-error";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { openDocker } from "@/lib/containers/open-docker";
import { findBase, madeBase, makeBase, pullBase, pulledBase } from "./base-image";
import { followStream } from "./docker-stream";
import { type Report, runStep } from "./parent-process";
import { readStepEnvironment } from "./step-environment";

const contextDirectory = fileURLToPath(new URL("../../docker", import.meta.url));

/** Debian's mirrors may be slow, and a build step may be silent for as long. */
const timeoutMs = 10 * 60_000;

interface BuildOptions {
  docker: Docker;
  instance: string;
  report: Report;
}

await runStep(async (report) => {
  const { DOCKER_HOST, CARREL_INSTANCE } = readStepEnvironment();
  const docker = openDocker({ host: DOCKER_HOST ?? null, timeoutMs });
  return { exerciseImage: await prepareExerciseImage({ docker, instance: CARREL_INSTANCE, report }) };
});

/** @returns the name of an image that corresponds to docker/ as it is now */
async function prepareExerciseImage(options: BuildOptions): Promise<string> {
  const files = (await readdir(contextDirectory)).sort();
  const tags = {
    [pulledBase]: await contextHash(files, pulledBase),
    [madeBase]: await contextHash(files, madeBase),
  };
  for (const tag of Object.values(tags)) {
    const name = `carrel-${options.instance}/exercise:${tag}`;
    if (!(await askDocker(() => options.docker.getImage(name).inspect(), [404]))) continue;
    await removeOldImages({ ...options, tag });
    return name;
  }
  const base = (await findBase(options.docker)) ?? (await pullBase(options)) ?? (await makeBase(options));
  const tag = tags[base];
  // The stage that installs the packages gets a name of its own, so that it can be removed with the rest.
  await build({ ...options, files, base, target: "packages", tag });
  const name = await build({ ...options, files, base, target: "exercise", tag });
  await removeOldImages({ ...options, tag });
  return name;
}

async function contextHash(files: string[], base: string): Promise<string> {
  const hash = createHash("sha256").update(base);
  for (const file of files) hash.update(`\n${file}\n`).update(await readFile(`${contextDirectory}/${file}`));
  return hash.digest("hex").slice(0, 12);
}

async function build(
  options: BuildOptions & { files: string[]; base: string; target: "packages" | "exercise"; tag: string },
): Promise<string> {
  const { docker, instance, target } = options;
  const role = target === "exercise" ? "exercise-image" : "exercise-packages";
  const name = `carrel-${instance}/${target === "exercise" ? "exercise" : "exercise-packages"}:${options.tag}`;
  const stream = await docker.buildImage(
    { context: contextDirectory, src: options.files },
    {
      t: name,
      target,
      buildargs: { BASE: options.base },
      // As an option and not in the Dockerfile, labels come last: another installation's build reuses every layer.
      labels: { [instanceLabel]: instance, [roleLabel]: role },
      rm: true,
      forcerm: true,
    },
  );
  await followStream({ docker, stream, report: options.report });
  return name;
}

/** Images of an older docker/ go; one that something still runs from is left for the next time. */
async function removeOldImages(options: BuildOptions & { tag: string }): Promise<void> {
  const { docker, instance, tag } = options;
  for (const role of ["exercise-image", "exercise-packages"]) {
    const filters = { label: [`${instanceLabel}=${instance}`, `${roleLabel}=${role}`] };
    const images = (await askDocker(() => docker.listImages({ filters }))) ?? [];
    const oldNames = images.flatMap((image) => image.RepoTags ?? []).filter((name) => !name.endsWith(`:${tag}`));
    for (const name of oldNames) await askDocker(() => docker.getImage(name).remove(), [404, 409]);
  }
}
