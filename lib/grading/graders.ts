import "server-only";
import { createHmac } from "node:crypto";
import pg from "pg";
import type { ContainerLimits } from "@/lib/containers/container-spec";
import type { ContainerAddress, DockerContainerService } from "@/lib/containers/docker-container-service";
import { adminRole, connectClient } from "@/lib/database-client/connect-client";
import { newId } from "@/lib/db/new-id";
import type { Log } from "@/lib/log/log";
import { templatePassword } from "@/lib/templates/template-key";
import type { GraderTemplate } from "@/lib/templates/template-service";
import { AdminConnection } from "./admin-connection";
import { graderApplication } from "./grade-database";
import { Grader } from "./grader";
import type { GraderRepository } from "./grader-repository";
import { prepareGrader } from "./prepare-grader";

interface GradersOptions {
  repository: GraderRepository;
  containers: DockerContainerService;
  limits: ContainerLimits;
  secret: string;
  startTimeoutMs: number;
  /** So many answers are checked at once in all. */
  answersAtOnce: number;
  log: Log;
}

interface OpenGrader {
  grader: Promise<Grader>;
  touchedAt: number;
}

/** That it is in use is written down no more often than this. */
const touchEveryMs = 60_000;

/** Room for the answers of a few at once. */
const leastMemoryBytes = 512 * 1024 * 1024;
const leastPids = 128;

interface GraderChoice {
  isForRoles: boolean;
  /** 0: the rows that students see. */
  set: number;
}

/**
 * The containers that answers are checked in, for each exercise database one with the visible rows and one with the hidden
 * sets: what an answer learns of hidden rows it has no way to tell to a run whose result the student sees. All processes
 * share them, and they are started on use. The keeper removes those that nobody uses any more. One that died is started again
 * by whoever needs it next.
 */
export class Graders {
  private readonly open = new Map<string, OpenGrader>();

  constructor(private readonly options: GradersOptions) {}

  /** @throws AppError docker_unavailable, no_free_port or start_failed where none can be started */
  async get(template: GraderTemplate, { isForRoles, set }: GraderChoice): Promise<Grader> {
    const isHidden = set > 0;
    const suffix = `${isHidden ? "-hidden" : ""}${isForRoles ? "-roles" : ""}`;
    const key = `${isHidden ? template.hidden.key : template.visible.key}${suffix}`;
    const known = await this.findUsable(key);
    if (known) return known;
    const opening = this.open.get(key) ?? {
      grader: this.start(template, { key, isHidden, isForRoles }),
      touchedAt: performance.now(),
    };
    this.open.set(key, opening);
    try {
      return await opening.grader;
    } catch (error) {
      if (this.open.get(key) === opening) this.open.delete(key);
      throw error;
    }
  }

  /** Lets go of all of them; the containers stay for whoever comes next. */
  async close(): Promise<void> {
    const open = [...this.open.values()];
    this.open.clear();
    for (const { grader } of open) await (await grader.catch(() => null))?.close();
  }

  private async findUsable(key: string): Promise<Grader | null> {
    const entry = this.open.get(key);
    if (!entry) return null;
    const grader = await entry.grader.catch(() => null);
    const isDue = performance.now() - entry.touchedAt > touchEveryMs;
    if (grader?.usable) {
      if (!isDue) return grader;
      entry.touchedAt = performance.now();
      if (await this.options.repository.touch(grader.options.name)) return grader;
    }
    // Somebody else may have found out first, and opened another.
    if (this.open.get(key) === entry) this.open.delete(key);
    await grader?.close();
    return null;
  }

  private async start(
    template: GraderTemplate,
    { key, isHidden, isForRoles }: { key: string; isHidden: boolean; isForRoles: boolean },
  ): Promise<Grader> {
    const { repository, containers, limits, secret, log, answersAtOnce } = this.options;
    const name = await repository.claim(key);
    // Another after each loss, so that what the lost one left can be told from what is in use.
    const mark = newId();
    const password = templatePassword({ secret, key: template.visible.key });
    const memoryBytes = Math.max(limits.memoryBytes, leastMemoryBytes);
    const request = {
      name,
      image: isHidden ? template.hidden.image : template.visible.image,
      role: "grader" as const,
      limits: { memoryBytes, pids: Math.max(limits.pids, leastPids), cpus: Math.max(limits.cpus, 2) },
    };
    let admin: AdminConnection | undefined;
    const address = await containers.startContainer(request, async (reached) => {
      admin = await this.connectAdmin(reached, { password, mark });
    });
    if (!admin) throw new Error("a container got ready without a connection");
    try {
      await repository.setPort({ name, port: address.port });
      const readerPassword = createHmac("sha256", secret).update(`reader ${key}`).digest("base64url");
      const searchPath = await prepareGrader({ admin, readerPassword, isForRoles });
      const sets = isHidden ? template.hiddenSets.map((_, index) => index + 1) : [0];
      const adminCredentials = { user: adminRole, password };
      const facts = { name, mark, address, admin, adminCredentials, readerPassword, searchPath, sets };
      const grader = new Grader({ ...facts, isForRoles, answersAtOnce, log });
      await grader.prepare();
      return grader;
    } catch (error) {
      await admin.close();
      throw error;
    }
  }

  private async connectAdmin(
    address: ContainerAddress,
    { password, mark }: { password: string; mark: string },
  ): Promise<AdminConnection> {
    const deadline = performance.now() + this.options.startTimeoutMs;
    const credentials = { ...address, user: adminRole, password, database: "postgres" };
    for (;;) {
      try {
        const applicationName = graderApplication(mark);
        return new AdminConnection(await connectClient({ credentials, applicationName, connectTimeoutMs: 2_000 }));
      } catch (error) {
        const isRefused = error instanceof pg.DatabaseError && error.code === "28P01";
        if (isRefused || performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    }
  }
}
