import "server-only";

/** Who writes databases and exercises. */
export const authorRoles = ["teacher", "admin"] as const;

/** Teachers bring the dumps that they have. */
export const authoringMaxBytes = 64 * 1024 * 1024;
