import { loadConfig } from "@/lib/config/config";
import { takeKeeperLock } from "@/lib/fleet/keeper-lock";
import { composeServices } from "@/lib/services";

/** The process beside the web server that owns every background duty. One is active; a second one stands by. */
async function main(): Promise<void> {
  const services = composeServices(loadConfig(), "keeper");
  const { config, log, keeper, warnings } = services;
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const release = await takeKeeperLock({
    url: config.databaseUrl,
    onLost: (error) => {
      // Another keeper may be at work from now on; whoever started this process starts it again.
      log.error({ err: error }, "lost the keeper's lock");
      process.exit(1);
    },
  });
  log.info("the keeper is at work");
  for (const warning of warnings) log.warn(warning);
  await keeper.run(stop.signal);
  await release();
  await services.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`The keeper stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
