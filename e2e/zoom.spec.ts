import { expect, type Locator, type Page, type Request, test } from "@playwright/test";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";
import { holdRequests } from "./support/hold-requests";

/** What is out of reach to the side, and lies in nothing that scrolls there. */
async function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean => {
      for (let box = element?.parentElement ?? null; box !== null && box !== document.body; box = box.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth) return true;
      }
      return false;
    };
    const reachable = [...document.querySelectorAll("button, a, input, select, [role=tab], h1, h2, p")];
    return reachable
      .filter((element) => element.closest("[inert], [hidden], .sr-only") === null)
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > window.innerWidth + 1 || left < -1) && !scrolls(element);
      })
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`);
  });
}

/** 200 % in a browser is half the width; "text only" is twice the letters. */
const ways = [
  { name: "zoom-wide", width: 720, height: 450, letters: "100%" },
  { name: "zoom-phone", width: 195, height: 422, letters: "100%" },
  { name: "letters-wide", width: 1440, height: 900, letters: "200%" },
  { name: "letters-phone", width: 390, height: 844, letters: "200%" },
];

test.afterAll(async ({ playwright, baseURL }) => {
  const admin = await signInByApi(playwright, baseURL, "admin");
  await endAllSessions(admin);
  await admin.dispose();
});

interface Place {
  path: string;
  /** Words of the page that its placeholder does not have. */
  words: (page: Page) => Locator;
  /** A page with a link to it, where it has a placeholder of its own. */
  from?: string;
}

const places: Place[] = [
  { path: "/exercises", words: (page) => page.getByRole("link", { name: "Late returns" }), from: "/fleet" },
  {
    path: "/course/exercises",
    words: (page) => page.getByRole("table", { name: "Exercises" }),
    from: "/course/files",
  },
  { path: "/course/databases", words: (page) => page.getByRole("table", { name: "Exercise databases" }) },
  { path: "/course/files", words: (page) => page.getByRole("heading", { level: 2 }).first() },
  { path: "/course/exercises/new", words: (page) => page.getByLabel("Title") },
  { path: "/course/databases/new", words: (page) => page.getByLabel("Title") },
  { path: "/class", words: (page) => page.getByRole("heading", { name: "Lessons" }), from: "/exercises" },
  { path: "/fleet", words: (page) => page.getByRole("heading", { name: "Audit log" }), from: "/exercises" },
];

async function expectWhole(page: Page, path: string) {
  for (const { name, width, height, letters } of ways) {
    await page.setViewportSize({ width, height });
    await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), letters);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${path}, ${name}`).toBeLessThanOrEqual(0);
    expect(await findCutOff(page), `${path}, ${name}`).toEqual([]);
    await page.screenshot({ path: `test-results/pages/${path.replaceAll("/", "_")}-${name}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("At 200 % the doors and the desk are whole, and nothing scrolls to the side", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await expectWhole(page, "/sign-in");
  await signIn(page, "admin");
  await page.goto("/exercises/hold-that-account");
  await expect(page.getByRole("banner").getByText("ready", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Console B", exact: true })).toBeVisible();
  await expectWhole(page, "/exercises/hold-that-account");
});

test("At 200 % lists and forms are whole, with a session open and an exercise begun", async ({ page }) => {
  await signIn(page, "admin");
  await page.request.post("/api/exercise-sessions/start", { data: { exerciseId: "hold-that-account" } });
  for (const { path, words } of places) {
    await page.goto(path);
    await expect(words(page)).toBeVisible();
    await expectWhole(page, path);
  }
});

test("At 200 % what stands in for a page that is on its way keeps within the page too", async ({ page }) => {
  await signIn(page, "admin");
  for (const { path, words, from } of places) {
    if (from === undefined) continue;
    const letGo = await stopOnTheWay(page, { path, from });
    await expectWhole(page, `${path}-loading`);
    letGo();
    await expect(words(page)).toBeVisible();
    await page.unrouteAll({ behavior: "wait" });
  }
});

/** Leaves the page with a placeholder, which only shows where it was fetched ahead; the answer lets the page come. */
async function stopOnTheWay(page: Page, { path, from }: { path: string; from: string }): Promise<() => void> {
  let letGo: () => void = () => undefined;
  await expect(async () => {
    letGo();
    await page.unrouteAll({ behavior: "wait" });
    const fetchedAhead = page.waitForResponse((response) => isPrefetch(response.request(), { path, from }));
    await page.goto(from);
    await fetchedAhead;
    letGo = await holdRequests(page, (url) => url.pathname === path && url.searchParams.has("_rsc"));
    await page.getByRole("navigation").locator(`a[href="${path}"]`).click();
    await expect(page.getByRole("status", { name: /^Loading the/ })).toBeVisible({ timeout: 5_000 });
  }).toPass();
  return letGo;
}

/** Whether a page fetches ahead what stands in for another, as against the tree that the other is part of. */
function isPrefetch(request: Request, { path, from }: { path: string; from: string }): boolean {
  const headers = request.headers();
  const isPlaceholder = "next-router-prefetch" in headers && !("next-router-segment-prefetch" in headers);
  return isPlaceholder && headers["next-url"] === from && new URL(request.url()).pathname === path;
}
