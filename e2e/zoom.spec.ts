import { expect, type Page, test } from "@playwright/test";
import { endAllSessions, signIn, signInByApi } from "./support/accounts";

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

test("At 200 % everything is still there, and nothing scrolls to the side", async ({ page }) => {
  const look = async (path: string, isThere: () => Promise<void>) => {
    await page.goto(path);
    await isThere();
    for (const { name, width, height, letters } of ways) {
      await page.setViewportSize({ width, height });
      await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), letters);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path}, ${name}`).toBeLessThanOrEqual(0);
      expect(await findCutOff(page), `${path}, ${name}`).toEqual([]);
      await page.screenshot({ path: `test-results/pages/${path.replaceAll("/", "_")}-${name}.png` });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await look("/sign-in", () => expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled());
  await signIn(page, "admin");
  await look("/exercises", () => expect(page.getByRole("link", { name: "Late returns" })).toBeVisible());
  await look("/exercises/hold-that-account", async () => {
    await expect(page.getByRole("banner").getByText("ready", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("region", { name: "Console B", exact: true })).toBeVisible();
  });
  await look("/class", () => expect(page.getByRole("heading", { level: 1 })).toBeVisible());
  await look("/fleet", () => expect(page.getByRole("heading", { level: 1 })).toBeVisible());
});
