import { type APIRequestContext, expect, test } from "@playwright/test";
import { errorBodySchema } from "../lib/schemas/error";
import { lessonSchema } from "../lib/schemas/lesson";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";
import { checkPage, watchConsole } from "./support/check-page";

test.describe("A lesson prepared ahead", () => {
  let teacher: APIRequestContext;
  let student: APIRequestContext;

  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const cancelAll = async () => {
    const { lessons } = await (await teacher.get("/api/lessons")).json();
    for (const { id } of lessons) expect((await teacher.delete(`/api/lessons/${id}`)).status()).toBe(204);
  };

  test.beforeAll(async ({ playwright, baseURL }) => {
    teacher = await signInByApi(playwright, baseURL, "teacher");
    student = await signInByApi(playwright, baseURL, "student");
  });
  test.beforeEach(async () => {
    await cancelAll();
    await endAllSessions(student);
  });
  test.afterAll(async () => {
    await cancelAll();
    await endAllSessions(student);
    await Promise.all([teacher.dispose(), student.dispose()]);
  });

  test("is filled before its time, says when it is full, and is cancelled with one question", async ({ page }) => {
    const noErrors = watchConsole(page);
    await signIn(page, "teacher");
    await page.goto("/class");
    await expect(page.getByText("No lesson is prepared.")).toBeVisible();
    const dialog = page.getByRole("dialog", { name: "Prepare a lesson" });
    // A button that the server drew answers as soon as the page's scripts have run.
    await expect(async () => {
      if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Prepare lesson" }).click();
      await expect(dialog).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(dialog.getByLabel("Students")).toHaveValue(/^[1-9]/);
    await expect(dialog.getByLabel("Begins")).toHaveValue(/T\d\d:(00|15|30|45)$/);
    await checkPage(page, "lesson-dialog");
    await dialog.getByLabel("Exercise").selectOption({ label: "Most borrowed" });
    await dialog.getByLabel("Students").fill("3");
    const soon = await page.evaluate(() => {
      const date = new Date(Date.now() + 5 * 60_000);
      date.setMinutes(date.getMinutes() - date.getTimezoneOffset());
      return date.toISOString().slice(0, 16);
    });
    await dialog.getByLabel("Begins").fill(soon);
    await dialog.getByRole("button", { name: "Prepare lesson" }).click();
    await expect(dialog).toBeHidden();
    const row = page.getByRole("listitem").filter({ hasText: "Most borrowed" });
    await expect(row).toContainText("3 students");
    await expect(row).toContainText("full: 3 desks wait", { timeout: 45_000 });
    await checkPage(page, "lesson-full");

    await student.post("/api/exercise-sessions/start", { data: { exerciseId: "most-borrowed" } });
    await expect(row).toContainText("full: 2 desks wait");

    await row.getByRole("button", { name: "Cancel the lesson Most borrowed" }).click();
    await page.getByRole("button", { name: "Cancel this lesson" }).click();
    await expect(row).toHaveCount(0);
    await expect(page.getByText("No lesson is prepared.")).toBeVisible();
    noErrors();
  });

  test("answers programs with the contract's fields, and refuses what makes no sense", async () => {
    const prepare = (data: unknown, api = teacher) => api.post("/api/lessons", { data });
    const good = { exerciseId: "most-borrowed", students: 40, startsAt: inMinutes(24 * 60) };
    const created = await prepare(good);
    expect(created.status()).toBe(201);
    const lesson = lessonSchema.strict().parse((await created.json()).lesson);
    expect(lesson).toMatchObject({ state: "planned", students: 40, wanted: 40, waiting: 0, startsAt: good.startsAt });
    const listed = await (await teacher.get("/api/lessons")).json();
    expect(listed.lessons.map(({ id }: { id: string }) => id)).toEqual([lesson.id]);

    for (const wrong of [
      { ...good, students: 0 },
      { ...good, students: 1_001 },
      { ...good, students: 1.5 },
      { ...good, startsAt: "tomorrow" },
      { ...good, startsAt: inMinutes(-61) },
      { ...good, startsAt: inMinutes(31 * 24 * 60) },
      { students: 1 },
    ]) {
      const answer = await prepare(wrong);
      expect(answer.status()).toBe(422);
      expect(errorBodySchema.strict().parse(await answer.json()).error.code).toBe("invalid_request");
    }
    expect((await prepare({ ...good, exerciseId: "no-such-exercise" })).status()).toBe(404);
    expect((await teacher.delete(`/api/lessons/${lesson.id}`)).status()).toBe(204);
    expect((await teacher.delete(`/api/lessons/${lesson.id}`)).status()).toBe(204);
  });

  test("is for teachers alone", async () => {
    const data = { exerciseId: "most-borrowed", students: 1, startsAt: inMinutes(60) };
    expect((await student.post("/api/lessons", { data })).status()).toBe(403);
    expect((await student.get("/api/lessons")).status()).toBe(403);
    expect((await student.delete("/api/lessons/any")).status()).toBe(403);
    expect((await student.get("/api/class/faults")).status()).toBe(403);
  });
});
