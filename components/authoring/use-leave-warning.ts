"use client";

import { useEffect } from "react";

interface Leaving {
  /** Something is typed and not saved. */
  isDirty: boolean;
  /** The browser keeps it, so that going to another of Carrel's pages and back loses nothing. */
  isKept: boolean;
}

const question = "What you typed is not saved, and is too large to be kept in the browser. Leave all the same?";

/** Has the browser ask before what was typed is lost. */
export function useLeaveWarning({ isDirty, isKept }: Leaving): void {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);

  useEffect(() => {
    if (!isDirty || isKept) return;
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (link === null || link.getAttribute("target") === "_blank" || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("click", ask, true);
    return () => document.removeEventListener("click", ask, true);
  }, [isDirty, isKept]);
}
