import { type APIRequestContext, expect, test } from "@playwright/test";
import { emailOf, endAllSessions, signIn, signInByApi } from "./support/accounts";
import { CarrelDatabase } from "./support/carrel-database";
import { checkPage, watchConsole } from "./support/check-page";
import { Workspace } from "./support/workspace";

test.describe("Commands by the keyboard", () => {
  const database = new CarrelDatabase();
  let student: APIRequestContext;
  const forgetDrafts = () =>
    database.query("DELETE FROM drafts WHERE user_id = (SELECT id FROM users WHERE email = $1)", [emailOf("student")]);

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.beforeEach(async () => {
    await endAllSessions(student);
    await forgetDrafts();
  });
  test.afterAll(async () => {
    await endAllSessions(student);
    await forgetDrafts();
    await Promise.all([student.dispose(), database.close()]);
  });

  test("opens an exercise, runs, names a tab, asks before it resets, and lists the shortcuts", async ({ page }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const palette = page.getByRole("dialog", { name: "Commands" });
    const choose = async (words: string, label: string) => {
      await page.keyboard.press("ControlOrMeta+k");
      await expect(palette.getByRole("combobox")).toBeFocused();
      await page.keyboard.type(words);
      await expect(palette.getByRole("option", { name: label }).first()).toHaveAttribute("data-highlighted", "");
      await page.keyboard.press("Enter");
      await expect(palette).toHaveCount(0);
    };
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await choose("late ret", "Late returns");
    await expect(page).toHaveURL(/\/exercises\/late-returns$/);
    const desk = new Workspace(page);
    await desk.expectReady();
    await desk.type("SELECT 'by the palette' AS word");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette.getByRole("option", { name: /^Run/ }).first()).toBeVisible();
    await expect(palette.getByRole("option", { name: "Never borrowed" })).toBeVisible();
    await checkPage(page, "command-palette");
    await page.keyboard.press("Escape");
    await choose("run", "Run");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("by the palette");

    await choose("rename", "Rename tab");
    await page.keyboard.type("the late ones");
    await page.keyboard.press("Enter");
    const tab = page.getByRole("tab", { name: "the late ones" });
    await expect(tab).toBeFocused();
    await page.keyboard.press("F2");
    await page.keyboard.type("nothing of it");
    await page.keyboard.press("Escape");
    await expect(tab).toBeFocused();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(sheet).toContainText("Run the statement at the cursor");
    await checkPage(page, "shortcuts");
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);

    await choose("reset", "Reset data");
    const keep = page.getByRole("alertdialog").getByRole("button", { name: "Keep it" });
    await expect(keep).toBeFocused();
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(keep).toHaveCount(0);
    await choose("theme dark", "Theme: Dark");
    await expect(page.locator("html")).toHaveClass(/dark/);
    noErrors();
  });
});
