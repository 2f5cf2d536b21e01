import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { consoleTitles } from "@/components/workspace/console-names";
import {
  heldWords,
  waitDurationWords,
  waitersOf,
  waitsForWords,
  waitTargetWords,
} from "@/components/workspace/console-words";
import type { SeenConsoles } from "@/components/workspace/seen-consoles";
import { useAge } from "@/components/workspace/use-age";
import type { ConsoleActivity, LockWait } from "@/lib/schemas/console-activity";
import type { ConsoleName } from "@/lib/schemas/query";

interface ConsoleDoingsProps {
  name: ConsoleName;
  seen: SeenConsoles;
}

/** For whom a console waits, or what it holds that others may wait for; in PostgreSQL's words for locks. */
export function ConsoleDoings({ name, seen: { consoles, seenAtMs } }: ConsoleDoingsProps) {
  const activity = consoles?.find(({ console }) => console === name);
  if (!consoles || !activity) return <span className="text-ink-faint">no transaction is open</span>;
  const waiters = waitersOf(name, consoles);
  return (
    <>
      {activity.wait === null ? (
        <Holding activity={activity} seenAtMs={seenAtMs} />
      ) : (
        <Waiting wait={activity.wait} seenAtMs={seenAtMs} />
      )}
      {waiters.length === 0 ? null : (
        <span className="font-medium text-warn">
          {waiters.map((waiter) => consoleTitles[waiter]).join(", ")} waits for it
        </span>
      )}
    </>
  );
}

function Holding({ activity, seenAtMs }: { activity: ConsoleActivity; seenAtMs: number }): ReactNode {
  const { state, transactionMs, locks } = activity;
  if (state === "idle" || transactionMs === null) return "no transaction is open";
  const held = heldWords(locks);
  return (
    <>
      <span className="tabular-nums">
        {state === "active" ? "at work for " : "in a transaction for "}
        <Age ageMs={transactionMs} seenAtMs={seenAtMs} />
        {held === null ? "" : ","}
      </span>
      {held === null ? null : <span className="min-w-0 wrap-anywhere">holds {held}</span>}
    </>
  );
}

function Waiting({ wait, seenAtMs }: { wait: LockWait; seenAtMs: number }) {
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5 text-warn tabular-nums">
      <Hourglass aria-hidden className="size-3.5 shrink-0" />
      <strong className="font-semibold">{waitsForWords(wait)}:</strong>
      <span className="wrap-anywhere">
        {waitTargetWords(wait)}, {wait.mode}, <Age ageMs={wait.waitedMs} seenAtMs={seenAtMs} />
      </span>
    </span>
  );
}

function Age(props: { ageMs: number; seenAtMs: number }) {
  return waitDurationWords(useAge(props.ageMs, props.seenAtMs));
}
