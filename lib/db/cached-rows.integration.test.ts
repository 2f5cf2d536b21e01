import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openLog } from "@/lib/log/log";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { CachedRows } from "./cached-rows";
import { ChangeFeed } from "./change-feed";

describe("CachedRows", () => {
  const id = `cached-${randomUUID()}`;
  let carrel: TestInstallation;
  let pool: pg.Pool;
  let changes: ChangeFeed;
  let rows: CachedRows<{ name: string }>;
  let reads = 0;
  let whileReading: () => Promise<unknown> = async () => undefined;
  const read = async () => {
    reads += 1;
    const { rows: found } = await pool.query("SELECT name FROM users WHERE id = $1", [id]);
    await whileReading();
    return found[0] ?? null;
  };
  const rename = (name: string) => pool.query("UPDATE users SET name = $2 WHERE id = $1", [id, name]);
  const readsOf = async (work: () => Promise<unknown>) => {
    const before = reads;
    await work();
    return reads - before;
  };

  beforeAll(async () => {
    carrel = await openTestInstallation();
    const url = carrel.config.databaseUrl;
    pool = new pg.Pool({ connectionString: url, max: 2 });
    changes = new ChangeFeed({ url, log: openLog({ level: "fatal", name: "test" }) });
    rows = new CachedRows({ changes, channel: "carrel_user", maxRows: 10, maxAgeMs: 60_000, read });
    await pool.query("INSERT INTO users (id, email, name, role) VALUES ($1, $1, 'Ada', 'student')", [id]);
    await rows.find(id);
    await vi.waitUntil(() => changes.isListening, { timeout: 10_000 });
  });
  afterAll(async () => {
    await changes.close();
    await pool.end();
    await carrel.close();
  });

  it("reads once, and again after a change", async () => {
    await rows.find(id);
    expect(await readsOf(() => rows.find(id))).toBe(0);
    await rename("Grace");
    await expect.poll(() => rows.find(id)).toEqual({ name: "Grace" });
    expect(await readsOf(() => rows.find(id))).toBe(0);
  });

  it("does not remember what changed while it was read", async () => {
    rows.forget(id);
    whileReading = async () => {
      whileReading = async () => undefined;
      await rename("Edsger");
      // Its own notification has come when this one has.
      const heard = new Promise<void>((resolve) => {
        const stop = changes.subscribe("carrel_user", (changed) => {
          if (changed !== "marker") return;
          stop();
          resolve();
        });
      });
      await pool.query("SELECT pg_notify('carrel_user', 'marker')");
      await heard;
    };
    expect(await rows.find(id)).toEqual({ name: "Grace" });
    expect(await rows.find(id)).toEqual({ name: "Edsger" });
  });

  it("reads anew what it was told to forget", async () => {
    await rows.find(id);
    rows.forget(id);
    expect(await readsOf(() => rows.find(id))).toBe(1);
  });

  it("remembers nothing while the feed is away, and again when it is back", async () => {
    await rows.find(id);
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'carrel-changes'",
    );
    await expect.poll(() => changes.isListening, { interval: 1 }).toBe(false);
    expect(await readsOf(async () => [await rows.find(id), await rows.find(id)])).toBe(2);
    await expect.poll(() => changes.isListening).toBe(true);
    await rows.find(id);
    expect(await readsOf(() => rows.find(id))).toBe(0);
  });
});
