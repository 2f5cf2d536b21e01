import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      // The real module throws outside a server bundle; this is the one that bundlers take on the server.
      { find: "server-only", replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,scripts,app}/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, "**/*.integration.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{lib,scripts}/**/*.integration.test.ts"],
          // Real containers: slow on a busy machine, and too many at once would only measure the machine.
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 120_000,
          fileParallelism: false,
          // Loading all of lib anew for each file would take minutes; no file leaves anything behind in a module.
          isolate: false,
        },
      },
    ],
  },
});
