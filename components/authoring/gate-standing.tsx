import { ruleAdvice } from "@/components/authoring/gate-words";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { AuthoredExercise } from "@/lib/schemas/authored-exercise";

type Standing = Pick<AuthoredExercise, "published" | "gateDue" | "gateFault">;

/** Whether students see an exercise, and whether it still holds, as lists say it. */
export function standingWords({ published, gateDue, gateFault }: Standing): string {
  if (!published) return "draft";
  if (gateFault !== null) return "published, does not hold";
  return gateDue ? "published, check again" : "published";
}

/** Students see it, and it does not hold, or has to be tried before anybody knows. */
export function isDoubtful({ published, gateDue, gateFault }: Standing): boolean {
  return published && (gateDue || gateFault !== null);
}

export function standingTone({ published, gateDue, gateFault }: Standing): StatusTone {
  if (!published) return "off";
  if (gateFault !== null) return "failed";
  return gateDue ? "waiting" : "ready";
}

/** On the page of an exercise that students see, where its database has changed since it passed the publish gate. */
export function GateStanding({ published, gateDue, gateFault }: Standing) {
  if (!isDoubtful({ published, gateDue, gateFault })) return null;
  return (
    <section aria-label="Its database has changed" className="my-4 rounded border bg-warn-soft px-4 py-3 text-ink">
      <p className="flex items-start gap-2 font-medium">
        <StatusDot tone={standingTone({ published, gateDue, gateFault })} className="mt-1.5" />
        {gateFault === null
          ? "Its database has changed since it was tried."
          : "With the rows that its database has now, it would not be published."}
      </p>
      {gateFault === null ? (
        <p className="mt-1 max-w-prose">“Check it” tries it now. Otherwise the next answer that is handed in does.</p>
      ) : (
        <>
          <p className="mt-1 max-w-prose wrap-anywhere">{gateFault.message}</p>
          <p className="mt-1 max-w-prose text-ink-muted">
            {gateFault.rule === "stable"
              ? "Until it is mended, students' answers are not checked: a right one might be refused."
              : ruleAdvice(gateFault.rule)}
          </p>
        </>
      )}
    </section>
  );
}
