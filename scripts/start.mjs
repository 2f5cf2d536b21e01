import "./prepare/check-node.mjs";

// Loaded after the check, so that a Node that is too old never has to read them.
const { startCarrel } = await import("./prepare/start-carrel.mjs");
const { showFailure } = await import("./prepare/problem.mjs");

try {
  await startCarrel({ dev: process.argv.includes("--dev") });
} catch (error) {
  showFailure(error);
}
