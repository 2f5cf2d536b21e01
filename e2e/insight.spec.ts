import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";
import { checkPage, watchConsole } from "./support/check-page";
import { Workspace } from "./support/workspace";

test.describe("What the desk tells of a statement", () => {
  let student: APIRequestContext;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.beforeEach(async () => {
    await endAllSessions(student);
    // A page that was closed may still be saving.
    await expect(async () => {
      const drafts = "/api/exercises/late-returns/drafts";
      const { revision } = (await (await student.get(drafts)).json()).drafts;
      const tabs = [{ id: "query-1", name: "query 1", sql: "" }];
      expect((await student.put(drafts, { data: { tabs, revision } })).status()).toBe(200);
    }).toPass();
  });
  test.afterAll(async () => {
    await endAllSessions(student);
    await student.dispose();
  });

  test("explains the statement at the cursor as a tree and as text, takes back its changes, and marks a mistake", async ({
    page,
  }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    const explain = page.getByRole("button", { name: "Explain", exact: true });
    await page.getByRole("tab", { name: "Plan" }).click();
    await expect(desk.result).toContainText("Explain shows how PostgreSQL runs a statement");
    await desk.type("SELECT 1;\nSELECT m.name, count(*) FROM loan l JOIN member m ON m.id = l.member_id GROUP BY 1");
    await explain.click();
    const plan = page.getByRole("tabpanel", { name: "Plan" });
    const scan = plan.getByRole("listitem").filter({ hasText: "Seq Scan" }).last();
    await expect(scan).toBeVisible();
    await expect(plan).toContainText("Ran ");
    await scan.getByText("Seq Scan").click();
    await expect(scan.getByText("Reads the whole table, row by row.")).toBeVisible();
    await checkPage(page, "workspace-plan");
    await plan.getByRole("checkbox", { name: "Only estimate, do not run" }).check();
    await expect(plan).toContainText("Not run: these are PostgreSQL's estimates.");
    await plan.getByRole("checkbox", { name: "PostgreSQL’s own text" }).check();
    await expect(plan.locator("pre")).toContainText(/Seq Scan on \w+ .*\(cost=/);
    await plan.getByRole("checkbox", { name: "PostgreSQL’s own text" }).uncheck();

    await desk.type("DELETE FROM fine");
    await explain.click();
    await plan.getByRole("checkbox", { name: "Only estimate, do not run" }).uncheck();
    await expect(plan).toContainText("what it changed was taken back");
    await desk.type("SELECT nam FROM member");
    await explain.click();
    await expect(plan).toContainText('column "nam" does not exist');
    await plan.getByRole("button", { name: "Line 1, column 8" }).click();
    await expect(desk.editor).toBeFocused();
    await desk.run("SELECT count(*) > 0 AS unharmed FROM fine");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("t");
    noErrors();
  });

  test("draws the tables with their keys, those marked that the SQL speaks of, and a chart of what it gives", async ({
    page,
  }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    await desk.run("SELECT kind, count(*) AS members, max(id) AS newest FROM member GROUP BY kind -- no loan");
    await page.getByRole("tab", { name: "Chart" }).click();
    const chart = page.getByRole("tabpanel", { name: "Chart" });
    await expect(chart.getByRole("figure")).toContainText("members, newest by kind");
    await expect(chart.locator(".recharts-bar")).toHaveCount(2);
    await chart.getByRole("checkbox", { name: "newest" }).uncheck();
    await expect(chart.locator(".recharts-bar")).toHaveCount(1);
    await checkPage(page, "workspace-chart");
    // Another layout has an editor of its own, and it goes on with the same text.
    await expect(desk.editor).toContainText("FROM member");

    await page.getByRole("button", { name: "Diagram" }).click();
    const diagram = page.getByRole("dialog", { name: "Tables and foreign keys" });
    await expect(diagram.getByText("member (in your SQL)")).toBeVisible();
    await expect(diagram.getByText("loan", { exact: true })).toBeVisible();
    // Who vouches for a member is a member: this line, too, goes its own way.
    const loop = diagram.locator('[data-id^="public.member "] path').first();
    await expect.poll(async () => (await loop.boundingBox())?.width).toBeGreaterThan(8);
    await checkPage(page, "workspace-diagram");
    const saved = page.waitForEvent("download");
    await diagram.getByRole("button", { name: "PNG" }).click();
    expect((await saved).suggestedFilename()).toBe("tables.png");
    await page.keyboard.press("Escape");
    await expect(diagram).toHaveCount(0);

    await desk.run("SELECT g FROM generate_series(1, 2000) AS g");
    await expect(desk.statement(1)).toContainText("The first 1,000 rows. There are more.");
    // Rows that were picked out are read from the first.
    const rows = desk.statement(1).getByRole("grid");
    await rows.evaluate((grid) => grid.scrollTo({ top: 9_000 }));
    await expect(rows.getByRole("gridcell", { name: "320", exact: true })).toBeInViewport();
    await desk.statement(1).getByPlaceholder("Filter rows").fill("9");
    await expect(rows.getByRole("gridcell", { name: "9", exact: true })).toBeInViewport();
    await desk.statement(1).getByRole("button", { name: "Download" }).click();
    const file = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV" }).click();
    const lines = (await readFile(await (await file).path(), "utf8")).trimEnd().split("\r\n");
    expect([lines.length, lines.at(-1)]).toEqual([2001, "2000"]);
    noErrors();
  });
});
