import type { ExplainBody } from "@/lib/schemas/plan";

export type ExplainWay = Pick<ExplainBody, "analyze" | "format">;

interface ExplainSwitchesProps {
  sql: string;
  way: ExplainWay;
  onWay: (way: ExplainWay) => void;
}

/** What is explained, and how. */
export function ExplainSwitches({ sql, way, onWay }: ExplainSwitchesProps) {
  return (
    <div className="sticky top-0 z-10 flex flex-wrap items-center gap-x-4 border-b bg-surface px-4 py-1 text-xs">
      <code className="min-w-0 flex-1 basis-48 truncate font-mono text-ink-muted">{oneLine(sql)}</code>
      <Switch
        label="Only estimate, do not run"
        isOn={!way.analyze}
        onChange={(isOn) => onWay({ ...way, analyze: !isOn })}
      />
      <Switch
        label="PostgreSQL’s own text"
        isOn={way.format === "text"}
        onChange={(isOn) => onWay({ ...way, format: isOn ? "text" : "tree" })}
      />
    </div>
  );
}

function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="inline-flex min-h-7 shrink-0 items-center gap-1.5">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        className="accent-accent"
      />
      {label}
    </label>
  );
}

function oneLine(sql: string): string {
  return sql.slice(0, 300).replace(/\s+/g, " ").trim();
}
