// Written so that Node 14 can still read it: a version that is too old gets a sentence, not a syntax error.
const wanted = [20, 19];
const found = process.versions.node.split(".").map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error(
    "✗ Carrel needs Node " +
      wanted.join(".") +
      " or newer and this is " +
      process.versions.node +
      ": install a newer one from https://nodejs.org and start again.",
  );
  process.exit(1);
}
