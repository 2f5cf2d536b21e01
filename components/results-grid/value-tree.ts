export type ValueTree =
  /** Exactly as PostgreSQL wrote it: a number keeps all its digits. */
  | { kind: "scalar"; text: string; look: "string" | "number" | "word" }
  | { kind: "list"; isObject: boolean; items: { key: string; value: ValueTree }[] };

/** The inside of a JSON value or an array; null for every other type, and for what holds nothing to unfold. */
export function valueTree(type: string, value: string): ValueTree | null {
  if (type !== "json" && type !== "jsonb" && !type.endsWith("[]")) return null;
  const reader = new ValueReader(value);
  const tree = type.endsWith("[]") ? reader.array() : reader.json();
  return tree?.kind === "list" && tree.items.length > 0 ? tree : null;
}

const deepest = 200;

/** Reads what PostgreSQL has printed; whatever is not of that form gives null. */
class ValueReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  /** JavaScript's own parser rounds numbers and drops keys that are there twice. */
  json(): ValueTree | null {
    const value = this.jsonValue();
    this.space();
    return this.position === this.text.length ? value : null;
  }

  /** An array may say where it begins to count: "[0:1]={a,b}". */
  array(): ValueTree | null {
    const bounds = this.take(/(?:\[-?\d+:-?\d+\])+=/y) ?? "";
    const first = Number(/-?\d+/.exec(bounds)?.[0] ?? 1);
    const value = this.arrayValue(first);
    return this.position === this.text.length ? value : null;
  }

  private jsonValue(): ValueTree | null {
    this.space();
    const next = this.text[this.position];
    if (next === "{") return this.nested(() => this.jsonList(true));
    if (next === "[") return this.nested(() => this.jsonList(false));
    const string = this.take(/"(?:[^"\\]|\\.)*"/sy);
    if (string !== null) return { kind: "scalar", text: unescapeJson(string), look: "string" };
    const word = this.take(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    return word === null ? null : { kind: "scalar", text: word, look: /\d/.test(word) ? "number" : "word" };
  }

  private jsonList(isObject: boolean): ValueTree | null {
    this.position += 1;
    const end = isObject ? "}" : "]";
    const items: { key: string; value: ValueTree }[] = [];
    this.space();
    while (this.text[this.position] !== end) {
      if (items.length > 0 && !this.skip(",")) return null;
      this.space();
      const key = isObject ? this.take(/"(?:[^"\\]|\\.)*"/sy) : String(items.length);
      this.space();
      if (key === null || (isObject && !this.skip(":"))) return null;
      const value = this.jsonValue();
      if (value === null) return null;
      items.push({ key: isObject ? unescapeJson(key) : key, value });
      this.space();
    }
    this.position += 1;
    return { kind: "list", isObject, items };
  }

  private arrayValue(first: number): ValueTree | null {
    if (this.text[this.position] === "{") return this.nested(() => this.arrayList(first));
    const quoted = this.take(/"(?:[^"\\]|\\.)*"/sy);
    if (quoted !== null) return { kind: "scalar", text: quoted.slice(1, -1).replace(/\\(.)/gs, "$1"), look: "string" };
    const bare = this.take(/[^,;{}"]+/y);
    return bare === null ? null : { kind: "scalar", text: bare, look: bare === "NULL" ? "word" : "string" };
  }

  private arrayList(first: number): ValueTree | null {
    this.position += 1;
    const items: { key: string; value: ValueTree }[] = [];
    while (this.text[this.position] !== "}") {
      // Boxes alone stand apart by semicolons.
      if (items.length > 0 && !this.skip(",") && !this.skip(";")) return null;
      const value = this.arrayValue(1);
      if (value === null) return null;
      items.push({ key: String(first + items.length), value });
    }
    this.position += 1;
    return { kind: "list", isObject: false, items };
  }

  private nested(read: () => ValueTree | null): ValueTree | null {
    if (this.depth === deepest) return null;
    this.depth += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private space(): void {
    this.take(/\s*/y);
  }

  private skip(sign: string): boolean {
    if (this.text[this.position] !== sign) return false;
    this.position += 1;
    return true;
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.position += found?.length ?? 0;
    return found;
  }
}

function unescapeJson(string: string): string {
  const text: unknown = JSON.parse(string.replace(/[\n\r\t]/g, " "));
  return typeof text === "string" ? text : string;
}
