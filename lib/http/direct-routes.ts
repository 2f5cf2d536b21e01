import "server-only";

type RouteParams = Record<string, string | string[] | undefined>;
export type RouteContext = { params: Promise<RouteParams | undefined> };
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

interface DirectRoute {
  method: string;
  /** Of the path; each parameter is a named group. */
  pattern: RegExp;
  handler: RouteHandler;
}

const key = Symbol.for("carrel.direct-routes");

/**
 * Offers a route to scripts/web.mjs, which answers it without Next's own way to it, several milliseconds long. Next has
 * bundled and loaded the handler, so it is the same one, and answers both ways. Where nobody takes the offer, Next answers.
 * @param route method and path as app/api spells it: "POST /api/exercise-sessions/query/[sessionId]"
 */
export function offerDirectly(route: string, handler: RouteHandler): void {
  const known: Map<string, DirectRoute> = Reflect.get(globalThis, key) ?? new Map();
  const [method = "", path = ""] = route.split(" ");
  known.set(route, { method, pattern: patternOf(path), handler });
  Reflect.set(globalThis, key, known);
}

/** A path that is written in any other way, with a slash at its end or an escape, does not match and is Next's. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\[(\w+)\]/g, "(?<$1>[\\w-]+)")}(?:\\?|$)`);
}
