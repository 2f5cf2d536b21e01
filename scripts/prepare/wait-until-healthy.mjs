import { get } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "./problem.mjs";

const timeoutMs = 5 * 60_000;
const pollMs = 250;
const requestTimeoutMs = 5_000;

/**
 * Waits until the web server answers, all that it depends on is well, and every template is built.
 * @param {{ url: string, logFiles: string, report: (detail: string) => void, signal?: AbortSignal }} options
 * @returns {Promise<{ failedTemplates: number }>}
 */
export async function waitUntilHealthy({ url, logFiles, report, signal }) {
  const deadline = Date.now() + timeoutMs;
  let words = "the web server does not answer yet";
  while (Date.now() < deadline) {
    const health = await askHealth(url);
    if (health) words = wordsOf(health);
    report(words);
    if (health?.status === "ok" && health.templates?.building === 0)
      return { failedTemplates: health.templates.failed };
    await delay(pollMs, undefined, { signal });
  }
  throw new Problem(`Carrel did not get ready within ${timeoutMs / 60_000} minutes (${words}): see ${logFiles}.`);
}

/** @returns {Promise<any>} null where there is no answer, or none of Carrel's */
async function askHealth(url) {
  try {
    const response = await new Promise((resolve, reject) => {
      const request = get(`${url}/api/health`, { timeout: requestTimeoutMs }, resolve);
      request.on("timeout", () => request.destroy(new Error("no answer in time")));
      request.on("error", reject);
    });
    return JSON.parse(await text(response));
  } catch {
    // Not listening yet, or a page of another program: the caller's time-out decides.
    return null;
  }
}

function wordsOf({ dependencies, templates }) {
  const missing = Object.entries(dependencies ?? {}).filter(([, state]) => !state.ok);
  if (missing.length > 0) return missing.map(([name, state]) => `${name}: ${state.message ?? "not ready"}`).join(", ");
  if (!templates) return "templates not known yet";
  return `templates: ${templates.ready} ready, ${templates.building} being built`;
}
