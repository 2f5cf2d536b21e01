/** What a dialog and a confirmation share: the veil behind, and the sheet, which sits at the thumb on a phone. */
export const dialogBackdropClass = "fixed inset-0 z-40 bg-ink/35 dark:bg-sunken/80";

export const dialogPopupClass =
  "fixed z-50 flex max-h-[85dvh] flex-col overflow-y-auto rounded bg-raised p-5 shadow-float outline-none " +
  "inset-x-3 bottom-3 sm:inset-x-auto sm:bottom-auto sm:top-[20dvh] sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2";

export const dialogTitleClass = "text-base font-semibold text-ink wrap-anywhere";
export const dialogDescriptionClass = "mt-2 text-sm text-ink-muted";
export const dialogFooterClass = "mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end";
