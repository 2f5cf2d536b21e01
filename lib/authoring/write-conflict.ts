import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";

interface ConflictWords {
  /** Another row has this slug. */
  unique?: string;
  /** Other rows point here, or this one points to a row that is gone. */
  foreignKey?: string;
  /** The row was removed meanwhile. */
  missing?: AppError;
}

/** Prisma's codes: https://www.prisma.io/docs/orm/reference/error-reference */
const codes = { unique: "P2002", foreignKey: "P2003", missing: "P2025" };

/** Turns what a write met into what its caller is told; everything else is thrown on as it is. */
export function conflictOf(words: ConflictWords): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null;
    if (code === codes.missing && words.missing) throw words.missing;
    const publicMessage =
      code === codes.unique ? words.unique : code === codes.foreignKey ? words.foreignKey : undefined;
    throw publicMessage === undefined ? error : new AppError("conflict", { publicMessage, cause: error });
  };
}
