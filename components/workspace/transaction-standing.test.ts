import { describe, expect, it } from "vitest";
import { standingAfter } from "@/components/workspace/transaction-standing";
import type { QueryResponse, StatementResult, TransactionState } from "@/lib/schemas/query";

function command(tag: string, ...states: string[]): StatementResult {
  const notices = states.map((sqlState) => ({ severity: "WARNING", sqlState, message: "" }));
  return { kind: "command", statement: tag, command: tag, rowCount: null, durationMs: 1, notices };
}

function lost(): StatementResult {
  const fields = { statement: "", sqlState: null, message: "gone", durationMs: 1, notices: [] };
  return { kind: "error", reason: "connection", ...fields };
}

function response(transaction: TransactionState, ...results: StatementResult[]): QueryResponse {
  return { results, transaction, durationMs: 1 };
}

describe("the standing of a transaction after a run", () => {
  it("is what PostgreSQL says where the connection is the same", () => {
    expect(standingAfter("idle", response("open", command("BEGIN")))).toBe("open");
    expect(standingAfter("open", response("idle", command("COMMIT")))).toBe("idle");
    expect(standingAfter("open", response("idle", command("ROLLBACK")))).toBe("idle");
    expect(standingAfter("open", response("open", command("INSERT 0 1")))).toBe("open");
    expect(standingAfter("open", response("failed"))).toBe("failed");
    expect(standingAfter("idle", response("idle", command("BEGIN"), command("COMMIT")))).toBe("idle");
    expect(standingAfter("open", response("open", command("BEGIN", "25001")))).toBe("open");
  });

  it("is lost where the connection goes in the run, with a transaction open", () => {
    expect(standingAfter("open", response("idle", lost()))).toBe("lost");
    expect(standingAfter("idle", response("idle", command("BEGIN"), lost()))).toBe("lost");
    expect(standingAfter("idle", response("idle", lost()))).toBe("idle");
  });

  it("is lost where another connection answers than the one with the open transaction", () => {
    expect(standingAfter("open", response("idle", command("INSERT 0 1")))).toBe("lost");
    expect(standingAfter("open", response("idle"))).toBe("lost");
    expect(standingAfter("open", response("idle", command("COMMIT", "25P01")))).toBe("lost");
    expect(standingAfter("open", response("idle", command("BEGIN"), command("COMMIT")))).toBe("lost");
  });

  it("is forgotten once the next run has answered", () => {
    expect(standingAfter("lost", response("idle", command("INSERT 0 1")))).toBe("idle");
    expect(standingAfter("lost", response("open", command("BEGIN")))).toBe("open");
  });
});
