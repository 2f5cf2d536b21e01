import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The tests of faults take longest. Begun first, they leave the short files to fill up what is left free at the end. */
class SlowFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => moduleId.includes("/faults/");
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: [
      // The real module throws outside a server bundle; this is the one that bundlers take on the server.
      { find: "server-only", replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    sequence: { sequencer: SlowFilesFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,scripts,app}/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, "**/*.integration.test.ts"],
          testTimeout: 30_000,
          // A process for each of many small files would take longer than all of the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{lib,scripts}/**/*.integration.test.ts"],
          // Real containers: slow on a busy machine. Much of the time is waited, and two at once use it.
          testTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 120_000,
          maxWorkers: 2,
          // Real machines have bad moments. What fails is tried once more, and the run says at its end which that were.
          retry: 1,
          // Loading all of lib anew for each file would take minutes; no file leaves anything behind in a module.
          isolate: false,
        },
      },
    ],
  },
});
