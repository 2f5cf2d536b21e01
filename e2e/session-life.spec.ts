import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import Docker from "dockerode";
import type { ConsoleActivity } from "../lib/schemas/console-activity";
import type { ConsoleName } from "../lib/schemas/query";
import { ranStatementSchema } from "../lib/schemas/statement-history";
import { endAllSessions, expectNoSessions, signIn, signInByApi } from "./support/accounts";
import { CarrelDatabase } from "./support/carrel-database";
import { checkPage } from "./support/check-page";
import { Workspace } from "./support/workspace";

test.describe("A session's life, as its student sees it", () => {
  let student: APIRequestContext;
  let database: CarrelDatabase;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
    database = new CarrelDatabase();
  });
  test.beforeEach(() => endAllSessions(student));
  test.afterEach(async () => {
    await database.query("UPDATE fleet_state SET draining = false");
    await endAllSessions(student);
  });
  test.afterAll(async () => {
    await Promise.all([student.dispose(), database.close()]);
  });

  async function onlySession(): Promise<{ id: string; containerName: string }> {
    const { sessions } = await (await student.get("/api/exercise-sessions")).json();
    expect(sessions).toHaveLength(1);
    return sessions[0];
  }

  async function openDesk(page: Page): Promise<Workspace> {
    await signIn(page, "student");
    const desk = new Workspace(page);
    await desk.openFromPicker("Late returns");
    return desk;
  }

  /** What a browser does with a tab that is behind another. */
  const setHidden = (page: Page, hidden: boolean) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);

  test("falls asleep after they left, says in the list how long it is kept, and wakes with everything in it", async ({
    page,
  }) => {
    const desk = await openDesk(page);
    await expect(page.getByRole("banner")).toContainText("sleeps 30 min after you leave");
    await desk.run("CREATE TABLE kept AS SELECT 'still here' AS word");
    const { id } = await onlySession();
    await page.goto("/exercises");
    await database.putToSleep(id);
    await page.reload();
    const list = page.getByRole("region", { name: "Open now" });
    await expect(list).toContainText(/asleep\s*·\s*kept until \d+ \w+/);
    await database.query("UPDATE exercise_sessions SET expires_at = now() + interval '20 hours' WHERE id = $1", [id]);
    await page.reload();
    await expect(list).toContainText(/ends (today|tomorrow) \d\d:\d\d/);
    await checkPage(page, "picker-asleep");
    await list.getByRole("link", { name: "Continue Late returns" }).click();
    await desk.expectReady();
    await desk.run("TABLE kept");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("still here");
  });

  test("was put to sleep before their eyes, and wakes when they run", async ({ page }) => {
    const desk = await openDesk(page);
    const { id } = await onlySession();
    await database.putToSleep(id);
    await expect(page.getByRole("banner")).toContainText("asleep, wakes when you run");
    await expect(desk.result).toContainText("with everything in it");
    await database.query("UPDATE exercise_sessions SET disk_sleep_at = now()");
    await expect(desk.result).toContainText("because its disk is full");
    await checkPage(page, "workspace-asleep");
    await database.whileWaking(id, async () => {
      await expect(page.getByRole("banner")).toContainText("waking: PostgreSQL");
      await expect(desk.result).toContainText("What you had in your database is all there");
      await checkPage(page, "workspace-waking");
    });
    await expect(page.getByRole("banner")).toContainText("asleep, wakes when you run");
    await desk.run("SELECT 'awake' AS word");
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("awake");
    await desk.expectReady();
  });

  test("did not start: what they typed is safe, and another try is offered", async ({ page }) => {
    const desk = await openDesk(page);
    const words = "Your database did not start. Try again.";
    await database.query(
      "UPDATE exercise_sessions SET state = 'failed', ready_at = NULL, failure_code = 'start_failed', failure_message = $2 WHERE id = $1",
      [(await onlySession()).id, words],
    );
    await expect(desk.result).toContainText(`${words} Your SQL is safe.`);
    await checkPage(page, "workspace-failed");
    await page.getByRole("button", { name: "Try again" }).click();
    await desk.expectReady();
  });

  test("shows what was sent before the page was loaded, or elsewhere: to be stopped, and with its transaction", async ({
    page,
  }) => {
    const desk = await openDesk(page);
    const { id } = await onlySession();
    // Another device; what waits for a lock there is given time while somebody waits for its answer.
    const send = (sql: string, console: ConsoleName) =>
      student.post(`/api/exercise-sessions/query/${id}`, { data: { sql, console }, timeout: 60_000 });
    await send("BEGIN; LOCK TABLE loan", "second");
    const waiting = send("BEGIN; SELECT count(*) FROM loan", "main");
    const consoles = async () => (await (await student.get(`/api/exercise-sessions/${id}/consoles`)).json()).consoles;
    await expect.poll(async () => (await consoles()).find(({ wait }: ConsoleActivity) => wait)?.console).toBe("main");
    await page.reload();
    await expect(desk.result).toContainText("What was started earlier is still running.");
    await expect(desk.result).toContainText("SELECT count(*) FROM loan");
    await checkPage(page, "workspace-earlier-run");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(desk.result).toContainText("What was started earlier is over.");
    await waiting;
    await page.getByRole("button", { name: "Roll back" }).click();
    await expect(desk.statement(1)).toContainText("ROLLBACK");
    await expect(desk.result).not.toContainText("What was started earlier");
  });

  test("warns in the title of a tab that nobody sees, and wakes when it is seen again", async ({ page }) => {
    await page.clock.install();
    await openDesk(page);
    const { id } = await onlySession();
    await setHidden(page, true);
    const unusedFor = (time: string) =>
      database.query(`UPDATE exercise_sessions SET last_active_at = now() - interval '${time}' WHERE id = $1`, [id]);
    // The stream that was just closed may mark the session as used a last time.
    await expect(async () => {
      await unusedFor("26 min");
      await page.clock.fastForward("26:00");
      await expect(page).toHaveTitle(/^Sleeps in [1-4] min · Late returns/, { timeout: 3_000 });
    }).toPass();
    await database.putToSleep(id);
    await page.clock.fastForward("10:00");
    await expect(page).toHaveTitle(/^Asleep · Late returns/);
    expect(await database.stateOf(id)).toBe("hibernated");
    await setHidden(page, false);
    await expect(page).toHaveTitle(/^Late returns/);
    await new Workspace(page).expectReady();
  });

  test("waits in the queue with their SQL, behind another tab too, until a desk is free", async ({ page }) => {
    const desk = await openDesk(page);
    const { id } = await onlySession();
    await page.goto("/exercises");
    await database.putToSleep(id);
    // While nothing may begin, whoever waits keeps waiting.
    await database.query("UPDATE fleet_state SET draining = true");
    await database.query(
      "UPDATE exercise_sessions SET state = 'queued', queued_at = now(), present_until = now() + interval '30 s' WHERE id = $1",
      [id],
    );
    await page.goto("/exercises/late-returns");
    await expect(page.getByRole("banner")).toContainText("1st in the queue");
    await expect(desk.result).toContainText("You are 1st in the queue.");
    await desk.type("SELECT 'worth the wait' AS word");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(desk.result).toContainText("Your SQL waits with you");
    await checkPage(page, "workspace-queued");
    await setHidden(page, true);
    await expect(page).toHaveTitle(/^1st in the queue · Late returns/);
    await database.query("UPDATE fleet_state SET draining = false");
    await expect(page).toHaveTitle(/^Ready · Late returns/, { timeout: 40_000 });
    await setHidden(page, false);
    await expect(desk.statement(1).getByRole("gridcell").first()).toHaveText("worth the wait");
  });

  test("gives up a place in the queue", async ({ page }) => {
    const desk = await openDesk(page);
    const { id } = await onlySession();
    await page.goto("/exercises");
    await database.putToSleep(id);
    await database.query("UPDATE fleet_state SET draining = true");
    // As one that has never run: there is nothing in it to lose.
    await database.query(
      "UPDATE exercise_sessions SET state = 'queued', ready_at = NULL, queued_at = now(), present_until = now() + interval '30 s' WHERE id = $1",
      [id],
    );
    await page.goto("/exercises/late-returns");
    await desk.result.getByRole("button", { name: "Leave the queue" }).click();
    await expect(desk.result).toContainText("You left the queue.");
    expect((await (await student.get("/api/exercise-sessions")).json()).sessions).toEqual([]);
  });

  test("is told plainly that a database was lost, with what they ran at hand", async ({ page }) => {
    const desk = await openDesk(page);
    await desk.run("CREATE TABLE mine (x int); SELECT nosuch");
    const { containerName } = await onlySession();
    await new Docker().getContainer(containerName).remove({ force: true });
    await expect(desk.result).toContainText("Your database was lost.", { timeout: 40_000 });
    await desk.result.getByText("What you ran", { exact: true }).click();
    await expect(desk.result.getByRole("listitem").first()).toContainText('column "nosuch" does not exist');
    await checkPage(page, "workspace-lost");
    // The pictures went through both layouts, and each draws its panels anew.
    await desk.result.getByText("What you ran", { exact: true }).click();
    await desk.type("");
    await desk.result.getByRole("listitem").nth(1).getByRole("button", { name: "Copy to editor" }).click();
    await expect(desk.editor).toHaveText("CREATE TABLE mine (x int)");
    await page.getByRole("button", { name: "Start with fresh data" }).click();
    await desk.expectReady();
  });

  test("hears once that an unused database ended, and finds what they ran", async ({ page }) => {
    const desk = await openDesk(page);
    await desk.run("CREATE TABLE half_finished (x int)");
    const { id } = await onlySession();
    await page.goto("/exercises");
    await database.query("UPDATE exercise_sessions SET expires_at = now() - interval '1 s' WHERE id = $1", [id]);
    await expect.poll(() => database.stateOf(id), { timeout: 40_000 }).toBe("ended");
    await page.goto("/exercises/late-returns");
    await expect(desk.result).toContainText(/Your earlier database ended on \d+ \w+ after 7 days without use/);
    await desk.expectReady();
    await desk.result.getByText("What you ran", { exact: true }).click();
    await expect(desk.result).toContainText("CREATE TABLE half_finished (x int)");
    await checkPage(page, "workspace-retention");
    await page.reload();
    await desk.expectReady();
    await expect(desk.result).not.toContainText("Your earlier database");
  });

  test("has a history that their teacher may read, and nobody else", async ({ page, playwright, baseURL }) => {
    const desk = await openDesk(page);
    await desk.run("SELECT 1 AS one");
    const history = `/api/exercise-sessions/${(await onlySession()).id}/history`;
    const statementsOf = async (api: APIRequestContext) => (await (await api.get(history)).json()).statements;
    await expect.poll(async () => (await statementsOf(student)).length).toBe(1);
    const [own] = await statementsOf(student);
    expect(ranStatementSchema.strict().parse(own)).toMatchObject({ statement: "SELECT 1 AS one", outcome: "ok" });
    const teacher = await signInByApi(playwright, baseURL, "teacher");
    expect(await statementsOf(teacher)).toEqual([own]);
    const other = await signInByApi(playwright, baseURL, "student2");
    expect((await other.get(history)).status()).toBe(404);
    await Promise.all([teacher.dispose(), other.dispose()]);
  });

  test("ends a session from the list, after one question", async ({ page }) => {
    await openDesk(page);
    await page.goto("/exercises");
    await page.getByRole("button", { name: "End Late returns" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End and delete this database" }).click();
    await expect(page.getByRole("region", { name: "Open now" })).toHaveCount(0);
    await expectNoSessions(student);
  });

  test("may end one where too many are open", async ({ page }) => {
    await openDesk(page);
    const message = "You have 10 databases open. End one of them to open another.";
    await page.route("**/api/exercise-sessions/start", (route) =>
      route.fulfill({ status: 409, json: { error: { code: "too_many_sessions", message } } }),
    );
    await page.goto("/exercises/never-borrowed");
    const desk = new Workspace(page);
    await expect(desk.result).toContainText(message, { timeout: 30_000 });
    await checkPage(page, "workspace-too-many");
    await page.getByRole("button", { name: "End Late returns" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End and delete this database" }).click();
    await expect(desk.result).toContainText("There is room for this exercise now.");
    await page.unroute("**/api/exercise-sessions/start");
    await page.getByRole("button", { name: "Try again" }).click();
    await desk.expectReady();
  });
});
