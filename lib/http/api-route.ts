import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import type { UserRole, Viewer } from "@/lib/schemas/user";
import { getServices, type Services } from "@/lib/services";
import { checkOrigin } from "./check-origin";
import { offerDirectly, type RouteContext, type RouteHandler } from "./direct-routes";
import { holdUpload } from "./hold-upload";
import { readBody } from "./read-body";
import { recordRequest } from "./record-request";
import { getViewer } from "./request-viewer";

interface ApiCall<Body> {
  viewer: Viewer;
  body: Body;
  services: Services;
  request: Request;
  /** A part of the path, such as `sessionId`. */
  param: (name: string) => string;
}

interface ApiRoute<Body> {
  /** Method and path of a route that people wait for at each step of their work; see direct-routes. */
  direct?: string;
  body?: z.ZodType<Body>;
  /** Who may call it; everybody who is signed in where it is left out. */
  roles?: readonly UserRole[];
  /** The largest body, where it is not a query's. One that is large indeed is held as an upload. */
  maxBytes?: number;
  handle: (call: ApiCall<Body>) => Promise<Response>;
}

type RouteParams = NonNullable<Awaited<RouteContext["params"]>>;

/** JSON's escapes may make a text six times as long as it is, and the other fields need a little room. */
const bodyFactor = 6;
const bodyOverheadBytes = 16 * 1024;

/** A route of the HTTP contract: who, parse, one service call, respond. Errors leave it in the contract's form. */
export function apiRoute<Body = unknown>(route: ApiRoute<Body>): RouteHandler {
  const handler: RouteHandler = async (request, context) => {
    // Next gives a route without parameters none at all.
    const params = (await context.params) ?? {};
    return recordRequest({ request, sessionId: params.sessionId }, () => answer(route, request, params));
  };
  if (route.direct) offerDirectly(route.direct, handler);
  return handler;
}

async function answer<Body>(route: ApiRoute<Body>, request: Request, params: RouteParams): Promise<Response> {
  const services = getServices();
  if (request.method !== "GET") checkOrigin(request, services.config.publicUrl);
  const viewer = await getViewer(request);
  if (route.roles && !route.roles.includes(viewer.role)) throw notAllowed(route.roles);
  const maxBytes = route.maxBytes ?? services.config.query.maxSqlBytes * bodyFactor + bodyOverheadBytes;
  const schema: z.ZodType<Body> = route.body ?? z.custom<Body>();
  const respond = async () => {
    const body = route.body ? await readBody(request, schema, maxBytes) : schema.parse(undefined);
    return route.handle({ viewer, body, services, request, param: (name) => readParam(params, name) });
  };
  if (route.maxBytes === undefined || isSmall(request)) return respond();
  return holdUpload({ gate: services.uploadGate, viewer, request }, async (place) => {
    const response = await respond();
    place.leave();
    return response;
  });
}

const smallBytes = 1024 * 1024;

/** What does not say how long it is may be of any length. */
function isSmall(request: Request): boolean {
  const announced = request.headers.get("content-length");
  return announced !== null && Number(announced) <= smallBytes;
}

function readParam(params: RouteParams, name: string): string {
  const value = params[name];
  if (typeof value !== "string") throw new Error(`the route has no parameter ${name}`);
  // Carrel's database has no text that is not Unicode or holds a NUL, so nothing has such a name.
  if (/[\0\p{Surrogate}]/u.test(value)) throw new AppError("not_found", { publicMessage: "There is no such thing." });
  return value;
}

function notAllowed(roles: readonly UserRole[]): AppError {
  const whom = roles.includes("teacher") ? "teachers" : "administrators";
  return new AppError("forbidden", { publicMessage: `This is for ${whom}.` });
}
