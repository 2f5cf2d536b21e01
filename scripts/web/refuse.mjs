/** What the contract says where no route can: lib/errors/app-error.ts has the same codes and statuses. */
const refusals = {
  not_found: { status: 404, message: "There is no such thing." },
  method_not_allowed: { status: 405, message: "There is such a thing, but not by this method." },
};

/**
 * Answers a request that no route is asked for, in the contract's form.
 * @param {import("node:http").ServerResponse} outgoing
 * @param {keyof typeof refusals} code
 * @param {Record<string, string>} [headers]
 */
export function refuse(outgoing, code, headers) {
  const { status, message } = refusals[code];
  const body = JSON.stringify({ error: { code, message } });
  const length = Buffer.byteLength(body);
  outgoing.writeHead(status, { ...headers, "Content-Type": "application/json", "Content-Length": length }).end(body);
}
