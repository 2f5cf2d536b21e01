import type Docker from "dockerode";
import type { loadConfig } from "@/lib/config/config";
import type { Report } from "../prepare/parent-process";
import type { BaselineContainers } from "./baseline-containers";
import type { CarrelDatabase } from "./carrel-database";
import type { SignIns } from "./sign-ins";

/** What a row's measurement works with. */
export interface Bench {
  config: ReturnType<typeof loadConfig>;
  docker: Docker;
  /** Carrel's own database, to look at and to fill with people; never part of what is timed. */
  database: CarrelDatabase;
  baselines: BaselineContainers;
  /** The exercises of one database, by id. */
  exercises: [string, ...string[]];
  signIns: SignIns;
  webLogFile: string;
  quick: boolean;
  report: Report;
}
