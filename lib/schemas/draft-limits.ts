/** So many tabs a console's editor has at most. By itself, so that whoever needs it does not load zod. */
export const mostDraftTabs = 20;
export const longestTabName = 80;
