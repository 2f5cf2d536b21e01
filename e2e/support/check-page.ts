import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const widths = [1440, 390] as const;
const allPictures = process.env.ALL_PICTURES === "1";
const themes = ["light", "dark"] as const;

/** A picture to look at and no finding of axe's: wide and light, narrow and dark; in all four with `ALL_PICTURES=1`. */
export async function checkPage(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    for (const colorScheme of themes) {
      if (!allPictures && (width === 1440) !== (colorScheme === "light")) continue;
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `test-results/pages/${name}-${width}-${colorScheme}.png` });
      // Base UI's focus guards are hidden from readers and focusable on purpose: they send the focus on.
      const { violations } = await new AxeBuilder({ page }).exclude("[data-base-ui-focus-guard]").analyze();
      const findings = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) }));
      expect(findings, `axe on ${name} at ${width}, ${colorScheme}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

/** Fails the test on any unexpected error that the page writes to the console. Browsers log refused requests by themselves. */
export function watchConsole(page: Page): () => void {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      errors.push(message.text());
  });
  return () => expect(errors).toEqual([]);
}
