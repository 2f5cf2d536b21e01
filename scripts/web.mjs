import { createServer } from "node:http";
import createNext from "next";
import { readApiRoutes } from "./web/api-routes.mjs";
import { directLane } from "./web/direct-lane.mjs";
import { refuseMalformed } from "./web/refuse-malformed.mjs";
import { refuseUnknown } from "./web/refuse-unknown.mjs";
import { safeHeaders } from "./web/safe-headers.mjs";
import { stopOnSignal } from "./web/stop-on-signal.mjs";

/**
 * How long an idle connection is kept: longer than browsers and proxies keep theirs (Caddy two minutes), so that it is
 * they who close it, and no request meets a connection that the server closes in that moment.
 */
const keepAliveTimeoutMs = 130_000;

/** The web server of an installation that is built: Next, and a shorter way to the routes that people wait for. */
async function main() {
  const port = Number(process.env.PORT);
  const hostname = process.env.HOST;
  const next = createNext({ dev: false, hostname, port });
  await next.prepare();
  const answer = refuseUnknown(readApiRoutes(process.cwd()), directLane(next.getRequestHandler()));
  const server = createServer(safeHeaders(refuseMalformed(answer)));
  server.keepAliveTimeout = keepAliveTimeoutMs;
  // Like `next start`: a mistake in one request's answer must not end everybody else's.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, (error) => console.error(error));
  server.on("error", fail);
  stopOnSignal(server);
  server.listen(port, hostname);
}

function fail(error) {
  console.error(`The web server stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

main().catch(fail);
