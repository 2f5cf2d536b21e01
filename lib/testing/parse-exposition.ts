import "server-only";

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

interface Family {
  type: string;
  help: string;
  samples: Sample[];
}

const samplePattern = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const labelPattern = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

/**
 * Reads Prometheus's text format as strictly as its own checker does, by name of the metric.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 * @throws Error at the first line that is not right
 */
export function parseExposition(text: string): Map<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line must end");
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    if (line.startsWith("#")) readHeading(line, families);
    else readSample(line, families, seen);
  }
  for (const [name, family] of families) if (family.type === "histogram") checkHistogram(name, family);
  return families;
}

function readHeading(line: string, families: Map<string, Family>): void {
  const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
  if (keyword === "HELP") {
    if (families.has(name)) throw new Error(`${name} has two headings`);
    families.set(name, { type: "", help: rest, samples: [] });
    return;
  }
  const family = families.get(name);
  if (keyword !== "TYPE" || !family) throw new Error(`no heading: ${line}`);
  if (!/^(counter|gauge|histogram|summary)$/.test(rest)) throw new Error(`${name} is a ${rest}`);
  family.type = rest;
}

function readSample(line: string, families: Map<string, Family>, seen: Set<string>): void {
  const [, name = "", labelText = "", valueText = ""] = samplePattern.exec(line) ?? [];
  const last = [...families].at(-1);
  if (!last || !belongsTo(name, last[0], last[1].type)) throw new Error(`not under its heading: ${line}`);
  const labels = readLabels(labelText, line);
  const value = Number(valueText.replace("Inf", "Infinity"));
  if (Number.isNaN(value) && valueText !== "NaN" && valueText !== "Nan") throw new Error(`no number: ${line}`);
  const identity = `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
  if (seen.has(identity)) throw new Error(`twice: ${line}`);
  seen.add(identity);
  last[1].samples.push({ name, labels, value });
}

function belongsTo(name: string, family: string, type: string): boolean {
  if (type === "histogram") return [`${family}_bucket`, `${family}_sum`, `${family}_count`].includes(name);
  return name === family;
}

function readLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  labelPattern.lastIndex = 0;
  while (labelPattern.lastIndex < text.length) {
    const [, key, value] = labelPattern.exec(text) ?? [];
    if (key === undefined || value === undefined) throw new Error(`labels are not right: ${line}`);
    labels[key] = value;
  }
  return labels;
}

/** Buckets grow, and the last one, without a limit, is the count. */
function checkHistogram(name: string, { samples }: Family): void {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _le, ...rest } = sample.labels;
    const key = JSON.stringify(Object.entries(rest).sort());
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const parts of series.values()) {
    const buckets = parts.filter((part) => part.name === `${name}_bucket`);
    const values = buckets.toSorted((a, b) => limitOf(a) - limitOf(b)).map(({ value }) => value);
    const count = parts.find((part) => part.name === `${name}_count`)?.value;
    if (values.some((value, index) => value < (values[index - 1] ?? 0))) throw new Error(`${name}: buckets shrink`);
    if (count === undefined || values.at(-1) !== count) throw new Error(`${name}: the count is not the last bucket`);
  }
}

function limitOf({ labels }: Sample): number {
  return Number(labels.le?.replace("Inf", "Infinity"));
}
