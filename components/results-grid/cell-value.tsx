import { cellParts } from "@/components/results-grid/cell-text";

/** A value on one line. What is no text (NULL, nothing at all) is a framed word, so that no text can look like it. */
export function CellValue({ value }: { value: string | null }) {
  if (value === null) return <NoText>NULL</NoText>;
  if (value === "") return <NoText>empty</NoText>;
  return cellParts(value).map(({ text, isMark }, index) =>
    isMark ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text have no other identity than their order.
      <span key={index} aria-hidden="true" className="select-none text-ink-faint">
        {text}
      </span>
    ) : (
      text
    ),
  );
}

function NoText({ children }: { children: string }) {
  return (
    <span className="rounded border border-hairline-strong/60 px-1 font-sans text-[0.6875rem] text-ink-muted leading-none">
      {children}
    </span>
  );
}
