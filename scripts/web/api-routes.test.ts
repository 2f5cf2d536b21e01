import { describe, expect, it } from "vitest";
import { readApiRoutes } from "./api-routes.mjs";

describe("readApiRoutes", () => {
  const routes = readApiRoutes(process.cwd());
  const methodsOf = (path: string) => routes.find(({ pattern }) => pattern.test(path))?.methods;

  it("reads each way in which a route names its methods", () => {
    expect(methodsOf("/api/exercise-sessions/x")).toEqual(["GET", "HEAD", "DELETE", "OPTIONS"]);
    expect(methodsOf("/api/health")).toEqual(["GET", "HEAD", "OPTIONS"]);
    expect(methodsOf("/api/auth/callback/credentials")).toEqual(["GET", "HEAD", "POST", "OPTIONS"]);
    expect(routes.filter(({ methods }) => methods.length < 2)).toEqual([]);
  });

  it("finds a route by name before one by parameter", () => {
    expect(methodsOf("/api/exercise-sessions/start")).toEqual(["POST", "OPTIONS"]);
    expect(methodsOf("/api/exercise-sessions/query/cancel")).toEqual(["POST", "OPTIONS"]);
  });

  it("finds none where there is none", () => {
    expect(["/api", "/api/nosuch", "/api/exercises/x/nosuch", "/api/exercises/x/y/file"].filter(methodsOf)).toEqual([]);
  });
});
