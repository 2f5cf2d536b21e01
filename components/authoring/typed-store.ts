import * as z from "zod";

/**
 * What was typed into a form and not saved, for as long as the browser's tab lives: through a reload, a sign-in, a look at
 * another page. Not longer, because solutions are in it and others may use the same browser.
 */
export interface Typed {
  /** The fields that differ, as they were before and as they were typed. */
  base: Record<string, unknown>;
  mine: Record<string, unknown>;
}

const typedSchema = z.object({ base: z.record(z.string(), z.unknown()), mine: z.record(z.string(), z.unknown()) });
const prefix = "carrel-typed:";

export function readTyped(key: string): Typed | null {
  try {
    const text = sessionStorage.getItem(prefix + key);
    return text === null ? null : (typedSchema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    // A browser may keep nothing, and what is no JSON is not ours.
    return null;
  }
}

/** @returns false where the browser does not take it: it is too large, or nothing may be kept */
export function writeTyped(key: string, typed: Typed | null): boolean {
  try {
    if (typed === null) sessionStorage.removeItem(prefix + key);
    else sessionStorage.setItem(prefix + key, JSON.stringify(typed));
    return true;
  } catch {
    return typed === null;
  }
}

/** Whoever signs in next must not find it. */
export function forgetTyped(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // A browser that lets nothing be kept has nothing to be forgotten.
    return;
  }
}
