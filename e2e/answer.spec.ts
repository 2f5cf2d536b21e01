import { type APIRequestContext, expect, test } from "@playwright/test";
import { emailOf, endAllSessions, signIn, signInByApi } from "./support/accounts";
import { CarrelDatabase } from "./support/carrel-database";
import { checkPage, watchConsole } from "./support/check-page";
import { Workspace } from "./support/workspace";

const right = "SELECT title, published FROM book WHERE published < 1850 ORDER BY published, title";

/** The first answer of a run starts the databases that answers are checked in. */
const patient = { timeout: 45_000 };

test.describe("A student hands answers in", () => {
  const database = new CarrelDatabase();
  let student: APIRequestContext;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.beforeEach(async () => {
    await endAllSessions(student);
    await database.query("DELETE FROM submissions WHERE student_id = (SELECT id FROM users WHERE email = $1)", [
      emailOf("student"),
    ]);
  });
  test.afterAll(async () => {
    await endAllSessions(student);
    await student.dispose();
    await database.close();
  });

  test("wrong, with the rows that differ; an error, marked; right; and goes on to the next", async ({ page }) => {
    test.setTimeout(120_000);
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    const desk = new Workspace(page);
    await page.goto("/exercises/before-1850");
    await desk.expectReady();

    await desk.type(
      "SELECT title, published FROM book WHERE published < 1855 AND title <> 'Wuthering Heights' ORDER BY published, title",
    );
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    const verdict = page.getByRole("region", { name: "Verdict" });
    await expect(verdict).toContainText(/too many/, patient);
    await expect(desk.editor).toBeFocused();
    await expect(verdict.getByRole("row", { name: "too many" }).first()).toContainText("Moby-Dick");
    await expect(verdict.getByRole("row", { name: "missing" })).toContainText("Wuthering Heights");
    await expect(page.getByRole("status").filter({ hasText: "too many" })).toHaveCount(1);
    const hints = page.getByRole("region", { name: "Hints", exact: true });
    await hints.getByRole("button", { name: "Show hint 1" }).click();
    await expect(hints).toContainText("WHERE stands behind FROM");
    await expect(hints.getByRole("button", { name: "Show solution" })).toHaveCount(0);
    await checkPage(page, "answer-incorrect");

    await desk.type("SELECT title, publshed FROM book");
    await page.getByRole("button", { name: "Check my answer" }).click();
    await expect(verdict).toContainText('column "publshed" does not exist', patient);
    await expect(verdict.getByRole("button", { name: "Line 1, column 15" })).toBeVisible();
    await expect(page.locator(".cm-sqlError")).toHaveText("publshed");
    await checkPage(page, "answer-error");

    await desk.type(right);
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(verdict).toContainText("Your answer is right.", patient);
    await expect(page.getByRole("status").filter({ hasText: "Your answer is right." })).toHaveCount(1);
    const tries = page.getByRole("region", { name: "Your tries" });
    await expect(tries.getByRole("listitem").first()).toContainText("correct");
    await expect(tries.getByRole("listitem").nth(1)).toContainText('error: column "publshed" does not exist');
    await hints.getByRole("button", { name: "Show solution" }).click();
    await expect(hints).toContainText("where published < 1850");
    await page.getByRole("button", { name: "Compare with the reference" }).click();
    for (const name of ["Yours", "The reference"]) {
      const side = page.getByRole("region", { name, exact: true });
      await expect(side).toContainText(/WHERE published < 1850/i, patient);
      await expect(side).toContainText("Seq Scan");
    }
    await checkPage(page, "answer-correct");

    // On a phone it is at the thumb, whichever part is in sight.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("tab", { name: "SQL" }).click();
    await page.getByRole("button", { name: "Check my answer" }).click();
    await expect(page.getByRole("tab", { name: "Result", exact: true })).toHaveAttribute("aria-selected", "true");
    await expect(tries.getByRole("listitem").nth(3)).toContainText("incorrect", patient);
    await page.setViewportSize({ width: 1440, height: 900 });

    await verdict.getByRole("link", { name: "Next exercise" }).click();
    await expect(page).not.toHaveURL(/before-1850/);
    await desk.expectReady();
    await page.goto("/exercises");
    await expect(page.getByRole("listitem").filter({ hasText: "Before 1850" }).last()).toContainText("solved");
    await checkPage(page, "exercises-progress");
    noErrors();
  });
});
