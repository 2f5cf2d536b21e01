import type { ReactNode } from "react";

/** The parts of the workspace, which the wide and the narrow layout place differently. */
export interface WorkspaceParts {
  task: ReactNode;
  editor: ReactNode;
  results: ReactNode;
  bar: ReactNode;
}
