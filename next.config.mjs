/** @type {import("next").NextConfig} */
const nextConfig = {
  // The test installation builds beside the one that serves, so that neither overwrites the other.
  distDir: process.env.CARREL_DIST_DIR ?? ".next",
  // Each build checks its own generated types alone: those of the other may name a page that is gone since.
  typescript: { tsconfigPath: process.env.CARREL_DIST_DIR ? "scripts/tsconfig.test-build.json" : "tsconfig.json" },
  poweredByHeader: false,
  reactStrictMode: true,
  // forbidden(): a page that answers 403 with words of its own.
  experimental: { authInterrupts: true },
  // These load native or WebAssembly files by path, which a bundle would break.
  serverExternalPackages: ["dockerode", "pg", "libpg-query", "@node-rs/argon2", "pino"],
};

export default nextConfig;
