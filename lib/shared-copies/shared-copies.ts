import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { OncePerKey } from "@/lib/concurrency/once-per-key";
import type { ContainerAddress, DockerContainerService } from "@/lib/containers/docker-container-service";
import { newPassword } from "@/lib/database-client/scram-verifier";
import type { SharedReaderService } from "@/lib/database-client/shared-reader-service";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import { withFreePort } from "@/lib/sessions/free-port";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import { templatePassword } from "@/lib/templates/template-key";
import type { SharedCopy, SharedCopyRepository } from "./shared-copy-repository";

interface SharedCopiesOptions {
  repository: SharedCopyRepository;
  containers: DockerContainerService;
  readers: SharedReaderService;
  pool: PoolRepository;
  secret: string;
  memoryBytes: number;
  /** Connections that are open at once; each may have its share of the memory. */
  connections: number;
  startTimeoutMs: number;
  log: Log;
}

export interface SharedTemplate {
  key: string;
  image: string;
}

/** How often a process looks whether another has finished a start. */
const lookEveryMs = 50;

/**
 * Keeps one container for each template that people browse. The first who asks starts it, whoever else asks meanwhile waits
 * for the same one. It holds nobody's work: one that fails is thrown away and made again.
 */
export class SharedCopies {
  private readonly starts = new OncePerKey<void>();

  constructor(private readonly options: SharedCopiesOptions) {}

  /** The copy of a template, running. @throws AppError for why there is none; nothing is left over then */
  async get(template: SharedTemplate): Promise<SharedCopy> {
    const deadline = performance.now() + this.options.startTimeoutMs;
    for (;;) {
      const copy = await this.options.repository.findReady(template.key);
      if (copy) return copy;
      await this.startOnce(template);
      if (performance.now() > deadline) throw notInTime();
    }
  }

  /** Throws a copy away of which nobody can get anything any more. */
  async discard(name: string): Promise<void> {
    const { repository, containers } = this.options;
    // The row goes first: whoever takes it away has the container.
    if (await repository.remove(name)) await containers.removeContainer(name);
  }

  /** For the keeper: looks again, because what it saw is as old as its round. */
  async discardUnneeded(name: string): Promise<void> {
    const kept = (await this.options.repository.listForKeeper()).find((copy) => copy.name === name);
    if (!kept) return;
    const isLost = async () => kept.state === "ready" && !(await this.options.containers.findContainer(name))?.running;
    if (kept.unwanted || (await isLost())) await this.discard(name);
  }

  private startOnce(template: SharedTemplate): Promise<void> {
    return this.starts.run(template.key, () => this.start(template));
  }

  private async start(template: SharedTemplate): Promise<void> {
    const { repository, log } = this.options;
    const name = `carrel-shared-${template.key}-${randomUUID()}`;
    const passwords = { admin: newPassword(), reader: newPassword() };
    const outcome = await repository.admit({ templateKey: template.key, name, passwords });
    if (outcome === "refused" || outcome === "full") throw noPlace();
    // Another process starts it, or has.
    if (outcome === "existing") return delay(lookEveryMs);
    const stopRenewing = repository.keepRenewing(name, (err) =>
      log.warn({ err, container: name }, "a lease was not renewed"),
    );
    try {
      const { port } = await withFreePort(this.options, () => this.startContainer({ template, name, passwords }));
      if (!(await repository.setReady({ name, port }))) await this.options.containers.removeContainer(name);
    } catch (error) {
      await repository.remove(name);
      throw error;
    } finally {
      stopRenewing();
    }
  }

  private startContainer({ template, name, passwords }: StartTask): Promise<ContainerAddress> {
    const { containers, readers, secret, startTimeoutMs: timeoutMs, memoryBytes, connections } = this.options;
    const dataBytes = Math.floor(memoryBytes / (connections + 1));
    const request = { name, image: template.image, role: "shared" as const, limits: { memoryBytes, dataBytes } };
    const password = templatePassword({ secret, key: template.key });
    return containers.startContainer(request, (address) =>
      readers.openShared({ address, passwords, templatePassword: password, timeoutMs }),
    );
  }
}

interface StartTask {
  template: SharedTemplate;
  name: string;
  passwords: SharedCopy["passwords"];
}

function noPlace(): AppError {
  return new AppError("capacity_full", {
    publicMessage: "There is no room at the moment to open this database for reading. Try again in a minute.",
    retryAfterSeconds: 30,
  });
}

function notInTime(): AppError {
  return new AppError("start_failed", { publicMessage: "This database did not open in time. Try again." });
}
