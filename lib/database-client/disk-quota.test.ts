import { describe, expect, it } from "vitest";
import { judgeQuota, leewayBytes, type QuotaJudgement } from "./disk-quota";

const mebibyte = 1024 * 1024;

function judge(some: { data: number; wal?: number } & Partial<Omit<QuotaJudgement, "use">>) {
  const { data, wal = 0, ...facts } = some;
  return judgeQuota({
    use: { dataBytes: data * mebibyte, walBytes: wal * mebibyte },
    diskBytes: 512 * mebibyte,
    startBytes: data * mebibyte,
    ceilingBytes: null,
    toleratedBytes: 0,
    ...facts,
  });
}

describe("judgeQuota", () => {
  it("lets everything grow while there is room, and forgets a ceiling when there is room again", () => {
    expect(judge({ data: 511, startBytes: 0, ceilingBytes: 1 })).toEqual({ ceilingBytes: null, exceeded: false });
  });

  it("counts the log of changes for the quota", () => {
    expect(judge({ data: 490, wal: 30 }).ceilingBytes).not.toBeNull();
    expect(judge({ data: 490, wal: 20 }).ceilingBytes).toBeNull();
  });

  it("stops a statement that grew the data over the quota", () => {
    expect(judge({ data: 520, startBytes: 100 * mebibyte }).exceeded).toBe(true);
  });

  it("does not stop one that found the quota reached and grows nothing, whatever the log does", () => {
    const { ceilingBytes, exceeded } = judge({ data: 600, wal: 10 });
    expect(exceeded).toBe(false);
    expect(ceilingBytes).toBe(600 * mebibyte + leewayBytes);
    expect(judge({ data: 600, wal: 60, ceilingBytes }).exceeded).toBe(false);
  });

  it("never raises a ceiling, so that small steps lead no further than one large step", () => {
    const ceilingBytes = 520 * mebibyte;
    expect(judge({ data: 530, ceilingBytes }).ceilingBytes).toBe(ceilingBytes);
    expect(judge({ data: 530, startBytes: 529 * mebibyte, ceilingBytes }).exceeded).toBe(true);
    expect(judge({ data: 519, startBytes: 518 * mebibyte, ceilingBytes }).exceeded).toBe(false);
  });

  it("tolerates what a statement needs to make room", () => {
    const facts = { data: 530.5, startBytes: 530 * mebibyte, ceilingBytes: 520 * mebibyte };
    expect(judge({ ...facts, toleratedBytes: mebibyte }).exceeded).toBe(false);
    expect(judge({ ...facts, toleratedBytes: mebibyte / 4 }).exceeded).toBe(true);
  });
});
