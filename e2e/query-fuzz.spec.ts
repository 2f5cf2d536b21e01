import { type APIRequestContext, expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { errorBodySchema } from "../lib/schemas/error";
import { queryResponseSchema } from "../lib/schemas/query";
import { endAllSessions, signInByApi } from "./support/accounts";
import { anyHeaders, anyMethod, anyPath, queryBody, rawBody } from "./support/arbitrary-requests";
import { type RawAnswer, sendRaw } from "./support/send-raw";

/** `FUZZ_RUNS` asks for more, `FUZZ_SEED` for the same again: a failure prints its seed. */
const runs = Number(process.env.FUZZ_RUNS ?? 150);
// The test's title names it, and the process that runs the test inherits it from the one that lists the titles.
process.env.FUZZ_SEED ??= String(Date.now() % 2 ** 31);
const seed = Number(process.env.FUZZ_SEED);
const parameters = { seed, numRuns: runs, endOnFailure: true };

/** Whatever arrives at the sessions' routes, what leaves them is within the contract, and never the server's fault. */
test.describe(`anything sent to the sessions' routes (seed ${seed})`, () => {
  test.setTimeout(60_000 + runs * 500);
  let student: APIRequestContext;
  let cookie: string;
  let id: string;

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
    const { cookies } = await student.storageState();
    cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  });
  test.beforeEach(async () => {
    const data = { exerciseId: "late-returns" };
    id = (await (await student.post("/api/exercise-sessions/start", { data })).json()).session.id;
  });
  test.afterEach(() => endAllSessions(student));
  test.afterAll(() => student.dispose());

  test("as the query's body gets results, or an error in the contract's form", async ({ baseURL }) => {
    const url = `${baseURL}/api/exercise-sessions/query/${id}`;
    const headers = { cookie, "content-type": "application/json" };
    const bodies = fc.oneof(
      { weight: 4, arbitrary: queryBody.map((body) => Buffer.from(JSON.stringify(body))) },
      { weight: 1, arbitrary: rawBody },
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        expectContract(await sendRaw({ url, method: "POST", headers, body }));
      }),
      parameters,
    );
    const alive = await student.post(`/api/exercise-sessions/query/${id}`, { data: { sql: "ROLLBACK; SELECT 1" } });
    expect(alive.status()).toBe(200);
  });

  test("with any method, path and headers gets an answer that is no fault of the server's", async ({ baseURL }) => {
    await fc.assert(
      fc.asyncProperty(anyMethod, anyPath, anyHeaders, queryBody, async (method, path, headers, body) => {
        const isBare = ["GET", "HEAD", "TRACE"].includes(method);
        const sent = isBare ? null : Buffer.from(JSON.stringify(body));
        const url = `${baseURL}${path.replaceAll("$id", id)}`;
        const { status } = await sendRaw({ url, method, headers: { ...headers, cookie }, body: sent });
        expect(status).toBeLessThan(500);
      }),
      parameters,
    );
  });

  test("is refused where neither Next nor anybody else could read it", async ({ baseURL }) => {
    const answerTo = (method: string, path: string) =>
      sendRaw({ url: `${baseURL}/api/exercise-sessions${path}`, method, headers: { cookie }, body: null });
    expect(await answerTo("TRACE", "")).toMatchObject({ status: 405 });
    for (const path of ["/%ff", "/%ed%a0%80/schema", "/%?x=%"]) {
      const { status, text } = await answerTo("GET", path);
      expect(status).toBe(404);
      expect(errorBodySchema.strict().parse(JSON.parse(text)).error.code).toBe("not_found");
    }
  });
});

function expectContract({ status, text }: RawAnswer): void {
  const body: unknown = JSON.parse(text);
  if (status === 200) {
    queryResponseSchema.strict().parse(body);
    return;
  }
  expect([413, 422, 429]).toContain(status);
  errorBodySchema.strict().parse(body);
}
