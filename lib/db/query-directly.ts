import "server-only";
import type pg from "pg";
import type { Prisma } from "@/lib/db/generated/client";

/** Runs a statement past Prisma, over the same connections. */
export type QueryDirectly = <Row extends object>(statement: Prisma.Sql) => Promise<Row[]>;

const brand = Symbol.for("carrel.DatabaseAwayError");

/** Carrel's own database could not be asked. */
export class DatabaseAwayError extends Error {
  /** Like AppError: one of another bundle's copies is one of these too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  readonly [brand] = true;
}

/** SQLSTATE classes: 08 the connection failed, 57P the server is going away or coming up; 53300 it has no connection left. */
export const awayStates = /^(08|57P|53300$)/;

/**
 * For the few statements that a person waits for at every click: Prisma's own way costs one to two milliseconds more for
 * each. Values come as pg reads them.
 * @throws DatabaseAwayError, or what PostgreSQL says of the statement
 */
export function directQueries(pool: pg.Pool): QueryDirectly {
  return async <Row extends object>({ text, values }: Prisma.Sql) => {
    try {
      return (await pool.query<Row>(text, values)).rows;
    } catch (error) {
      throw isPostgresAnswer(error)
        ? error
        : new DatabaseAwayError("the database could not be asked", { cause: error });
    }
  };
}

/** Everything else that pg throws is about the connection: a socket's error, a time-out, an end without a word. */
function isPostgresAnswer(error: unknown): boolean {
  const { severity, code } = { severity: undefined, code: undefined, ...(error instanceof Error ? error : {}) };
  return typeof severity === "string" && typeof code === "string" && !awayStates.test(code);
}
