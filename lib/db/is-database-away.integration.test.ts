import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "@/lib/db/generated/client";
import { DatabaseProxy } from "@/lib/testing/database-proxy";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { openDatabase } from "./database";
import { isDatabaseAway } from "./is-database-away";

describe("isDatabaseAway", () => {
  let carrel: TestInstallation;

  beforeAll(async () => {
    carrel = await openTestInstallation();
  });
  afterAll(() => carrel.close());

  const errorOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  it("knows a server that is not there, through Prisma's queries as through raw ones", async () => {
    const away = openDatabase({ url: "postgresql://nobody@127.0.0.1:1/nothing" });
    expect(isDatabaseAway(await errorOf(away.user.findFirst()))).toBe(true);
    expect(isDatabaseAway(await errorOf(away.$queryRaw`SELECT 1`))).toBe(true);
    expect(isDatabaseAway(await errorOf(away.queryDirectly(Prisma.sql`SELECT 1`)))).toBe(true);
    await away.$disconnect();
  });

  it("knows a server that goes away while it is asked", async () => {
    const cut = carrel.database.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())::text`;
    expect(isDatabaseAway(await errorOf(cut))).toBe(true);
    const cutDirectly = carrel.database.queryDirectly(Prisma.sql`SELECT pg_terminate_backend(pg_backend_pid())`);
    expect(isDatabaseAway(await errorOf(cutDirectly))).toBe(true);
  });

  it.each(["refuse", "silent"] as const)("knows a connection that breaks without a word (%s)", async (mode) => {
    const proxy = await DatabaseProxy.open({ url: carrel.config.databaseUrl });
    const database = openDatabase({ url: proxy.url });
    const inFlight = errorOf(database.$queryRaw`SELECT pg_sleep(1)::text`);
    const directly = errorOf(database.queryDirectly(Prisma.sql`SELECT pg_sleep(1)`));
    await expect.poll(() => proxy.connectionCount()).toBe(2);
    await proxy.setMode(mode);
    expect(isDatabaseAway(await inFlight)).toBe(true);
    expect(isDatabaseAway(await directly)).toBe(true);
    expect(isDatabaseAway(await errorOf(database.user.findFirst()))).toBe(true);
    await proxy.setMode("through");
    await expect.poll(() => errorOf(database.user.findFirst())).toBeNull();
    await database.$disconnect();
    await proxy.close();
  });

  it("does not take the database's own answers for its absence", async () => {
    expect(isDatabaseAway(await errorOf(carrel.database.$queryRaw`SELECT 1/0`))).toBe(false);
    expect(isDatabaseAway(await errorOf(carrel.database.queryDirectly(Prisma.sql`SELECT 1/0`)))).toBe(false);
    expect(isDatabaseAway(await errorOf(carrel.database.user.findUniqueOrThrow({ where: { id: "nobody" } })))).toBe(
      false,
    );
    expect(isDatabaseAway(new Error("anything else"))).toBe(false);
  });
});
