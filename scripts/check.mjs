import "./prepare/check-node.mjs";

const { runChecks } = await import("./verify/run-checks.mjs");
const { showFailure } = await import("./prepare/problem.mjs");

try {
  await runChecks();
} catch (error) {
  showFailure(error);
}
