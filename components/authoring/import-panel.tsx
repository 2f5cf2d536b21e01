"use client";

import { FolderUp, Upload } from "lucide-react";
import { useRef } from "react";
import { ImportOutcome } from "@/components/authoring/import-outcome";
import { ImportPreview } from "@/components/authoring/import-preview";
import { useContentImport } from "@/components/authoring/use-content-import";
import { Button } from "@/components/ui/button";

/** Brings exercises and databases in from files, after saying what would come of it. */
export function ImportPanel() {
  const { choose, start, preview, imported, problem, isLooking, isImporting } = useContentImport();
  const filesRef = useRef<HTMLInputElement>(null);
  const folderRef = useRef<HTMLInputElement>(null);
  const isBusy = isLooking || isImporting;
  const input = (label: string) => ({
    type: "file" as const,
    "aria-label": label,
    tabIndex: -1,
    className: "sr-only",
    multiple: true,
  });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <input
          {...input("Files to import")}
          ref={filesRef}
          accept=".zip,.md"
          onChange={(event) => take(event.target, choose)}
        />
        <input
          {...input("Folder to import")}
          ref={(element) => {
            folderRef.current = element;
            // React knows no such property.
            element?.setAttribute("webkitdirectory", "");
          }}
          onChange={(event) => take(event.target, choose)}
        />
        <Button wraps onClick={() => filesRef.current?.click()} disabled={isBusy} pending={isLooking}>
          <Upload aria-hidden className="size-4" />
          Choose a zip or files…
        </Button>
        <Button wraps onClick={() => folderRef.current?.click()} disabled={isBusy}>
          <FolderUp aria-hidden className="size-4" />
          Choose a folder…
        </Button>
      </div>
      <p role="alert" className="max-w-prose text-danger empty:hidden">
        {problem}
      </p>
      {preview !== null && imported === null ? <ImportPreview preview={preview} onImport={start} /> : null}
      {imported === null ? null : <ImportOutcome {...imported} isImporting={isImporting} />}
    </>
  );
}

/** The same files may be chosen again, after they have changed. */
function take(input: HTMLInputElement, choose: (files: File[]) => void) {
  choose([...(input.files ?? [])]);
  input.value = "";
}
