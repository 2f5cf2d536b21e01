/** Something that a person can put right: one sentence that says what is wrong and what to do. */
export class Problem extends Error {}

/** Says why a command of Carrel's did not succeed, and sets the exit code. A stack is shown only for what is a bug. */
export function showFailure(error) {
  process.exitCode = 1;
  if (error instanceof Problem) console.error(`✗ ${error.message}`);
  else console.error(error);
}
