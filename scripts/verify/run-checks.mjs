import { generateClient } from "../prepare/generate-client.mjs";
import { installDependencies } from "../prepare/install-dependencies.mjs";
import { Scoreboard } from "./scoreboard.mjs";
import { checkCode, generateRouteTypes } from "./static-checks.mjs";
import { runVitest } from "./vitest-tests.mjs";

/** `npm run check`: what needs neither Docker nor a browser. */
export async function runChecks() {
  await installDependencies();
  await generateClient();
  const board = new Scoreboard();
  await board.record("route types", () => generateRouteTypes());
  await checkCode(board);
  await board.record("unit tests", (report) => runVitest({ project: "unit", environment: process.env, report }));
  board.print();
}
