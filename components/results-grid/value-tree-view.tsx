import type { ValueTree } from "@/components/results-grid/value-tree";

/** So many of a list are drawn; the text has them all. */
const mostShown = 200;
/** Deeper lists are shut until they are wanted. */
const openDepth = 2;

/** JSON and arrays as a tree that unfolds. */
export function ValueTreeView({ tree, depth = 0 }: { tree: ValueTree; depth?: number }) {
  if (tree.kind === "scalar") return <Scalar {...tree} />;
  const hidden = tree.items.length - mostShown;
  return (
    <ul className={depth === 0 ? undefined : "ml-2 border-l pl-3"}>
      {tree.items.slice(0, mostShown).map(({ key, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, in which a key may be there twice.
        <li key={index} className="leading-6">
          <Entry name={key} value={value} depth={depth} />
        </li>
      ))}
      {hidden > 0 ? <li className="font-sans text-ink-muted">… and {hidden} more</li> : null}
    </ul>
  );
}

function Entry({ name, value, depth }: { name: string; value: ValueTree; depth: number }) {
  if (value.kind === "scalar" || value.items.length === 0) {
    return (
      <>
        <span className="text-ink-muted">{name}: </span>
        {value.kind === "scalar" ? <Scalar {...value} /> : value.isObject ? "{}" : "[]"}
      </>
    );
  }
  return (
    <details open={depth < openDepth}>
      <summary className="w-fit rounded text-ink-muted">
        {name} <span className="font-sans text-ink-faint text-xs">{countWords(value)}</span>
      </summary>
      <ValueTreeView tree={value} depth={depth + 1} />
    </details>
  );
}

function Scalar({ text, look }: { text: string; look: "string" | "number" | "word" }) {
  const colour = { string: "text-sql-string", number: "text-sql-number", word: "text-sql-keyword" }[look];
  return (
    <span dir="auto" className={`whitespace-pre-wrap wrap-anywhere ${colour}`}>
      {look === "string" && text === "" ? "“”" : text.slice(0, 2_000)}
    </span>
  );
}

function countWords({ isObject, items }: { isObject: boolean; items: unknown[] }): string {
  const unit = isObject ? "key" : "element";
  return `${items.length} ${unit}${items.length === 1 ? "" : "s"}`;
}
