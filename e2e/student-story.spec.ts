import { type APIRequestContext, expect, type Locator, test } from "@playwright/test";
import { emailOf, endAllSessions, signIn, signInByApi } from "./support/accounts";
import { CarrelDatabase } from "./support/carrel-database";
import { checkPage, watchConsole } from "./support/check-page";
import { holdRequests } from "./support/hold-requests";
import { Workspace } from "./support/workspace";

test.describe("A student at the desk", () => {
  const database = new CarrelDatabase();
  let student: APIRequestContext;
  let other: APIRequestContext;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
    other = await signInByApi(playwright, baseURL, "student2");
  });
  test.beforeEach(async () => {
    await endAllSessions(student);
    await endAllSessions(other);
  });
  test.afterAll(async () => {
    await endAllSessions(student);
    await endAllSessions(other);
    await Promise.all([student.dispose(), other.dispose(), database.close()]);
  });

  test("signs in, picks, queries, drops every table, resets, ends; a second student is unharmed", async ({
    page,
    browser,
  }) => {
    const noErrors = watchConsole(page);
    const neighbour = new Workspace(await (await browser.newContext()).newPage());
    await signIn(neighbour.page, "student2");
    await neighbour.openFromPicker("Late returns");

    await signIn(page, "student");
    await expect(page).toHaveURL(/\/exercises$/);
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Late returns");

    await desk.run("SELECT count(*) AS loans, NULL AS nothing, '' AS blank FROM loan");
    const rows = desk.statement(1).getByRole("grid");
    await expect(rows.getByRole("columnheader", { name: /loans/ })).toContainText("bigint");
    await expect(rows.getByRole("gridcell").nth(1)).toHaveText("NULL");
    await expect(rows.getByRole("gridcell").nth(2)).toHaveText("empty");
    await checkPage(page, "workspace-result");

    await desk.run("DROP SCHEMA public CASCADE; SELECT * FROM loan");
    await expect(desk.statement(1)).toContainText("DROP SCHEMA");
    await expect(desk.statement(2)).toContainText('relation "loan" does not exist');
    await neighbour.run("SELECT count(*) > 10000 AS unharmed FROM loan");
    await expect(neighbour.statement(1).getByRole("gridcell").first()).toHaveText("t");

    await desk.confirm("Reset data", "Reset data");
    await expect(page.getByText("Your data is back.")).toBeVisible({ timeout: 30_000 });
    await desk.run("SELECT count(*) > 10000 AS back FROM loan");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("t");

    await desk.confirm("End", "End and delete this database");
    await expect(desk.result).toContainText("This session has ended");
    await checkPage(page, "workspace-ended");
    expect((await (await student.get("/api/exercise-sessions")).json()).sessions).toEqual([]);
    await page.getByRole("button", { name: "Start again" }).click();
    await desk.expectReady();
    await neighbour.page.context().close();
    noErrors();
  });

  test("sees PostgreSQL's own words for a mistake, and where it is", async ({ page }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await desk.run("-- 🐘\nSELECT nam FROM member");
    const error = desk.statement(1);
    await expect(error).toContainText('column "nam" does not exist');
    await expect(error).toContainText("42703");
    await expect(error.getByRole("button", { name: "Line 2, column 8" })).toBeVisible();
    await checkPage(page, "workspace-error");
    await desk.run("BEGIN; DELETE FROM fine");
    await expect(page.getByRole("region", { name: "Transaction" })).toContainText("BEGIN is open");
    await desk.run("ROLLBACK");
    await expect(page.getByRole("region", { name: "Transaction" })).toHaveCount(0);
  });

  test("runs only the selection, and stops a query that takes too long for them", async ({ page }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await desk.type("SELECT 'first' AS word;\nSELECT 'second' AS word;");
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("first");
    await expect(desk.statement(2)).toHaveCount(0);
    await desk.type("SELECT pg_sleep(30)");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(desk.statement(1)).toContainText("You stopped this query.");
  });

  test("finds what was typed after a reload, and the same session", async ({ page }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await desk.run("CREATE TABLE half_finished AS SELECT 1 AS x");
    await desk.type("SELECT x FROM half_finished -- to be continued");
    await page.reload();
    await desk.expectReady();
    await expect(desk.editor).toContainText("to be continued");
    await desk.editor.click();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("1");
    await page.goto("/exercises");
    await expect(page.getByRole("link", { name: /continue/i }).first()).toBeVisible();
  });

  test("can do all of it with the keyboard alone, and leaves the editor with Escape and Tab", async ({ page }) => {
    await page.goto("/sign-in");
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Email")).toBeFocused();
    await page.keyboard.type("student@carrel.demo");
    await page.keyboard.press("Tab");
    await page.keyboard.type("carrel-demo");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/exercises$/);
    await page.keyboard.press("/");
    await page.keyboard.type("never");
    await expect(page.getByRole("link", { name: "Late returns" })).toHaveCount(0);
    const tabTo = async (target: Locator, key = "Tab") => {
      await expect(target).toBeVisible();
      for (let stop = 0; stop < 60; stop++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press(key);
      }
      throw new Error(`${target} is not reached by ${key}`);
    };
    await tabTo(page.getByRole("link", { name: "Never borrowed" }));
    await page.keyboard.press("Enter");
    const desk = new Workspace(page);
    await desk.expectReady();
    await tabTo(desk.editor);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("SELECT 1 AS one, 'by keys' AS word");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(desk.editor).not.toBeFocused();
    await tabTo(desk.statement(1).getByRole("grid"));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Chosen cell" })).toContainText("by keys");
    await page.keyboard.press("Escape");
    await tabTo(page.getByRole("button", { name: "Check my answer" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Verdict" })).toContainText(/column/, { timeout: 45_000 });
    await tabTo(desk.editor, "Shift+Tab");
    await database.query("DELETE FROM submissions WHERE student_id = (SELECT id FROM users WHERE email = $1)", [
      emailOf("student"),
    ]);
  });

  test("works on a phone: task, SQL and result as tabs, Run at the thumb", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page, "student");
    const desk = new Workspace(page);
    await page.goto("/exercises/late-returns");
    await expect(page.getByRole("tab", { name: "Task" })).toHaveAttribute("aria-selected", "true");
    await page.getByRole("tab", { name: "SQL" }).click();
    await desk.editor.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText("SELECT 'on a phone' AS word");
    await page.getByRole("button", { name: /^Run/ }).click();
    await expect(page.getByRole("tab", { name: "Result", exact: true })).toHaveAttribute("aria-selected", "true");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("on a phone");
    // What is put into the editor is in sight there, and the keys go on in it.
    const expectEditor = async (text: string) => {
      await expect(page.getByRole("tab", { name: "SQL" })).toHaveAttribute("aria-selected", "true");
      await expect(desk.editor).toBeFocused();
      await expect(desk.editor).toContainText(text);
      await expect(desk.editor).toBeInViewport({ ratio: 0.9 });
    };
    await page.getByRole("tab", { name: "Tables" }).click();
    await page.getByRole("treeitem", { name: /^table book_author/ }).click({ position: { x: 80, y: 10 } });
    await expectEditor("book_author");
    await page.getByRole("tab", { name: "Result", exact: true }).click();
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("button", { name: "Copy to editor" }).first().click();
    await expectEditor("SELECT 'on a phone' AS word");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test("is told when Carrel cannot be reached, while nothing runs, and when it can be again", async ({
    page,
    context,
  }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await desk.run("CREATE TABLE kept AS SELECT 1 AS x");
    await context.setOffline(true);
    await expect(page.getByRole("banner").getByText(/^offline/)).toContainText("nothing is lost", { timeout: 30_000 });
    await checkPage(page, "workspace-offline");
    // Its code was not loaded yet, and cannot be now.
    await page.getByRole("tab", { name: "History" }).click();
    await context.setOffline(false);
    await expect(page.getByRole("list", { name: "What you ran" })).toContainText("CREATE TABLE kept");
    await desk.expectReady();
    await desk.run("TABLE kept");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("1");

    // What did not come through is asked for again by itself.
    await page.route("**/history", (route) => route.abort(), { times: 1 });
    await page.getByRole("tab", { name: "History" }).click();
    await expect(page.getByRole("list", { name: "What you ran" })).toContainText("TABLE kept");
  });

  test("sees the steps of a start that takes its time", async ({ page }) => {
    await signIn(page, "student");
    // Data that is still being prepared is waited for: the page asks again by itself.
    const error = { code: "template_unavailable", message: "This exercise's data is still being prepared." };
    const notYet = { status: 503, headers: { "retry-after": "1" }, json: { error } };
    const starts = "**/api/exercise-sessions/start";
    await page.route(starts, (route) => route.fulfill(notYet));
    await page.goto("/exercises/before-1850");
    await expect(page.getByText("still being prepared")).toContainText("asks again by itself");
    await page.unroute(starts);
    await new Workspace(page).expectReady();
    const goOn = await holdRequests(page, starts);
    await page.goto("/exercises/late-returns");
    await expect(page.getByRole("banner").getByText(/^starting/)).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Getting your container" })).toContainText("under way");
    await expect(page.getByText("This takes longer than usual")).toBeVisible();
    await checkPage(page, "workspace-starting");
    goOn();
    await new Workspace(page).expectReady();
  });

  test("is told at once when the container was killed, and goes on with what was committed", async ({ page }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await desk.run("CREATE TABLE kept AS SELECT 'still here' AS word");
    await desk.run("SELECT pg_terminate_backend(pg_backend_pid())");
    await expect(desk.statement(1)).toContainText("terminating connection");
    await desk.run("TABLE kept");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("still here");
  });
});
