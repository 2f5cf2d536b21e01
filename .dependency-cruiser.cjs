/**
 * The direction of imports:
 *
 *   schemas ← errors config log metrics ← db containers database-client ← templates exercises courses auth
 *           ← sessions shared-copies lessons grading ← fleet ← services ← http ← app,   components → schemas alone
 *
 * A layer may import the layers before it and its own folder. What stands in one layer does not know its neighbours,
 * except in the layers that say so.
 */
const layers = [
  { name: "schemas", folders: ["schemas"] },
  { name: "foundations", folders: ["errors", "config", "log", "metrics", "concurrency"], neighbours: true },
  { name: "adapters", folders: ["db", "containers", "database-client"] },
  { name: "matter", folders: ["templates", "exercises", "courses", "auth"], neighbours: true },
  { name: "work", folders: ["sessions", "lessons", "grading", "authoring", "shared-copies"], neighbours: true },
  { name: "fleet", folders: ["fleet"] },
  { name: "services", folders: ["services\\.ts"] },
  { name: "http", folders: ["http"] },
];

const insideLib = (folders) =>
  `^lib/(${folders.map((folder) => (folder.endsWith(".ts") ? `${folder}$` : `${folder}/`)).join("|")})`;

const upwards = layers.slice(0, -1).map((layer, index) => ({
  name: `${layer.name}-know-no-later-layer`,
  severity: "error",
  from: { path: insideLib(layer.folders), pathNot: "\\.test\\.tsx?$" },
  to: { path: insideLib(layers.slice(index + 1).flatMap(({ folders }) => folders)) },
}));

const sideways = layers
  .filter(({ folders, neighbours }) => folders.length > 1 && !neighbours)
  .flatMap(({ folders }) =>
    folders.map((folder) => ({
      name: `${folder}-knows-no-other-adapter`,
      severity: "error",
      from: { path: insideLib([folder]), pathNot: "\\.test\\.tsx?$" },
      to: { path: insideLib(folders.filter((other) => other !== folder)) },
    })),
  );

module.exports = {
  forbidden: [
    ...upwards,
    ...sideways,
    {
      name: "lib-knows-no-page",
      comment: "lib is used by pages, routes and scripts, and knows none of them.",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|scripts|prisma|e2e)/" },
    },
    {
      name: "components-know-schemas-alone",
      comment: "Components run in the browser; the HTTP contract is all that they share with the server.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|scripts|prisma|e2e|lib/(?!schemas/))" },
    },
    {
      name: "app-goes-through-services",
      comment: "Pages and routes are thin: data in, one service call, answer out.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^(scripts|prisma|e2e)/|^lib/(?!(http|auth|schemas|errors)/|services\\.ts$)" },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "\\.test\\.tsx?$|^e2e/|^lib/testing/|^scripts/soak/" },
      to: { path: "\\.test\\.tsx?$|^e2e/|^lib/testing/" },
    },
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "imports-exist",
      comment: "An import that cannot be resolved would pass every other rule unseen.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|lib/db/generated/)" },
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".cjs", ".js", ".json"],
    },
  },
};
