import "server-only";
import type { Database } from "@/lib/db/database";
import { AppError } from "@/lib/errors/app-error";
import { buildErrorSchema } from "@/lib/schemas/exercise-database";

interface TemplateReadinessOptions {
  database: Database;
  /** How long a caller waits for a build. */
  patienceMs: number;
}

const lookAgainMs = 200;

/** Waits for the keeper to build an exercise database. */
export class TemplateReadiness {
  constructor(private readonly options: TemplateReadinessOptions) {}

  /** @throws AppError invalid_request where it cannot be built, template_unavailable where that takes longer */
  async waitUntilBuilt(databaseId: string): Promise<void> {
    const deadline = performance.now() + this.options.patienceMs;
    for (;;) {
      const row = await this.options.database.exerciseDatabase.findUnique({
        where: { id: databaseId },
        select: { buildState: true, buildError: true },
      });
      if (row?.buildState === "ready") return;
      if (!row || row.buildState === "failed") throw cannotBuild(row?.buildError);
      if (performance.now() > deadline) {
        throw new AppError("template_unavailable", {
          publicMessage: "The exercise's database is still being built. Try again in a moment.",
        });
      }
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }
}

function cannotBuild(buildError: unknown): AppError {
  const { data } = buildErrorSchema.safeParse(buildError);
  return new AppError("invalid_request", {
    publicMessage: `The exercise's database cannot be built: ${data?.message ?? "it was deleted"}`,
    details: data,
  });
}
