import { type APIRequestContext, expect, test } from "@playwright/test";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";
import { AuthoringForm } from "./support/authoring-form";
import { checkPage, watchConsole } from "./support/check-page";

const suffix = Date.now().toString(36);
const zoo = `Zoo ${suffix}`;
const young = `Young animals ${suffix}`;

const rows = "INSERT INTO animal VALUES (1, 'Rex', 2020), (2, 'Mia', 2021), (3, 'Ida', 2021);";
const hiddenRows = "INSERT INTO animal VALUES (7, 'Bo', 2021), (8, 'Al', 2020), (9, 'Cy', NULL);";

/** Templates are built, and the gate tries the solution in many ways. */
const patient = { timeout: 45_000 };

test.describe("A teacher writes the course by hand", () => {
  let teacher: APIRequestContext;
  let student: APIRequestContext;

  test.beforeAll(async ({ playwright, baseURL }) => {
    teacher = await signInByApi(playwright, baseURL, "teacher");
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.afterAll(async () => {
    await endAllSessions(student);
    await teacher.delete(`/api/exercises/young-animals-${suffix}`);
    await teacher.delete(`/api/databases/zoo-${suffix}`);
    await Promise.all([teacher.dispose(), student.dispose()]);
  });

  test("a database and an exercise: refused with reasons, mended, published, solved, regraded and deleted", async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const noErrors = watchConsole(page);
    const form = new AuthoringForm(page);
    await signIn(page, "teacher");

    await form.open("/course/databases/new");
    await form.press("Save and build");
    await expect(form.field("Title")).toBeFocused();
    await expect(form.field("Title")).toHaveAccessibleDescription("This is needed.");
    await form.field("Title").fill(zoo);
    await expect(form.field("Address")).toHaveValue(`zoo-${suffix}`);
    await form.typeSql("Schema SQL", "CREATE TABLE animal (id integer PRIMARY KEY, name text NOT NULL, born integer);");
    await form.typeSql("Rows", `${rows}\nINSERT INTO animals VALUES (4, 'Tom', 2021);`);
    await form.press("Add hidden data");
    await expect(form.field("Kind of case")).toBeFocused();
    await form.field("Kind of case").fill("nulls");
    await form.typeSql("Rows, as SQL", hiddenRows);
    await form.press("Save and build");
    const build = page.getByRole("region", { name: "Build" });
    await expect(build).toContainText("could not be built: Rows, line 2", patient);
    await expect(build).toContainText('relation "animals" does not exist');
    await expect(build.getByRole("listitem").filter({ hasText: "'Tom'" })).toHaveAttribute("aria-current", "true");
    await checkPage(page, "course-database-failed");
    await form.typeSql("Rows", rows);
    await form.press("Save and build");
    await expect(build).toContainText("Ready", patient);

    await form.open("/course/exercises/new");
    await form.field("Title").fill(young);
    await form.field("Database").selectOption({ label: zoo });
    await form.field("Topic").fill("Zoo");
    await form.field("Task, in Markdown").fill("Show the `name` of **each** animal that was born in 2021.");
    await expect(page.getByRole("region", { name: "As students see it" }).locator("strong")).toHaveText("each");
    await form.typeSql("Solution", "SELECT name FROM animal ORDER BY born LIMIT 2");
    await form.press("Publish");
    const report = page.getByRole("region", { name: /^Not published yet/ });
    await expect(report).toContainText("The solution always gives the same: failed", patient);
    await expect(report.getByRole("heading")).toBeFocused();
    await expect(page.getByText("A draft. No student sees it.")).toBeVisible();
    await checkPage(page, "course-exercise-refused");

    const solution = page.getByRole("textbox", { name: "Solution", exact: true });
    await form.typeSql("Solution", "SELECT name FROM animal WHERE born = 2021");
    await expect(page.getByText("A draft. Your changes are not saved.")).toBeVisible();
    await page.reload();
    await expect(page.getByText("What you typed before is back.")).toBeVisible();
    await expect(solution).toContainText("WHERE born = 2021");
    await form.press("Publish");
    await expect(page.getByRole("region", { name: /^Published\./ })).toBeVisible(patient);
    const openAsStudent = page.getByRole("link", { name: "Open as a student" });
    await expect(openAsStudent).toHaveAttribute("href", `/exercises/young-animals-${suffix}`);

    const exerciseId = `young-animals-${suffix}`;
    const started = await student.post("/api/exercise-sessions/start", { data: { exerciseId } });
    const { session } = await started.json();
    const sql = "SELECT name FROM animal WHERE born > 2020";
    const answer = await student.post(`/api/exercise-sessions/${session.id}/submissions`, {
      data: { sql },
      ...patient,
    });
    expect((await answer.json()).submission.verdict).toBe("correct");

    // Somebody else saves something else meanwhile: both are kept.
    await teacher.patch(`/api/exercises/${exerciseId}`, { data: { topic: "Animals" } });
    await form.typeSql("Solution", "SELECT name FROM animal WHERE born = 2020");
    await form.press("Save");
    await expect(page.getByText("Somebody else has saved this meanwhile.")).toBeVisible(patient);
    await expect(form.field("Topic")).toHaveValue("Animals");
    // Both have changed the same: theirs is shown, and taken with one click.
    await form.field("Topic").fill("Beasts");
    await teacher.patch(`/api/exercises/${exerciseId}`, { data: { topic: "Creatures" } });
    await form.press("Save");
    await expect(page.getByText("Topic was changed by both of you.")).toBeVisible(patient);
    await expect(form.field("Topic")).toHaveValue("Beasts");
    await form.press("Take theirs");
    await expect(form.field("Topic")).toHaveValue("Creatures");
    await expect(solution).toContainText("WHERE born = 2020");
    await form.press("Save");
    const regrading = page.getByRole("region", { name: "Regrading" });
    await expect(regrading).toContainText("1 answer has a verdict about an earlier version.", patient);
    await form.press("Regrade them");
    await expect(regrading).toContainText("1 answer regraded. 1 has another verdict.", patient);

    // Its database changes under it.
    const seedSql = `${rows} INSERT INTO animal VALUES (4, 'Tom', 2020);`;
    await teacher.patch(`/api/databases/zoo-${suffix}`, { data: { seedSql } });
    await page.reload();
    const standing = page.getByRole("region", { name: "Its database has changed" });
    await expect(standing).toContainText("Its database has changed since it was tried.");
    await checkPage(page, "course-exercise-due");
    await form.press("Check it");
    await expect(page.getByRole("region", { name: /^It can be published/ })).toBeVisible(patient);
    await expect(standing).toHaveCount(0);

    await form.remove("Delete…", "Delete this exercise");
    await expect(page.getByText("Students have a database open for this exercise.")).toBeVisible();
    await endAllSessions(student);
    await page.goto("/course/databases");
    const refused = await form.remove(`Delete ${zoo}`, "Delete this database");
    await expect(refused).toContainText(`Delete them first: “${young}”.`);
    await refused.getByRole("button", { name: "Keep it" }).click();

    await page.goto("/course/exercises");
    await page.getByRole("searchbox").fill(young);
    await page.getByRole("link", { name: young }).click();
    await expect(form.field("Title")).toHaveValue(young);
    await form.remove("Delete…", "Delete this exercise");
    await expect(page).toHaveURL(/\/course\/exercises$/);
    await expect(page.getByRole("link", { name: young })).toHaveCount(0);
    await checkPage(page, "course-exercises");
    await page.goto("/course/databases");
    await form.remove(`Delete ${zoo}`, "Delete this database");
    await expect(page.getByRole("link", { name: zoo })).toHaveCount(0);
    noErrors();
  });

  test("brings exercises in from files, after saying what would come of it", async ({ page }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "teacher");
    await page.goto("/course/files");
    const fileOf = (lines: string[]) => ({
      name: `imported-${suffix}.md`,
      mimeType: "text/markdown",
      buffer: Buffer.from(["---", "title: Imported", ...lines, "---", "Show the number 1."].join("\n")),
    });
    const input = page.getByLabel("Files to import");
    const preview = page.getByRole("region", { name: "What importing would do" });
    // An input that the server drew answers as soon as the page's scripts have run.
    await expect(async () => {
      await input.setInputFiles(fileOf(["kind: query", "position: 9001", "solutionSql: select 1"]));
      await expect(preview).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(preview).toContainText("Nothing is imported until it is mended.");
    await expect(preview).toContainText("database");
    await input.setInputFiles(fileOf(["database: library", "kind: query", "position: 9001", "solutionSql: select 1"]));
    await expect(preview).toContainText("Nothing is done yet.");
    await checkPage(page, "course-import");
    await page.getByRole("button", { name: "Import 1 item" }).click();
    const outcome = page.getByRole("region", { name: "Import", exact: true });
    await expect(outcome).toContainText("1 new, 0 changed", patient);
    await outcome.getByRole("link", { name: "Imported" }).click();
    await expect(page.getByText("A draft. No student sees it.")).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    expect((await download).suggestedFilename()).toBe(`imported-${suffix}.md`);
    expect((await teacher.delete(`/api/exercises/imported-${suffix}`)).status()).toBe(204);
    noErrors();
  });

  test("is no place for students", async () => {
    const lists = ["/course/exercises", "/course/databases", "/course/files"];
    const forms = ["exercises/new", "exercises/before-1850", "databases/new", "databases/library"];
    for (const path of [...lists, ...forms.map((form) => `/course/${form}`)]) {
      expect((await student.get(path)).status(), path).toBe(403);
    }
    expect((await student.get("/exercises")).status()).toBe(200);
  });
});
