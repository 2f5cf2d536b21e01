import { expect, test } from "@playwright/test";
import { endAllSessions, expectNoSessions, signIn, signInByApi } from "./support/accounts";
import { CarrelDatabase } from "./support/carrel-database";
import { checkPage, watchConsole } from "./support/check-page";

/** Opens a database for a student, by the API. */
async function openDatabase(api: Awaited<ReturnType<typeof signInByApi>>): Promise<string> {
  await endAllSessions(api);
  const { exercises } = await (await api.get("/api/exercises")).json();
  const answer = await api.post("/api/exercise-sessions/start", { data: { exerciseId: exercises[0].id } });
  expect(answer.ok()).toBe(true);
  return (await answer.json()).session.id;
}

test.describe("Fleet", () => {
  test("keeps teachers out, with 403 and words", async ({ page, playwright, baseURL }) => {
    await signIn(page, "teacher");
    expect((await page.goto("/fleet"))?.status()).toBe(403);
    await expect(page.getByRole("link", { name: "Fleet" })).toHaveCount(0);
    const api = await signInByApi(playwright, baseURL, "teacher");
    for (const path of ["/api/fleet", "/api/fleet/events"]) expect((await api.get(path)).status()).toBe(403);
    expect((await api.post("/api/fleet/drain", { data: { draining: true } })).status()).toBe(403);
    expect((await api.post("/api/fleet/sessions/any/wake")).status()).toBe(403);
    await api.dispose();
  });

  test("shows what runs, drains and lets in again, ends a database, and writes it all down", async ({
    page,
    playwright,
    baseURL,
  }) => {
    const done = watchConsole(page);
    const student = await signInByApi(playwright, baseURL, "student2");
    const sessionId = await openDatabase(student);
    await signIn(page, "admin");
    await page.goto("/fleet");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();

    const row = page.getByRole("table", { name: /Open databases/ }).getByRole("row", { name: /student2@carrel\.demo/ });
    await expect(row.getByText(/\d MB$/)).toBeVisible({ timeout: 15_000 });
    await expect(row.getByText(/\d %$/)).toBeVisible({ timeout: 15_000 });
    await expect(page.getByText(/at work/)).toBeVisible();
    await checkPage(page, "fleet");

    const drain = page.getByRole("switch", { name: "Drain" });
    await drain.click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Drain Carrel" }).click();
    await expect(drain).toBeChecked();
    await expect(page.getByRole("list", { name: "Warnings" })).toContainText("Carrel is drained");
    await page.screenshot({ path: "test-results/pages/fleet-drained.png" });
    await drain.click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End draining" }).click();
    await expect(drain).not.toBeChecked();

    const database = new CarrelDatabase();
    await database.putToSleep(sessionId);
    await row.getByRole("button", { name: /^Wake/ }).click();
    await expect.poll(() => database.stateOf(sessionId), { timeout: 20_000 }).toBe("ready");
    await expect(row.getByRole("button", { name: /^Wake/ })).toHaveCount(0);
    await database.close();

    await row.getByRole("button", { name: /^End/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End and delete this database" }).click();
    await expect(row).toHaveCount(0);
    await expectNoSessions(student);
    const acts = page.getByRole("table", { name: "Acts by hand" }).getByRole("row");
    await expect(acts.nth(1)).toContainText("ended");
    await expect(acts.nth(2)).toContainText("woke");
    await expect(acts.nth(3)).toContainText("ended the draining");
    await expect(acts.nth(4)).toContainText("drained Carrel");
    await student.dispose();
    done();
  });

  test("says so when Carrel cannot be reached, and goes on by itself", async ({ page, context }) => {
    await signIn(page, "admin");
    await page.goto("/fleet");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText(/Carrel cannot be reached/)).toBeVisible({ timeout: 30_000 });
    await page.screenshot({ path: "test-results/pages/fleet-offline.png" });
    await context.setOffline(false);
    await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 60_000 });
  });

  test("answers Prometheus in its own format", async ({ request }) => {
    const token = process.env.METRICS_TOKEN;
    if (token) {
      for (const authorization of ["", `Bearer ${token}x`, `Basic ${token}`]) {
        expect((await request.get("/api/metrics", { headers: { authorization } })).status()).toBe(401);
      }
    }
    const answer = await request.get("/api/metrics", { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toContain("version=0.0.4");
    const text = await answer.text();
    expect(text).toContain("carrel_database_up 1");
    expect(text).toMatch(/carrel_session_start_duration_seconds_count\{[^}]*process="web"[^}]*\} \d/);
    expect(text).toMatch(/process_resident_memory_bytes\{process="keeper"\} \d/);
    expect(text).not.toContain("carrel.demo");
  });
});
