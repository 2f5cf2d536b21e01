import { fileTitle, linesAroundError, readyWords } from "@/components/authoring/build-words";
import { ElapsedTime } from "@/components/shell/elapsed-time";
import { classNames } from "@/components/ui/class-names";
import { StatusDot } from "@/components/ui/status-dot";
import type { BuildError, ExerciseDatabase } from "@/lib/schemas/exercise-database";

/** How the template stands that students start from: being made, there, or what PostgreSQL said. */
export function BuildPanel({ database }: { database: ExerciseDatabase }) {
  const { buildState, buildError } = database;
  const isFailed = buildState === "failed";
  return (
    <section
      aria-label="Build"
      className={classNames("my-6 rounded border px-4 py-3", isFailed ? "border-danger bg-danger-soft" : "bg-surface")}
    >
      <div role="status">
        {buildState === "building" ? <Building since={database.updatedAt} /> : null}
        {buildState === "ready" ? (
          <p className="flex items-center gap-2 text-ink tabular-nums">
            <StatusDot tone="ready" />
            {readyWords(database)}
          </p>
        ) : null}
        {isFailed ? (
          <Failed error={buildError ?? { message: "PostgreSQL did not say why." }} database={database} />
        ) : null}
      </div>
    </section>
  );
}

/** The steps have names, because a large dump takes its time. */
function Building({ since }: { since: string }) {
  return (
    <div className="flex items-start gap-2">
      <StatusDot tone="busy" className="mt-1.5" />
      <div>
        <p className="text-ink">
          Building for <ElapsedTime since={since} />: a PostgreSQL is started, loads schema and rows, then each hidden
          data set, and is kept as the template that students start from.
        </p>
        <p className="mt-0.5 text-ink-muted">It goes on without this page.</p>
      </div>
    </div>
  );
}

function Failed({ error, database }: { error: BuildError; database: ExerciseDatabase }) {
  const lines = linesAroundError(error, database);
  const place = error.file === undefined ? null : fileTitle(error.file);
  return (
    <>
      <p className="flex items-start gap-2 font-medium text-ink">
        <StatusDot tone="failed" className="mt-1.5" />
        It could not be built{place === null ? "." : `: ${place}${error.line ? `, line ${error.line}` : ""}.`}
      </p>
      <p className="mt-1 font-mono text-sm whitespace-pre-wrap text-ink wrap-anywhere">{error.message}</p>
      {error.detail === undefined ? null : <p className="mt-1 font-mono text-sm wrap-anywhere">{error.detail}</p>}
      {error.hint === undefined ? null : <p className="mt-1 font-mono text-sm wrap-anywhere">{error.hint}</p>}
      {lines.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section tabIndex={0} aria-label="The SQL around it" className="mt-3 overflow-x-auto rounded bg-raised py-2">
          <ol className="font-mono text-sm leading-6">
            {lines.map(({ number, text, isFailed }) => (
              <li
                key={number}
                aria-current={isFailed || undefined}
                className={classNames("flex w-max min-w-full gap-4 px-3", isFailed && "bg-danger-soft font-semibold")}
              >
                <span className="w-10 shrink-0 text-right text-ink-muted tabular-nums select-none">{number}</span>
                <code className="whitespace-pre">{text}</code>
              </li>
            ))}
          </ol>
        </section>
      )}
      <p className="mt-3 text-ink-muted">
        Students who are at work keep the database that they have. Mend the SQL and save.
      </p>
    </>
  );
}
