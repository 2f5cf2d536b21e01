"use client";

import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { readSqlFile } from "@/components/authoring/read-sql-file";
import { Button } from "@/components/ui/button";

interface OpenFileButtonProps {
  /** "Schema": the button is called by it. */
  what: string;
  onOpen: (sql: string) => void;
}

/** Puts a file's text where SQL is typed. */
export function OpenFileButton({ what, onOpen }: OpenFileButtonProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function open(file: File | undefined) {
    if (file === undefined) return;
    const read = await readSqlFile(file);
    setProblem("problem" in read ? read.problem : null);
    if ("sql" in read) onOpen(read.sql);
  }

  return (
    <div className="text-right">
      <input
        ref={inputRef}
        type="file"
        accept=".sql,.txt,.dump,text/plain,application/sql"
        aria-label={`${what} from a file`}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          void open(target.files?.[0]);
          // The same file may be chosen again, after it has changed.
          target.value = "";
        }}
      />
      <Button size="sm" onClick={() => inputRef.current?.click()} aria-label={`Open a file for ${what.toLowerCase()}`}>
        <FileUp aria-hidden className="size-3.5" />
        Open a file…
      </Button>
      <p role="alert" className="mt-1 max-w-prose text-sm text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}
