import type { Notice } from "@/lib/schemas/query";

/** NOTICE, WARNING and the like, in PostgreSQL's words, as psql prints them. */
export function NoticeList({ notices }: { notices: Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <ul aria-label="Notices" className="max-h-40 shrink-0 overflow-y-auto px-4 pb-2 font-mono text-[0.8125rem]">
      {notices.map((notice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: PostgreSQL may say the same thing twice; order is all they have.
        <li key={index} className="wrap-anywhere">
          <span className={notice.severity === "WARNING" ? "font-semibold text-warn" : "font-semibold text-ink-muted"}>
            {notice.severity}:
          </span>{" "}
          {notice.message}
          <NoticeLine word="DETAIL" text={notice.detail} />
          <NoticeLine word="HINT" text={notice.hint} />
        </li>
      ))}
    </ul>
  );
}

export function NoticeLine({ word, text }: { word: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className="whitespace-pre-wrap wrap-anywhere">
      <span className="text-ink-muted">{word}:</span> {text}
    </p>
  );
}
