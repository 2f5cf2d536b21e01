/** Puts the focus on the first field of a form that is said to be wrong, after the page has said so. */
export function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>("[aria-invalid='true']");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  });
}
