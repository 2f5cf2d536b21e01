import { loadConfig } from "@/lib/config/config";
import { openDocker } from "@/lib/containers/open-docker";
import { TemplateImages } from "@/lib/containers/template-images";
import { templatePassword } from "@/lib/templates/template-key";
import type { Report } from "../prepare/parent-process";
import { BaselineContainers } from "./baseline-containers";
import { baselineInstance } from "./baseline-instance.mjs";
import type { Bench } from "./bench";
import { CarrelDatabase } from "./carrel-database";
import { SignIns } from "./sign-ins";

/** With a hundred starts at once, Docker takes its time for each. */
const dockerTimeoutMs = 180_000;

interface BenchOptions {
  url: string;
  quick: boolean;
  webLogFile: string;
  report: Report;
}

/** Opens all that measuring needs, on the installation that the environment describes. */
export async function openBench({
  url,
  quick,
  webLogFile,
  report,
}: BenchOptions): Promise<Bench & { close(): Promise<void> }> {
  const config = loadConfig();
  const docker = openDocker({ host: config.docker.host, timeoutMs: dockerTimeoutMs });
  const database = await CarrelDatabase.open(config.databaseUrl);
  const { ids: exercises, templateKey } = await database.readExercises();
  const baselines = new BaselineContainers({
    docker,
    instance: baselineInstance(config.instance),
    exerciseImage: config.session.image,
    template: {
      image: new TemplateImages({ docker, instance: config.instance }).imageName(templateKey),
      adminPassword: templatePassword({ secret: config.secret, key: templateKey }),
    },
    limits: config.session,
    portRange: config.session.portRange,
  });
  await baselines.open();
  const signIns = new SignIns({ url, database, report });
  const close = async () => {
    signIns.close();
    await database.close();
  };
  return { config, docker, database, baselines, exercises, signIns, webLogFile, quick, report, close };
}
