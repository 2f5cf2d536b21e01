import "./prepare/check-node.mjs";

const { takeDown } = await import("./prepare/take-down.mjs");
const { showFailure } = await import("./prepare/problem.mjs");

try {
  await takeDown({ withData: process.argv.includes("--data"), confirmed: process.argv.includes("--yes") });
} catch (error) {
  showFailure(error);
}
