import type { ConsoleName } from "@/lib/schemas/query";

/** What the page calls them, and PostgreSQL's log and an exercise's schedule do not. */
export const consoleTitles: Record<ConsoleName, string> = { main: "Console A", second: "Console B" };
