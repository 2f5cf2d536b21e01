import { type APIRequestContext, expect, type Page, type PlaywrightWorkerArgs } from "@playwright/test";

export type Account = "student" | "student2" | "teacher" | "admin";

export const demoPassword = "carrel-demo";
export const emailOf = (account: Account) => `${account}@carrel.demo`;

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, account: Account): Promise<void> {
  // Where containers come and go Chromium drops what it is loading (ERR_NETWORK_CHANGED): a page that did not get its
  // script is loaded again.
  await expect(async () => {
    await page.goto("/sign-in");
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled({ timeout: 5_000 });
  }).toPass();
  await page.getByLabel("Email").fill(emailOf(account));
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A program's sign-in, by next-auth's own two calls; its cookies stay in the context that is returned. */
export async function signInByApi(
  playwright: PlaywrightWorkerArgs["playwright"],
  baseURL: string | undefined,
  account: Account,
): Promise<APIRequestContext> {
  const api = await playwright.request.newContext({ baseURL });
  const { csrfToken } = await (await api.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: emailOf(account), password: demoPassword, json: "true" };
  const answer = await api.post("/api/auth/callback/credentials", { form });
  expect(answer.status()).toBe(200);
  return api;
}

/** Ends whatever sessions the account has, so that each story begins with none. */
export async function endAllSessions(api: APIRequestContext): Promise<void> {
  const { sessions } = await (await api.get("/api/exercise-sessions")).json();
  for (const { id } of sessions) expect((await api.delete(`/api/exercise-sessions/${id}`)).status()).toBe(204);
}

/**
 * Waits until the account has no session any more. A list behind an open dialog is hidden from whoever looks for it, so that a
 * row is not to be found says less.
 */
export async function expectNoSessions(api: APIRequestContext): Promise<void> {
  await expect.poll(async () => (await (await api.get("/api/exercise-sessions")).json()).sessions).toEqual([]);
}
