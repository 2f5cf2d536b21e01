"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

/** What failed may have failed on the server, so its answer is asked for again before the page is drawn again. */
export function useRetry(reset: () => void): { retrying: boolean; retry: () => void } {
  const router = useRouter();
  const [retrying, startRetry] = useTransition();
  function retry() {
    startRetry(() => {
      router.refresh();
      reset();
    });
  }
  return { retrying, retry };
}
