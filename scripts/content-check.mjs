import "./prepare/check-node.mjs";

// Loaded after the check, so that a Node that is too old never has to read them.
const { checkContent } = await import("./content/check-content.mjs");
const { showFailure } = await import("./prepare/problem.mjs");

try {
  await checkContent(process.argv.slice(2));
} catch (error) {
  showFailure(error);
}
// A step that was cut off may still hold this process.
process.exit();
