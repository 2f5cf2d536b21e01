import type { EditorError } from "@/components/sql-editor/sql-editor";
import type { SessionApiError } from "@/components/workspace/session-api-error";
import type { Submission } from "@/lib/schemas/submission";

/** The last answer of this page. It stays to be read until the next verdict is there. */
export interface AnswerState {
  isChecking: boolean;
  submission: Submission | null;
  /** PostgreSQL's error in it, where it has a place in the editor. */
  mark: EditorError | null;
  /** Why the last one got no verdict. */
  failure: SessionApiError | null;
}

export const noAnswer: AnswerState = { isChecking: false, submission: null, mark: null, failure: null };
