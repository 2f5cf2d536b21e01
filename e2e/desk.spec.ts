import { type APIRequestContext, expect, test } from "@playwright/test";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";
import { checkPage, watchConsole } from "./support/check-page";
import { Workspace } from "./support/workspace";

test.describe("What lies on the desk", () => {
  let student: APIRequestContext;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.beforeEach(async () => {
    await endAllSessions(student);
    const drafts = "/api/exercises/before-1850/drafts";
    const { revision } = (await (await student.get(drafts)).json()).drafts;
    const tabs = [{ id: "query-1", name: "query 1", sql: "" }];
    expect((await student.put(drafts, { data: { tabs, revision } })).status()).toBe(200);
  });
  test.afterAll(async () => {
    await endAllSessions(student);
    await student.dispose();
  });

  test("says for as long as BEGIN is open, and offers the two ways out", async ({ page }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    const transaction = page.getByRole("region", { name: "Transaction" });
    await desk.run("BEGIN; CREATE TABLE half_finished AS SELECT 1 AS x");
    await expect(transaction).toContainText("BEGIN is open");
    await expect(page.getByRole("treeitem", { name: "half_finished" })).toHaveCount(0);
    await checkPage(page, "workspace-transaction");
    await page.reload();
    await expect(transaction).toContainText("BEGIN is open");
    await desk.expectReady();
    await transaction.getByRole("button", { name: "Commit" }).click();
    await expect(transaction).toHaveCount(0);
    await expect(page.getByRole("treeitem", { name: "half_finished" })).toBeVisible();

    await desk.run("BEGIN; SELECT 1/0");
    await expect(transaction).toContainText("The transaction failed");
    await transaction.getByRole("button", { name: "Roll back" }).click();
    await expect(transaction).toHaveCount(0);

    await desk.run("BEGIN; SELECT pg_terminate_backend(pg_backend_pid())");
    await expect(transaction).toContainText("gone with its connection");
    await desk.run("SELECT 1");
    await expect(transaction).toHaveCount(0);
    noErrors();
  });

  test("lists the tables as they are now; a name goes to the cursor, and the first rows are a key away", async ({
    page,
  }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    const tables = page.getByRole("tree", { name: "Tables" });
    await expect(tables.getByRole("treeitem", { name: "table book," })).toBeVisible();
    await desk.run('CREATE TABLE "To read" (book_id integer PRIMARY KEY REFERENCES book, since date)');
    const added = tables.getByRole("treeitem", { name: /^table To read/ });
    await added.focus();
    await page.keyboard.press("ArrowRight");
    await expect(tables.getByRole("treeitem", { name: /^book_id, integer → book, primary key/ })).toBeVisible();
    await checkPage(page, "workspace-tables");
    await desk.type("SELECT * FROM ");
    await added.click();
    await expect(desk.editor).toContainText('SELECT * FROM "To read"');
    await added.focus();
    await page.keyboard.press("Space");
    await expect(desk.statement(1)).toContainText("No rows.");
    await desk.run("DROP SCHEMA public CASCADE");
    await expect(page.getByRole("region", { name: "Tables" })).toContainText("No tables.");
  });

  test("completes from the tables as they are, runs the statement at the cursor, and puts SQL in order", async ({
    page,
  }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    await desk.run("CREATE TABLE reader (nickname text, born date)");
    await expect(page.getByRole("treeitem", { name: "table reader" })).toBeVisible();
    await desk.type("SELECT r. FROM reader r");
    await page.keyboard.press("Home");
    for (let step = 0; step < "SELECT r.".length; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.type("ni");
    const choices = page.getByRole("listbox").getByRole("option");
    await expect(choices).toHaveText(["nicknametext"]);
    await page.keyboard.press("Tab");
    await expect(desk.editor).toHaveText("SELECT r.nickname FROM reader r");

    await desk.type("SELECT 'one' AS word;\nselect 'two' as word;");
    await page.keyboard.press("Alt+Enter");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("two");
    await expect(desk.statement(2)).toHaveCount(0);
    await desk.type("select a,b from t");
    await page.getByRole("button", { name: "Format" }).click();
    await expect(desk.editor.locator(".cm-line")).toHaveText(["select", "  a,", "  b", "from", "  t"]);
    await desk.editor.press("ControlOrMeta+/");
    await expect(desk.editor).toContainText("--");
    noErrors();
  });

  test("keeps what is typed in several tabs, also for another device", async ({ page, browser }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    await desk.type("SELECT 'first tab'");
    await page.getByRole("button", { name: "New tab" }).click();
    await expect(desk.editor).toHaveText("Write SQL here");
    await desk.type("SELECT 'second tab'");
    await expect
      .poll(async () => (await (await student.get("/api/exercises/before-1850/drafts")).json()).drafts.tabs.at(-1)?.sql)
      .toBe("SELECT 'second tab'");

    const elsewhere = new Workspace(await (await browser.newContext()).newPage());
    await signIn(elsewhere.page, "student");
    await elsewhere.openFromPicker("Before 1850");
    await elsewhere.page.getByRole("tab", { name: "query 2" }).click();
    await expect(elsewhere.editor).toHaveText("SELECT 'second tab'");
    await elsewhere.page.context().close();

    await page.getByRole("tab", { name: "query 1" }).click();
    await expect(desk.editor).toHaveText("SELECT 'first tab'");
    await page.getByRole("tab", { name: "query 1" }).press("ArrowRight");
    await page.keyboard.press("Delete");
    await expect(page.getByRole("tab", { name: "query 2" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(desk.editor).toHaveText("SELECT 'second tab'");
  });
});
