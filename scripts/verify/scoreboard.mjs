import { Problem } from "../prepare/problem.mjs";
import { showStep } from "../prepare/progress.mjs";

/**
 * @typedef {{ passed: number, failed: number, output?: string, failures?: string[],
 *   retried?: string[] }} Result
 *   `failures` says of each test that failed, in a line or a few, which it is and why; `retried` of those that
 *   passed when they were tried once more.
 */

/** The results of a run, step by step. One that fails is shown at once, and the next one runs all the same. */
export class Scoreboard {
  constructor() {
    this.rows = [];
  }

  /**
   * @param {string} name
   * @param {(report: (detail: string) => void) => Promise<Result>} work What it throws counts as one failure.
   * @returns {Promise<boolean>} whether all of it passed
   */
  record(name, work) {
    return this.recordQuietly(name, () => showStep(name, work));
  }

  /** The same for work that shows its own steps. */
  async recordQuietly(name, work) {
    const startedAt = Date.now();
    const result = await work().catch((error) => ({
      passed: 0,
      failed: 1,
      output: error instanceof Problem ? error.message : (error.stack ?? String(error)),
    }));
    this.rows.push({ name, ms: Date.now() - startedAt, ...result });
    if (result.failed > 0) {
      console.log(`\n✗ ${name}\n${result.output ?? ""}\n`);
      process.exitCode = 1;
    }
    return result.failed === 0;
  }

  /** What failed and why, the table, and as the very last line the two sums. */
  print() {
    for (const { name, failures = [], retried = [] } of this.rows) {
      for (const complaint of retried) console.log(`\n△ ${name}, passed when it was tried again: ${complaint}`);
      for (const failure of failures) console.log(`\n✗ ${name}: ${failure}`);
    }
    const width = Math.max(...this.rows.map(({ name }) => name.length));
    console.log("");
    for (const { name, ms, passed, failed } of this.rows) {
      const time = `${(ms / 1000).toFixed(1)} s`.padStart(9);
      console.log(`${failed > 0 ? "✗" : "✓"} ${name.padEnd(width)}${time}  ${passed} passed, ${failed} failed`);
    }
    const sum = (key) => this.rows.reduce((total, row) => total + row[key], 0);
    console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  }
}
