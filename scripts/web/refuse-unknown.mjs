import { refuse } from "./refuse.mjs";

/**
 * Refuses what no route under /api answers: a path that there is not, and a method that a route does not have. Next would
 * send a page for people, and nothing at all.
 * @param {{ pattern: RegExp, methods: string[] }[]} routes
 * @param {import("node:http").RequestListener} next
 * @returns {import("node:http").RequestListener}
 */
export function refuseUnknown(routes, next) {
  return (incoming, outgoing) => {
    const path = incoming.url.split("?", 1)[0];
    if (!isApi(path)) return next(incoming, outgoing);
    const route = routes.find(({ pattern }) => pattern.test(path));
    if (!route) refuse(outgoing, "not_found");
    else if (!route.methods.includes(incoming.method)) {
      refuse(outgoing, "method_not_allowed", { Allow: route.methods.join(", ") });
    } else next(incoming, outgoing);
  };
}

/** A path with a slash too many is Next's, which says where the right one is. */
function isApi(path) {
  return /^\/api(\/|$)/.test(path) && !/\/\/|\/$|\\/.test(path);
}
