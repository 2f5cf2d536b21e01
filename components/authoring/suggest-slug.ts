const longest = 60;

/** "Müller's café" → "mullers-cafe": a name for addresses, from a title. Empty where nothing of it can stand there. */
export function suggestSlug(title: string): string {
  const words = title
    .normalize("NFD")
    .replace(/[\p{Diacritic}'’]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-/, "").slice(0, longest).replace(/-$/, "");
}
