import { expect, type Locator, type Page } from "@playwright/test";

/** A form of the course's pages as a teacher uses it. */
export class AuthoringForm {
  constructor(readonly page: Page) {}

  /** Opens the page, and waits until its scripts answer: what is typed before would be lost. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.locator(".cm-content").first()).toBeVisible();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** An editor's text, in place of what stands there. */
  async typeSql(label: string, sql: string): Promise<void> {
    await this.page.getByRole("textbox", { name: label, exact: true }).click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(sql);
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Deletes what is open, or with a row's button, and says yes. */
  async remove(button: string, yes: string): Promise<Locator> {
    const dialog = this.page.getByRole("alertdialog");
    // A button that the server drew answers as soon as the page's scripts have run.
    await expect(async () => {
      if (!(await dialog.isVisible())) await this.press(button);
      await expect(dialog).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await dialog.getByRole("button", { name: yes }).click();
    return dialog;
  }
}
