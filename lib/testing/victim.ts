import "server-only";
import { loadConfig } from "@/lib/config/config";
import { composeServices, type Services } from "@/lib/services";
import { type VictimCommand, type VictimReport, victimCommandSchema } from "./victim-commands";

// A process of Carrel's that exists to be killed: it has web's and keeper's services and does what it is told.
const services = composeServices(loadConfig(), "victim");

process.on("message", (message) => {
  obey(services, victimCommandSchema.parse(message)).then(
    () => report({ kind: "done" }),
    (error: unknown) => report({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
  );
});
// Whoever started it is gone, and nobody will kill it any more.
process.on("disconnect", () => process.exit());
report({ kind: "there" });

async function obey(
  { sessions, keeper, poolFiller, templates, close }: Services,
  command: VictimCommand,
): Promise<unknown> {
  switch (command.kind) {
    case "start":
      return sessions.startSession(command.viewer, { exerciseId: command.exerciseId, wait: true });
    case "query":
      return sessions.query(command.viewer, command.sessionId, { sql: command.sql, console: "main" });
    case "reset":
      return sessions.resetSession(command.viewer, command.sessionId);
    case "end":
      return sessions.endSession(command.viewer, command.sessionId);
    case "keep-sessions":
      return keeper.keepSessions();
    case "fill-pool":
      while (await poolFiller.fill());
      return poolFiller.settled();
    case "build":
      return templates.ensureTemplate(command.databaseId);
    case "rest":
      return close();
  }
}

function report(words: VictimReport): void {
  process.send?.(words);
}
