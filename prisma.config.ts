import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only Prisma's own command line reads this; the application hands its URL to the adapter.
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
