import "server-only";
import type { Notice } from "@/lib/schemas/query";
import { notificationSeverity } from "./statement-result";

/** What the notices of one run may cost: RAISE in a loop makes millions. */
const maxNotices = 1_000;
const maxCharacters = 1024 * 1024;

/** Gathers what PostgreSQL says besides results, in order, and counts what is beyond its limits. */
export class NoticeLog {
  private notices: Notice[] = [];
  private left = { notices: maxNotices, characters: maxCharacters };
  private leftOut = 0;

  add(notice: Notice): void {
    const length = notice.message.length + (notice.detail?.length ?? 0) + (notice.hint?.length ?? 0);
    if (this.left.notices < 1 || this.left.characters < length) {
      this.leftOut++;
      return;
    }
    this.left.notices--;
    this.left.characters -= length;
    this.notices.push(notice);
  }

  /** What was gathered since the last time. */
  take(): Notice[] {
    const { notices, leftOut } = this;
    this.notices = [];
    this.leftOut = 0;
    if (leftOut === 0) return notices;
    const message = leftOut === 1 ? "One more notice is not shown." : `${leftOut} more notices are not shown.`;
    return [...notices, { severity: "INFO", sqlState: "00000", message }];
  }

  /** Leaves out what was said of a statement that has no place for it. A notification was meant for whoever listens, not for that. */
  drop(): void {
    this.notices = this.notices.filter(({ severity }) => severity === notificationSeverity);
    this.leftOut = 0;
  }

  /** A run is over: the next one has the whole limits again. */
  renew(): void {
    this.left = { notices: maxNotices, characters: maxCharacters };
  }
}
