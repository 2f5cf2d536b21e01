import { expect, type Locator, type Page } from "@playwright/test";

/** The workspace as a person uses it. */
export class Workspace {
  readonly editor: Locator;
  readonly result: Locator;

  /** @param within one console, where there are two */
  constructor(
    readonly page: Page,
    within: Pick<Page, "getByRole"> = page,
  ) {
    this.editor = within.getByRole("textbox", { name: /^SQL editor/ });
    this.result = within.getByRole("region", { name: /^Result(, |$)/ });
  }

  /** Opens the exercise from the picker and waits until its database is ready. */
  async openFromPicker(title: string): Promise<void> {
    await this.page.goto("/exercises");
    await this.page.getByRole("link", { name: title }).first().click();
    await this.expectReady();
  }

  async expectReady(): Promise<void> {
    await expect(this.page.getByRole("banner").getByText("ready", { exact: true })).toBeVisible({ timeout: 30_000 });
  }

  /** Replaces what stands in the editor. */
  async type(sql: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(sql);
  }

  /** Runs by the keyboard, and does not wait for the answer. */
  async begin(sql: string): Promise<void> {
    await this.type(sql);
    await this.page.keyboard.press("ControlOrMeta+Enter");
  }

  /** Runs by the keyboard and waits for the answer. */
  async run(sql: string): Promise<void> {
    await this.type(sql);
    const answer = this.page.waitForResponse(/\/api\/exercise-sessions\/query\//);
    await this.page.keyboard.press("ControlOrMeta+Enter");
    expect((await answer).status()).toBe(200);
  }

  statement(number: number): Locator {
    return this.result.getByRole("region", { name: new RegExp(`^Statement ${number}:`) });
  }

  /** Presses a button that asks, and says yes. */
  async confirm(button: string, yes: string): Promise<void> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
    await this.page
      .getByRole("alertdialog")
      .or(this.page.getByRole("dialog"))
      .getByRole("button", { name: yes })
      .click();
  }
}
