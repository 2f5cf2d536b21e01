import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";
import { CarrelDatabase } from "./support/carrel-database";
import { checkPage, watchConsole } from "./support/check-page";
import { Workspace } from "./support/workspace";

test.describe("Two consoles beside each other", () => {
  const database = new CarrelDatabase();
  let student: APIRequestContext;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.beforeEach(() => endAllSessions(student));
  test.afterAll(async () => {
    await endAllSessions(student);
    await database.query(
      "DELETE FROM drafts USING exercises e WHERE e.id = exercise_id AND e.slug = 'hold-that-account'",
    );
    await Promise.all([student.dispose(), database.close()]);
  });

  const consoleOf = (page: Page, letter: "A" | "B") => {
    const region = page.getByRole("region", { name: `Console ${letter}`, exact: true });
    return { region, desk: new Workspace(page, region) };
  };

  test("say who waits for whom and for what, until COMMIT; a deadlock in PostgreSQL's words", async ({ page }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    await page.goto("/exercises/hold-that-account");
    const a = consoleOf(page, "A");
    const b = consoleOf(page, "B");
    await a.desk.expectReady();
    await a.desk.run("BEGIN; UPDATE account SET balance = balance - 5 WHERE id = 42");
    await expect(a.region).toContainText(/in a transaction for \d+ s/);
    await expect(a.region).toContainText("holds RowExclusiveLock on account");

    const update = "UPDATE account SET balance = balance + 5 WHERE id = 42";
    await b.desk.begin(update);
    await expect(b.region).toContainText(/waits for console A:\s*row id = 42 of account, ShareLock, \d+ s/);
    await expect(a.region).toContainText("Console B waits for it");
    await expect(b.region).toContainText(/waits \d+\.\d s/);
    await b.region.getByRole("button", { name: "Stop" }).click();
    await expect(b.desk.statement(1)).toContainText("You stopped this query.");
    await expect(a.region).not.toContainText("Console B waits for it");

    await b.desk.begin(update);
    await expect(a.region).toContainText("Console B waits for it");
    await checkPage(page, "two-consoles-wait");
    await a.region.getByRole("button", { name: "Commit" }).click();
    await expect(b.desk.statement(1)).toContainText("UPDATE 1");
    await expect(b.region).not.toContainText("waits for console A");

    await a.desk.run("BEGIN; UPDATE account SET balance = balance - 5 WHERE id = 1");
    await b.desk.run("BEGIN; UPDATE account SET balance = balance - 5 WHERE id = 42");
    await a.desk.begin("UPDATE account SET balance = balance + 5 WHERE id = 42");
    await b.desk.begin("UPDATE account SET balance = balance + 5 WHERE id = 1");
    const deadlock = page.getByText("deadlock detected").first();
    await expect(deadlock).toBeVisible();
    await expect(page.getByText(/Process \d+ waits for ShareLock on transaction/)).toBeVisible();
    await checkPage(page, "two-consoles-deadlock");
    await page.getByRole("button", { name: "Roll back" }).last().click();
    noErrors();
  });

  test("are kept, with their transactions; on a phone one at a time; elsewhere the second is opened when it is wanted", async ({
    page,
  }) => {
    await signIn(page, "student");
    await page.goto("/exercises/hold-that-account");
    const a = consoleOf(page, "A");
    const b = consoleOf(page, "B");
    await a.desk.expectReady();
    await b.desk.run("BEGIN; LOCK TABLE account -- by B");
    await page.reload();
    await a.desk.expectReady();
    await expect(b.desk.editor).toContainText("by B");
    await expect(b.region).toContainText("holds AccessExclusiveLock on account");
    await expect(a.region.getByRole("region", { name: /^Transaction/ })).toHaveCount(0);

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("tab", { name: "SQL", exact: true }).click();
    await page.getByRole("tab", { name: "Console A" }).click();
    const phone = new Workspace(page);
    await phone.begin("TABLE account");
    await expect(page.getByText("waits for console B:", { exact: true })).toBeVisible();
    await page.getByRole("tab", { name: /^Console B/ }).click();
    await page.getByRole("button", { name: "Roll back" }).click();
    await page.getByRole("tab", { name: /^Console A/ }).click();
    await expect(phone.statement(1)).toContainText("SELECT");

    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto("/exercises/before-1850");
    const desk = new Workspace(page);
    await desk.expectReady();
    const second = page.getByRole("button", { name: "Second console" });
    await second.click();
    await b.desk.run("BEGIN");
    await second.click();
    await expect(page.getByText("Console B is at work.")).toBeVisible();
    await b.desk.run("ROLLBACK");
    await second.click();
    await expect(b.region).toHaveCount(0);
  });
});
