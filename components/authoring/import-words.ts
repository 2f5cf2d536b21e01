import type { RefusalWords } from "@/components/authoring/read-refusal";

/** A browser sends no file that has changed since it was chosen, and says no more of it than of a lost network. */
const unreached = "Carrel cannot be reached, or a file has changed since you chose it.";

/** While looking at what an import would do. */
export const previewedWords: RefusalWords = {
  unreached: `${unreached} Nothing was imported; choose the files again.`,
  signedOut: "You are signed out, and nothing was imported. Sign in again, and choose the files again.",
};

/** While importing, which may have come some way by itself. */
export const importedWords: RefusalWords = {
  unreached: `${unreached} What was imported stays. Choose the files again, and Carrel says what is left to do.`,
  signedOut: "You are signed out, and nothing was imported. Sign in again, and choose the files again.",
};
