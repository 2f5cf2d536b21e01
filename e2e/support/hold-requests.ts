import type { Page, Request } from "@playwright/test";

/**
 * Keeps what the page asks of these addresses from reaching the server until the answer of this function is called.
 * `which` picks among the requests; without it all are held.
 */
export async function holdRequests(
  page: Page,
  address: string | ((url: URL) => boolean),
  which: (request: Request) => boolean = () => true,
): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const isOver = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    if (which(route.request())) await isOver;
    await route.continue();
  });
  return letGo;
}
