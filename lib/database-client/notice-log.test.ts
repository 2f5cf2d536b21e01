import { describe, expect, it } from "vitest";
import { NoticeLog } from "./notice-log";

const notice = (message: string) => ({ severity: "NOTICE", sqlState: "00000", message });

describe("NoticeLog", () => {
  it("gives what came since the last time, in order", () => {
    const log = new NoticeLog();
    log.add(notice("one"));
    log.add(notice("two"));
    expect(log.take()).toEqual([notice("one"), notice("two")]);
    expect(log.take()).toEqual([]);
  });

  it("keeps a thousand of one run and counts the rest; the next run has as many", () => {
    const log = new NoticeLog();
    for (let index = 0; index < 1_002; index++) log.add(notice(`${index}`));
    const taken = log.take();
    expect(taken).toHaveLength(1_001);
    expect(taken.at(-1)).toMatchObject({ severity: "INFO", message: "2 more notices are not shown." });
    log.add(notice("late"));
    expect(log.take()).toMatchObject([{ message: "One more notice is not shown." }]);
    log.renew();
    log.add(notice("new"));
    expect(log.take()).toEqual([notice("new")]);
  });

  it("drops what was said of a statement, and keeps notifications", () => {
    const log = new NoticeLog();
    const notification = { ...notice("news"), severity: "NOTIFY" };
    for (let index = 0; index < 1_002; index++) log.add(index === 1 ? notification : notice(`${index}`));
    log.drop();
    expect(log.take()).toEqual([notification]);
  });

  it("leaves out what is too long, and keeps what is short after it", () => {
    const log = new NoticeLog();
    log.add(notice("x".repeat(2_000_000)));
    log.add(notice("short"));
    expect(log.take()).toMatchObject([{ message: "short" }, { message: "One more notice is not shown." }]);
  });
});
