import { reconnectDelayMs } from "@/components/http/reconnect-delay";

/** So often a part is asked for while the browser is online: about half a minute. */
const mostTries = 6;

/**
 * Loads a part of the page, and asks again where it does not come: a network that went away for a moment, or that changed
 * while the part was on its way, costs no more than the wait. Time without a network does not count.
 * @throws what the last try threw
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let failures = 0; ; ) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine) failures += 1;
      if (failures === mostTries) throw error;
      await untilOnlineOr(reconnectDelayMs(failures, Math.random()));
    }
  }
}

/** Waits so long, or until the browser is online again. */
function untilOnlineOr(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      window.removeEventListener("online", goOn);
      resolve();
    };
    const timer = setTimeout(goOn, delayMs);
    window.addEventListener("online", goOn);
  });
}
