/** The keeper's kinds of steps are words with dashes, "remove-container". */
export function describeStep(kind: string): string {
  return kind.replaceAll("-", " ");
}
