import "./prepare/check-node.mjs";

const { runTests } = await import("./verify/run-tests.mjs");
const { showFailure } = await import("./prepare/problem.mjs");

try {
  await runTests();
} catch (error) {
  showFailure(error);
}
