import { getRequestListener } from "@hono/node-server";
import compression from "compression";

const key = Symbol.for("carrel.direct-routes");

/**
 * Answers the requests whose routes were offered by lib/http/direct-routes; Next answers all others.
 * @param {import("node:http").RequestListener} next
 * @returns {import("node:http").RequestListener}
 */
export function directLane(next) {
  const answers = new WeakMap();
  // As Next does for its own.
  const compress = compression();
  const answer = getRequestListener((request, { incoming }) => answers.get(incoming)(request), {
    // Next's own Request and Response stay what they are.
    overrideGlobalObjects: false,
  });
  return (incoming, outgoing) => {
    const found = findRoute(incoming);
    if (!found) return next(incoming, outgoing);
    answers.set(incoming, found);
    compress(incoming, outgoing, () => answer(incoming, outgoing));
  };
}

function findRoute({ method, url }) {
  for (const route of globalThis[key]?.values() ?? []) {
    const matched = route.method === method && route.pattern.exec(url);
    if (matched) return (request) => route.handler(request, { params: Promise.resolve({ ...matched.groups }) });
  }
  return null;
}
