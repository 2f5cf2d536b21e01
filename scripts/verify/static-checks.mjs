import { nextCommand } from "../prepare/build-web.mjs";
import { npmCommand } from "../prepare/install-dependencies.mjs";
import { root } from "../prepare/root.mjs";
import { lastLines, runCommand } from "../prepare/run-command.mjs";

const importRoots = ["app", "components", "lib", "scripts", "prisma", "e2e"];

/** The tests' own build folder: asking for types must not disturb a server that runs from the other one. */
export const testDistDir = ".next-test";

/** TypeScript needs next-env.d.ts and the types of the routes, which Next.js writes. */
export function generateRouteTypes() {
  return runNode([nextCommand, "typegen"], { CARREL_DIST_DIR: testDistDir, NEXT_TELEMETRY_DISABLED: "1" });
}

/** Everything that reads the code without running it. */
export async function checkCode(board) {
  await board.record("Biome", () => runNode(["node_modules/@biomejs/biome/bin/biome", "check"]));
  await board.record("tsc", () =>
    runNode(["node_modules/typescript/bin/tsc", "--project", "scripts/tsconfig.check.json"]),
  );
  await board.record("dependency-cruiser", () =>
    runNode([
      "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      ...importRoots,
    ]),
  );
  await board.record("knip", () => runNode(["node_modules/knip/bin/knip.js", "--no-progress", "--no-config-hints"]));
  await board.record("npm ci --dry-run", () => {
    const { command, args } = npmCommand(["ci", "--dry-run", "--no-audit", "--no-fund"]);
    return runOne(command, args);
  });
}

function runNode(args, variables = {}) {
  return runOne(process.execPath, args, variables);
}

/** One program that passes or fails as a whole. */
async function runOne(command, args, variables = {}) {
  const environment = { ...process.env, ...variables };
  const { exitCode, output } = await runCommand({ command, args, cwd: root, environment });
  const passed = exitCode === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, output: lastLines(output, 60) };
}
