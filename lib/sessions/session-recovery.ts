import "server-only";
import type { SessionContainers } from "./session-containers";
import { dataLost } from "./session-errors";
import type { SessionHibernator } from "./session-hibernator";
import type { SessionProvisioner } from "./session-provisioner";
import { inUseMs, type SessionRepository } from "./session-repository";

interface SessionRecoveryOptions {
  repository: SessionRepository;
  sessionContainers: SessionContainers;
  provisioner: SessionProvisioner;
  hibernator: SessionHibernator;
}

/** Mends sessions whose container was stopped or taken away from outside: killed, out of memory, the host started anew. */
export class SessionRecovery {
  constructor(private readonly options: SessionRecoveryOptions) {}

  /**
   * Brings a ready session up again whose container does not run, with what was committed in it. One that nobody is using
   * sleeps on instead: after a reboot, all of them at once would keep the few who are there waiting.
   */
  async recover(id: string): Promise<void> {
    const { repository, sessionContainers, provisioner, hibernator } = this.options;
    const session = await repository.findSession(id);
    if (session?.state !== "ready" || !session.containerName) return;
    const container = await sessionContainers.find(session);
    if (container?.running) return;
    if (container) {
      await sessionContainers.rename(session);
      if (await hibernator.hibernate(session, inUseMs)) return;
    }
    if (await repository.setRecovering({ id, containerName: session.containerName })) await provisioner.provision(id);
  }

  /** Says plainly of a sleeping session that its container was removed. */
  async lose(id: string): Promise<void> {
    const { repository, sessionContainers } = this.options;
    const session = await repository.findSession(id);
    if (session?.state !== "hibernated" || !session.containerName || (await sessionContainers.find(session))) return;
    const { code, publicMessage: message } = dataLost();
    await repository.setFailed({ id, containerName: session.containerName, code, message });
  }
}
