import { type APIRequestContext, expect, test } from "@playwright/test";
import pg from "pg";
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
    // By the pointer: keys choose nothing in the first moment, lest somebody who types on takes what just came up.
    await choices.first().click();
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

    // A new tab takes the keys, and what is chosen is in sight, however many there are.
    for (let more = 0; more < 8; more++) await page.getByRole("button", { name: "New tab" }).click();
    await page.keyboard.insertText("SELECT 'last tab'");
    await expect(desk.editor).toHaveText("SELECT 'last tab'");
    const chosen = page.getByRole("tablist", { name: "Your SQL" }).getByRole("tab", { selected: true });
    await expect(chosen).toBeInViewport({ ratio: 0.9 });
  });

  test("sorts, filters, looks into and copies the rows on the page, by keyboard too", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    await desk.run(
      `SELECT n, 'word ' || n AS word, jsonb_build_object('twice', jsonb_build_array(n, 2.50)) AS doc
       FROM unnest(ARRAY[9, 10, NULL, 1]) AS given (n)`,
    );
    const rows = desk.statement(1).getByRole("grid");
    const firstCells = rows.locator("[data-column='0']");
    await expect(firstCells).toHaveText(["9", "10", "NULL", "1"]);
    const head = rows.getByRole("columnheader", { name: /^n/ });
    await head.click();
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await expect(firstCells).toHaveText(["1", "9", "10", "NULL"]);
    await rows.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(firstCells).toHaveText(["NULL", "10", "9", "1"]);
    const before = (await head.boundingBox())?.width ?? 0;
    await page.keyboard.press("Alt+ArrowRight");
    await expect.poll(async () => (await head.boundingBox())?.width).toBe(before + 24);

    await desk.statement(1).getByRole("searchbox").fill("WORD 1");
    await expect(firstCells).toHaveText(["10", "1"]);
    await rows.locator("[data-row='0'][data-column='2']").click();
    const cell = page.getByRole("region", { name: "Chosen cell" });
    await expect(cell).toContainText("twice 2 elements");
    await expect(cell).toContainText("2.50");
    await desk.statement(1).getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("menuitem", { name: "Markdown table" }).click();
    await expect.poll(copied).toContain("| 10 | word 10 |");
    await checkPage(page, "workspace-cell");
    noErrors();
  });

  test("finds what was run in the history, and takes it back into the editor", async ({ page }) => {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    await desk.run("SELECT 'needle' AS word");
    await desk.run("SELECT * FROM haystack");
    await desk.type("");
    await page.getByRole("tab", { name: "History" }).click();
    const history = page.getByRole("list", { name: "What you ran" });
    await expect(history.getByRole("listitem")).toHaveCount(2);
    await expect(history.getByRole("listitem").first()).toContainText('relation "haystack" does not exist');
    await page.getByRole("searchbox", { name: "Search what you ran" }).fill("NEEDLE");
    await expect(history.getByRole("listitem")).toHaveCount(1);
    await history.getByRole("button", { name: "Copy to editor" }).click();
    await expect(desk.editor).toHaveText("SELECT 'needle' AS word");
    await checkPage(page, "workspace-history");
  });

  test("tells how another client gets in, and such a client does", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Before 1850");
    await desk.run("CREATE TABLE mine AS SELECT 'from the page' AS word");
    await page.getByRole("button", { name: "Connect" }).click();
    const dialog = page.getByRole("dialog", { name: "Connect with your own client" });
    await dialog.getByRole("button", { name: "Copy the line for psql" }).click();
    await expect(dialog).not.toContainText(/student:[^•]/);
    const line = await page.evaluate(() => navigator.clipboard.readText());
    const client = new pg.Client({ connectionString: /"(.*)"/.exec(line)?.[1] });
    await client.connect();
    expect((await client.query("TABLE mine")).rows).toEqual([{ word: "from the page" }]);
    await client.end();
    await dialog.getByRole("button", { name: "Show" }).click();
    await expect(dialog).toContainText(/student:[^•]/);
    await checkPage(page, "workspace-connection");
  });
});
