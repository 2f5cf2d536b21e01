import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { Problem } from "./problem.mjs";
import { root } from "./root.mjs";

const gibibyte = 1024 ** 3;

/**
 * Dependencies, build and images together take some 3 GiB the first time; afterwards a reserve is enough.
 * @param {string} dockerDirectory where Docker stores its images, if that is on this machine
 */
export async function checkDisk(dockerDirectory = "/var/lib/docker") {
  const neededBytes = (existsSync(`${root}/node_modules/.carrel-lock-hash`) ? 1 : 3) * gibibyte;
  for (const directory of [root, dockerDirectory].filter((path) => existsSync(path))) {
    const { bavail, bsize } = await statfs(directory);
    const freeBytes = bavail * bsize;
    if (freeBytes >= neededBytes) continue;
    throw new Problem(
      `The disk is too full: ${directory} has ${(freeBytes / gibibyte).toFixed(1)} GiB left and Carrel needs ` +
        `${neededBytes / gibibyte} GiB: make room and start again.`,
    );
  }
}
