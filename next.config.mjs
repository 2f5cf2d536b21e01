/** @type {import("next").NextConfig} */
const nextConfig = {
  // The test installation builds beside the one that serves, so that neither overwrites the other.
  distDir: process.env.CARREL_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // forbidden(): a page that answers 403 with words of its own.
  experimental: { authInterrupts: true },
  // These load native or WebAssembly files by path, which a bundle would break.
  serverExternalPackages: ["dockerode", "pg", "libpg-query", "@node-rs/argon2", "pino"],
};

export default nextConfig;
