"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { importContent, previewContent, readRefusedPreview } from "@/components/authoring/content-api";
import { importedWords, previewedWords } from "@/components/authoring/import-words";
import { type RefusalWords, readRefusal } from "@/components/authoring/read-refusal";
import { RequestError } from "@/components/http/request-json";
import type { ContentPreview, ImportedItem, ImportLine } from "@/lib/schemas/content-import";

type Done = Extract<ImportLine, { done: unknown }>["done"];

interface Import {
  items: ImportedItem[];
  /** How it ended; null while it goes on, and where it could not go on. */
  done: Done | null;
}

/** Without a network it fails at once, and says so; it does not wait to be done when nobody thinks of it any more. */
const networkMode = "always";

/** First what importing would do, then the import itself. */
export function useContentImport() {
  const router = useRouter();
  const [files, setFiles] = useState<File[]>([]);
  const [preview, setPreview] = useState<ContentPreview | null>(null);
  const [imported, setImported] = useState<Import | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const onError = (words: RefusalWords) => (error: Error) => {
    const refused = readRefusedPreview(error);
    if (refused !== null) setPreview(refused);
    else setProblem(readRefusal(error, words).message);
  };

  const looking = useMutation({
    networkMode,
    mutationFn: previewContent,
    onSuccess: setPreview,
    onError: onError(previewedWords),
  });
  const importing = useMutation({
    networkMode,
    mutationFn: ({ basis }: ContentPreview) =>
      importContent(files, basis, (line) => {
        if ("item" in line) setImported((before) => ({ items: [...(before?.items ?? []), line.item], done: null }));
        if ("done" in line) setImported((before) => ({ items: before?.items ?? [], done: line.done }));
        if ("error" in line)
          setProblem(`${line.error.message} What was imported until then stays; import the rest again.`);
      }),
    onError: onError(importedWords),
    onSettled: (_, error) => {
      // Where nobody answers, a refresh would take the page away.
      if (error === null || error instanceof RequestError) router.refresh();
    },
  });

  function choose(chosen: File[]) {
    setFiles(chosen);
    setPreview(null);
    setImported(null);
    setProblem(null);
    if (chosen.length > 0) looking.mutate(chosen);
  }
  function start() {
    if (preview === null) return;
    setProblem(null);
    setImported({ items: [], done: null });
    importing.mutate(preview);
  }
  return { choose, start, preview, imported, problem, isLooking: looking.isPending, isImporting: importing.isPending };
}
