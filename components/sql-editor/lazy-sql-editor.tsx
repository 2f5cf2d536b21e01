"use client";

import dynamic from "next/dynamic";
import { loadPart } from "@/components/http/load-part";
import { SqlEditorSkeleton } from "@/components/sql-editor/sql-editor-skeleton";

/** CodeMirror is the heaviest part of the page and needs a browser, so it comes after the words do. */
export const LazySqlEditor = dynamic(
  () => loadPart(() => import("@/components/sql-editor/sql-editor").then((file) => file.SqlEditor)),
  {
    ssr: false,
    loading: SqlEditorSkeleton,
  },
);
