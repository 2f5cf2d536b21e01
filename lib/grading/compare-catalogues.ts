import "server-only";
import { canonicalDefinition } from "./canonical-definition";
import { type Finding, right } from "./compare-results";
import type { CatalogueFact } from "./observation";

/**
 * Compares what two schemas say. Constraints are compared by what they say, under any name; checks only where no probes say
 * what they have to do, because one condition can be written in many ways.
 */
export function compareCatalogues(
  expected: CatalogueFact[],
  actual: CatalogueFact[],
  { hasProbes }: { hasProbes: boolean },
): Finding {
  const isCompared = ({ what }: CatalogueFact) => !(hasProbes && what === "check");
  const missing = without(expected.filter(isCompared), actual);
  const extra = without(actual.filter(isCompared), expected);
  const objects = new Set(
    [...missing, ...extra].flatMap((fact) =>
      fact.what === "object" && !isRedefined(fact, missing, extra) ? [fact.object] : [],
    ),
  );
  // Of a table that is missing as a whole, its columns are not told one by one.
  const isTold = (fact: CatalogueFact) => fact.what === "object" || !objects.has(fact.object);
  const told = missing.filter(isTold);
  const words = [
    ...told.map((fact) => missingWords(fact, extra)),
    ...extra.filter((fact) => isTold(fact) && !isCounterpart(fact, told)).map(extraWords),
  ];
  if (words.length === 0) return { ...right, message: "The schema is as it should be." };
  return { ...right, step: "catalogue", message: words.join("\n") };
}

function without(facts: CatalogueFact[], others: CatalogueFact[]): CatalogueFact[] {
  const left = others.map(textOf);
  return facts.filter((fact) => {
    const at = left.indexOf(textOf(fact));
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
}

function textOf(fact: CatalogueFact): string {
  const { object, what, name } = fact;
  return JSON.stringify([object, what, name, canonicalDefinition(fact)]);
}

/** The same column, or the same type, with another definition. */
function isSameThing(one: CatalogueFact, other: CatalogueFact): boolean {
  const hasName = one.what === "column" || one.what === "object" || one.what === "key";
  return hasName && one.object === other.object && one.what === other.what && one.name === other.name;
}

function isRedefined(fact: CatalogueFact, missing: CatalogueFact[], extra: CatalogueFact[]): boolean {
  return [missing, extra].every((facts) => facts.some((other) => isSameThing(fact, other)));
}

function isCounterpart(fact: CatalogueFact, told: CatalogueFact[]): boolean {
  return told.some((other) => isSameThing(fact, other));
}

function missingWords(fact: CatalogueFact, extra: CatalogueFact[]): string {
  const { object, what, name, definition } = fact;
  const instead = extra.find((other) => isSameThing(fact, other));
  const subject = what === "column" ? `column ${name} of ${object}` : object;
  if (instead && what !== "key") return `${capital(subject)} is ${instead.definition}, wanted ${definition}.`;
  if (instead) return `${capital(object)} has ${instead.definition}, wanted ${definition}.`;
  if (what === "object") return `${capital(object)} is missing.`;
  if (what === "column") return `${capital(object)} has no column ${name} (${definition}).`;
  return `${capital(object)} has no ${definition}.`;
}

function extraWords({ object, what, name, definition }: CatalogueFact): string {
  if (what === "object") return `${capital(object)} should not be there.`;
  if (what === "column") return `${capital(object)} has a column ${name} that should not be there.`;
  return `${capital(object)} has ${definition}, which should not be there.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
