import "server-only";
import type { FoundClient } from "./find-clients";

export interface GrowthFacts {
  clients: FoundClient[];
  /** How long the cluster has grown over its quota although somebody was stopped, or nobody was there to stop. */
  exceededMs: number;
  /** Whether a client did something since the cluster was measured last. */
  isNews: (client: FoundClient) => boolean;
}

/** Who is to be stopped: the statement, or the whole connection where no statement runs that could be. */
export interface Growing {
  cancel: FoundClient[];
  terminate: FoundClient[];
}

/** Who says that he makes room, or only reads, is believed for so long. */
const believedMs = 1_000;

/** Carrel's own consoles are watched where they are; so much longer than that takes, and it is no console, or its watch is gone. */
const consolePatienceMs = 1_500;

const spillBytes = 1024 * 1024;
const makesRoom = /^\s*(DELETE|TRUNCATE|DROP|VACUUM|ROLLBACK|ABORT)\b/i;
const reads = /^\s*(SELECT|TABLE|VALUES|SHOW|EXPLAIN|FETCH|BEGIN|START|COMMIT|END|SET)\b/i;

/**
 * Decides who grew the cluster. PostgreSQL does not say, but a statement that grows data has written something or holds
 * temporary files. DELETE, DROP, TRUNCATE and VACUUM write, too, and are how somebody gets below the quota again; so what
 * a statement begins with is believed, until growth goes on nevertheless.
 */
export function chooseGrowing({ clients, exceededMs, isNews }: GrowthFacts): Growing {
  const isBelieving = exceededMs < believedMs;
  const suspects = clients
    .filter(({ saysConsole }) => !saysConsole || exceededMs >= consolePatienceMs)
    .filter(({ query }) => !isBelieving || !makesRoom.test(query));
  const cancel = suspects.filter(
    ({ isActive, hasWritten, temporaryBytes }) => isActive && (hasWritten || temporaryBytes >= spillBytes),
  );
  if (cancel.length > 0) return { cancel, terminate: [] };
  // Nothing runs in this moment: an open transaction keeps what it wrote, or many small ones follow each other.
  const terminate = suspects.filter(
    (client) =>
      !client.isActive &&
      !client.saysConsole &&
      ((client.isInTransaction && client.hasWritten) ||
        (isNews(client) && (!isBelieving || !reads.test(client.query)))),
  );
  return { cancel: [], terminate };
}
