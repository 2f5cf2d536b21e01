"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type * as z from "zod";
import { changedFields, isEmpty, mergeFields } from "@/components/authoring/merge-fields";
import { readTyped, type Typed, writeTyped } from "@/components/authoring/typed-store";
import { useLeaveWarning } from "@/components/authoring/use-leave-warning";

/** What Carrel has: the fields, and the time of the last change, which is null before there is anything. */
export interface Stored<Fields> {
  fields: Fields;
  updatedAt: string | null;
}

interface FormState<Fields> {
  /** What it was typed into. */
  base: Stored<Fields>;
  fields: Fields;
  /** What was typed before this page was opened is back. */
  isRestored: boolean;
  /** Somebody else has saved while this form was open. */
  isMerged: boolean;
  /** Fields that somebody else has changed as well: mine stands, and theirs is here. */
  collisions: Partial<Fields>;
}

export interface TypedForm<Fields> extends FormState<Fields> {
  isDirty: boolean;
  change: (changes: Partial<Fields>) => void;
  takeTheirs: (key: keyof Fields) => void;
  /** Forgets what was typed. */
  discard: () => void;
  /** Carrel was sent `sent`, and has it now as it says here. What was typed meanwhile stays. */
  accept: (saved: Stored<Fields>, sent: Fields) => void;
}

interface TypedFormOptions<Fields> {
  /** Under which what is typed is kept in the browser. */
  storageKey: string;
  schema: z.ZodType<Fields>;
  stored: Stored<Fields>;
}

const keepAfterMs = 300;

/** A form of which nothing that is typed is lost: by a reload, by leaving the page, by somebody else who saves. */
export function useTypedForm<Fields extends object>(options: TypedFormOptions<Fields>): TypedForm<Fields> {
  const { storageKey, schema, stored } = options;
  const [state, setState] = useState<FormState<Fields>>(() => untouched(stored));
  const [isKept, setIsKept] = useState(true);

  // What the page brings is newer than what the form began with: somebody has saved, here or elsewhere.
  useEffect(() => {
    setState((before) => (isNewer(stored, before.base) ? merged(before, stored) : before));
  }, [stored]);

  // Only the browser knows what was typed before, so it comes after the server's words.
  useEffect(() => {
    const typed = readTyped(storageKey);
    if (typed !== null) setState((before) => restored(before, typed, schema));
  }, [storageKey, schema]);

  const isDirty = !isEmpty(changedFields(state.base.fields, state.fields));
  const keep = useRef<() => boolean>(() => true);
  useEffect(() => {
    keep.current = () => writeTyped(storageKey, typedOf(state));
    const timer = setTimeout(() => setIsKept(keep.current()), keepAfterMs);
    return () => clearTimeout(timer);
  }, [storageKey, state]);
  useEffect(() => {
    // What was typed just before a reload or a click on a link is kept at the last moment.
    const keepNow = () => void keep.current();
    window.addEventListener("pagehide", keepNow);
    return () => {
      window.removeEventListener("pagehide", keepNow);
      keepNow();
    };
  }, []);
  useLeaveWarning({ isDirty, isKept });

  const change = useCallback((changes: Partial<Fields>) => {
    setState((before) => ({ ...before, fields: { ...before.fields, ...changes } }));
  }, []);
  const accept = useCallback((saved: Stored<Fields>, sent: Fields) => {
    setState(({ fields }) => {
      const now = mergeFields({ base: sent, mine: fields, theirs: saved.fields });
      return { ...untouched(saved), fields: now.fields };
    });
  }, []);
  const takeTheirs = (key: keyof Fields) => setState((before) => withTheirs(before, key));
  const discard = () => setState(({ base }) => untouched(base));
  return { ...state, isDirty, change, takeTheirs, discard, accept };
}

function untouched<Fields>(stored: Stored<Fields>): FormState<Fields> {
  return { base: stored, fields: stored.fields, isRestored: false, isMerged: false, collisions: {} };
}

/** Times are ISO 8601 in UTC, so that the later one sorts last. */
function isNewer<Fields>(stored: Stored<Fields>, base: Stored<Fields>): boolean {
  return stored.updatedAt !== null && stored.updatedAt > (base.updatedAt ?? "");
}

function merged<Fields extends object>(before: FormState<Fields>, stored: Stored<Fields>): FormState<Fields> {
  const sides = { base: before.base.fields, mine: before.fields, theirs: stored.fields };
  return { ...before, ...mergeFields(sides), base: stored, isMerged: true };
}

/** What was kept is parsed: the form may have other fields by now. */
function restored<Fields extends object>(
  before: FormState<Fields>,
  typed: Typed,
  schema: z.ZodType<Fields>,
): FormState<Fields> {
  const theirs = before.base.fields;
  const base = schema.safeParse({ ...theirs, ...typed.base }).data;
  const mine = schema.safeParse({ ...theirs, ...typed.mine }).data;
  if (base === undefined || mine === undefined) return before;
  const { fields, collisions } = mergeFields({ base, mine, theirs });
  const isAnything = !isEmpty(changedFields(theirs, fields));
  return isAnything ? { ...before, fields, collisions, isRestored: true } : before;
}

function withTheirs<Fields extends object>(before: FormState<Fields>, key: keyof Fields): FormState<Fields> {
  const collisions = { ...before.collisions };
  delete collisions[key];
  return { ...before, fields: { ...before.fields, [key]: before.collisions[key] }, collisions };
}

/** What is kept of it in the browser; null where nothing is typed. */
function typedOf<Fields extends object>({ base, fields }: FormState<Fields>): Typed | null {
  const mine = changedFields(base.fields, fields);
  if (isEmpty(mine)) return null;
  return { base: { ...changedFields(fields, base.fields) }, mine: { ...mine } };
}
