import { expect, test } from "@playwright/test";
import { demoPassword, emailOf, endAllSessions, expectNoSessions, signIn, signInByApi } from "./support/accounts";
import { checkPage, watchConsole } from "./support/check-page";
import { holdRequests } from "./support/hold-requests";
import { Workspace } from "./support/workspace";

test.describe("Who may come in", () => {
  test("answers a wrong name and a wrong password in the same words", async ({ page }) => {
    const words: string[] = [];
    for (const [email, password] of [
      ["nobody@carrel.demo", demoPassword],
      [emailOf("student2"), "wrong"],
    ] as const) {
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
      words.push(await page.getByRole("alert").filter({ hasText: /./ }).innerText());
    }
    expect(words[0]).toBe(words[1]);
    await checkPage(page, "sign-in-refused");
  });

  test("keeps what is typed before the page's scripts have come, and signs in with it", async ({ page }) => {
    const letThrough = await holdRequests(page, "**/_next/static/**/*.js");
    await page.goto("/sign-in", { waitUntil: "commit" });
    await page.getByLabel("Email").fill(emailOf("student"));
    await page.getByLabel("Password").fill(demoPassword);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
    letThrough();
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/exercises$/);
  });

  test("sends whoever is not signed in to the sign-in page, and back afterwards", async ({ page }) => {
    await page.goto("/exercises/playwrights");
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
    await page.getByLabel("Email").fill(emailOf("student2"));
    await page.getByLabel("Password").fill(demoPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/exercises\/playwrights$/);
    await new Workspace(page).expectReady();
  });

  test("keeps a student out of the class page, with 403 and words", async ({ page }) => {
    await signIn(page, "student");
    const answer = await page.goto("/class");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("link", { name: "Class" })).toHaveCount(0);
    await checkPage(page, "forbidden");
  });

  test("says what is not there, with 404", async ({ page }) => {
    await signIn(page, "student");
    expect((await page.goto("/exercises/no-such-exercise"))?.status()).toBe(404);
    await checkPage(page, "not-found");
  });

  test("stops counting passwords after too many failures, for that account alone", async ({ page }) => {
    const attempt = async (password: string) => {
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill("guessed@carrel.demo");
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
      return page.getByRole("alert").filter({ hasText: /./ }).innerText();
    };
    const first = await attempt("guess");
    let last = first;
    for (let tries = 0; tries < 12 && last === first; tries++) last = await attempt(`guess ${tries}`);
    expect(last).not.toBe(first);
    expect(last).toMatch(/minute|later|wait/i);
    await signIn(page, "teacher");
  });
});

test.describe("A teacher in class", () => {
  test("sees who has what open, and ends one", async ({ page, playwright, baseURL }) => {
    const noErrors = watchConsole(page);
    const student = await signInByApi(playwright, baseURL, "student");
    await endAllSessions(student);
    await signIn(page, "teacher");
    await page.goto("/class");
    await student.post("/api/exercise-sessions/start", { data: { exerciseId: "amnesty" } });
    const row = page
      .getByRole("row")
      .filter({ hasText: emailOf("student") })
      .filter({ hasText: "Amnesty" });
    await expect(row).toContainText("ready");
    await checkPage(page, "class");
    await row.getByRole("button", { name: /^End/ }).click();
    await page.getByRole("button", { name: "End and delete this database" }).click();
    await expect(row).toHaveCount(0);
    await expectNoSessions(student);
    await student.dispose();
    noErrors();
  });
});

test.describe("The picker", () => {
  test("finds, filters and keeps the filter in the address", async ({ page }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "student");
    await checkPage(page, "exercises");
    await page.getByRole("searchbox").fill("zzzz");
    await expect(page.getByRole("link", { name: "Playwrights" })).toHaveCount(0);
    await checkPage(page, "exercises-no-match");
    await page.getByRole("searchbox").fill("playw");
    await expect(page.getByRole("link", { name: "Playwrights" })).toBeVisible();
    await expect(page).toHaveURL(/playw/);
    await page.reload();
    await expect(page.getByRole("link", { name: "Late returns" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Playwrights" })).toBeVisible();
    noErrors();
  });
});
