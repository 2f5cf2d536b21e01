import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";

interface ConflictWords {
  /** Another row has this slug. */
  unique?: AppError;
  /** Other rows point here, or this one points to a row that is gone. */
  foreignKey?: AppError;
  /** The row was removed meanwhile. */
  missing?: AppError;
}

/** Prisma's codes: https://www.prisma.io/docs/orm/reference/error-reference */
const codes = { unique: "P2002", foreignKey: "P2003", missing: "P2025" };

/** Turns what a write met into what its caller is told; everything else is thrown on as it is. */
export function conflictOf({ unique, foreignKey, missing }: ConflictWords): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null;
    if (code === codes.missing && missing) throw missing;
    if (code === codes.unique && unique) throw unique;
    if (code === codes.foreignKey && foreignKey) throw foreignKey;
    throw error;
  };
}

/** What is called so is one of zod's issues in form, so that a page can say it beside the field. */
export function slugTaken(what: string): AppError {
  const message = `There is ${what} of this slug already.`;
  return new AppError("conflict", {
    publicMessage: message,
    details: [{ code: "custom", path: ["slug"], message }],
  });
}

/** Whether what is stored is not what a change was made from any more. */
export function isOutdated(seenAt: string | undefined, { updatedAt }: { updatedAt: string }): boolean {
  return seenAt !== undefined && Date.parse(seenAt) !== Date.parse(updatedAt);
}

/** @param updatedAt when that was, so that a page can tell this from other conflicts */
export function changedMeanwhile(what: string, updatedAt?: string): AppError {
  return new AppError("conflict", {
    publicMessage: `Somebody else has changed this ${what} meanwhile. Load it again; nothing of theirs is lost.`,
    details: { changedAt: updatedAt ?? null },
  });
}
