interface MergeSides<Fields> {
  /** What both sides were changed from. */
  base: Fields;
  mine: Fields;
  theirs: Fields;
}

/** What a form's fields are after somebody else has changed some. */
interface Merged<Fields> {
  fields: Fields;
  /** What both have changed: mine stands, and theirs is here. */
  collisions: Partial<Fields>;
}

/** Field by field: a change of one side wins over none of the other, and mine over theirs. Nothing that was typed is lost. */
export function mergeFields<Fields extends object>({ base, mine, theirs }: MergeSides<Fields>): Merged<Fields> {
  const fields = { ...mine };
  const collisions: Partial<Fields> = {};
  for (const key in mine) {
    if (isSame(mine[key], base[key])) fields[key] = theirs[key];
    else if (!isSame(theirs[key], base[key]) && !isSame(theirs[key], mine[key])) collisions[key] = theirs[key];
  }
  return { fields, collisions };
}

/** The fields in which `after` differs, as they are there. */
export function changedFields<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const changed: Partial<Fields> = {};
  for (const key in after) if (!isSame(before[key], after[key])) changed[key] = after[key];
  return changed;
}

export function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}

function isSame(left: unknown, right: unknown): boolean {
  // Texts may be dumps of megabytes, and are told apart as they are.
  if (left === right || typeof left === "string") return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}
