import { expect, it } from "vitest";
import { earlierSessionWords } from "@/components/workspace/earlier-session-words";

const earlier = { id: "s", endedAt: "2026-11-30T12:00:00Z", retentionDays: 7 };

it("says what became of it, and when", () => {
  expect(earlierSessionWords({ ...earlier, reason: "retention" }, "UTC")).toBe(
    "Your earlier database ended on 30 Nov after 7 days without use.",
  );
  expect(earlierSessionWords({ ...earlier, reason: "retention", retentionDays: 1 }, "UTC")).toMatch(/after a day /);
  expect(earlierSessionWords({ ...earlier, reason: "teacher" }, "UTC")).toMatch(/by your teacher on 30 Nov/);
  expect(earlierSessionWords({ ...earlier, reason: "lost" }, "UTC")).toMatch(/was lost/);
});
