import "server-only";

/** One statement of a longer text. `offset` is where it begins, in code points, as PostgreSQL counts positions. */
export interface SqlStatement {
  text: string;
  /** The same with its semicolon, as psql sends it: a syntax error at the end names what stands there. */
  sent: string;
  offset: number;
  /** One of psql's commands, which begin with a backslash and end with their line. */
  isMeta?: true;
}

export interface LexOptions {
  /**
   * Whether standard_conforming_strings is off, so that a backslash escapes in every string. Asked for each string, because
   * the statements before may have changed it by then.
   */
  backslashEscapes?: () => boolean;
}

/** Where reading begins: `at` in the text, which is `offset` in code points. */
interface LexStart {
  at: number;
  offset: number;
}

interface FoundToken extends LexOptions {
  at: number;
  text: string;
}

/** What psql tells apart: space, words, the openings of comments and quotes; whatever else there is, one character at a time. */
const token =
  /[ \t\n\r\f\v]+|--[^\n\r]*|\/\*|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[\s\S]/y;

/** What psql runs a statement with, in place of a semicolon. \gdesc is none of them: it runs nothing. */
const runningCommand = /\\(?:g|gx|gset|gexec|crosstabview|watch)(?=[\s;(]|$)/y;

/**
 * Splits SQL by the rules of psql: at semicolons outside quotes, comments, brackets and bodies of routines, and takes out
 * what begins with a backslash between statements, or runs the one before it, to the end of its line. One pass over the
 * text, whatever stands in it: PostgreSQL's parser and scanner need seconds for a million brackets, and an hour for a million
 * openings of comments. Reads no further than it is asked.
 */
export function* lexStatements(
  sql: string,
  { start = { at: 0, offset: 0 }, ...options }: LexOptions & { start?: LexStart } = {},
): Generator<SqlStatement> {
  const reader = new StatementReader(sql, start);
  for (let at = start.at; at < sql.length; ) {
    token.lastIndex = at;
    const text = token.exec(sql)?.[0] ?? "";
    if (text === "\\" && reader.mayEnd && runsStatement(sql, at)) reader.end(at);
    const isMeta = text === "\\" && reader.isBetween;
    const found = isMeta ? endOfLine(sql, at) : endOfToken(sql, { at, text, ...options });
    const end = found ?? sql.length;
    if (isMeta) reader.addMeta(at, end);
    // A remark that never ends is the server's to complain of.
    else if (found === null || !isRemark(text)) reader.follow(text, at);
    at = end;
    yield* reader.take();
  }
  reader.end(sql.length);
  yield* reader.take();
}

/** Whether a statement has a parameter such as `$1` outside quotes and remarks. Pure. */
export function hasParameter(statement: string): boolean {
  if (!/\$\d/.test(statement)) return false;
  for (let at = 0; at < statement.length; ) {
    token.lastIndex = at;
    const text = token.exec(statement)?.[0] ?? "";
    const end = endOfToken(statement, { at, text }) ?? statement.length;
    if (text === "$" && /\d/.test(statement[end] ?? "")) return true;
    at = end;
  }
  return false;
}

/** What a statement is made of, without space and comments: words, whole quotes, single characters. Reads no further than asked. */
export function* tokensIn(statement: string): Generator<string> {
  for (let at = 0; at < statement.length; ) {
    token.lastIndex = at;
    const text = token.exec(statement)?.[0] ?? "";
    const end = endOfToken(statement, { at, text }) ?? statement.length;
    if (!isRemark(text)) yield statement.slice(at, end);
    at = end;
  }
}

/** The same without its comments: PostgreSQL's scanner needs an hour for half a million that are nested. Pure. */
export function withoutRemarks(sql: string): string {
  const kept: string[] = [];
  for (let at = 0; at < sql.length; ) {
    token.lastIndex = at;
    const text = token.exec(sql)?.[0] ?? "";
    const end = endOfToken(sql, { at, text }) ?? sql.length;
    kept.push(text === "/*" || text.startsWith("--") ? " " : sql.slice(at, end));
    at = end;
  }
  return kept.join("");
}

const none: SqlStatement[] = [];

/** Gathers tokens to statements. */
class StatementReader {
  private statements: SqlStatement[] = [];
  /** Where the statement's first word begins; null before it. */
  private start: number | null = null;
  private brackets = 0;
  /** Open BEGIN ATOMIC and CASE of a routine's body. */
  private bodies = 0;
  /** The first words, which say whether it makes a routine. */
  private opening: string[] = [];
  private reached: number;
  private offset: number;

  constructor(
    private readonly sql: string,
    start: LexStart,
  ) {
    this.reached = start.at;
    this.offset = start.offset;
  }

  get isBetween(): boolean {
    return this.start === null;
  }

  /** Whether a semicolon would end the statement. */
  get mayEnd(): boolean {
    return this.brackets === 0 && this.bodies === 0;
  }

  /** What is whole since the last time. */
  take(): SqlStatement[] {
    if (this.statements.length === 0) return none;
    const { statements } = this;
    this.statements = [];
    return statements;
  }

  follow(text: string, at: number): void {
    if (text === ";" && this.mayEnd) {
      this.end(at);
      return;
    }
    this.start ??= at;
    const word = text.toLowerCase();
    if (word === "(") this.brackets++;
    if (word === ")") this.brackets = Math.max(0, this.brackets - 1);
    if (makesRoutine(this.opening)) this.bodies += bodyStep(word, this.bodies);
    if (this.opening.length < 4) this.opening.push(word);
  }

  end(at: number): void {
    if (this.start !== null) this.statements.push(this.piece(this.start, at));
    this.start = null;
    this.brackets = 0;
    this.bodies = 0;
    this.opening = [];
  }

  addMeta(from: number, to: number): void {
    this.statements.push({ ...this.piece(from, to), isMeta: true });
  }

  private piece(from: number, to: number): SqlStatement {
    this.offset += codePointsIn(this.sql.slice(this.reached, from));
    this.reached = from;
    const piece = this.sql.slice(from, to);
    const text = piece.slice(0, trimmedEnd(piece));
    return { text, sent: this.sql[to] === ";" ? this.sql.slice(from, to + 1) : text, offset: this.offset };
  }
}

function runsStatement(sql: string, at: number): boolean {
  runningCommand.lastIndex = at;
  return runningCommand.test(sql);
}

function isSpace(text: string): boolean {
  return /^[ \t\n\r\f\v]/.test(text);
}

function isRemark(text: string): boolean {
  return isSpace(text) || text.startsWith("--") || text === "/*";
}

/** Where the text's last character that is no space ends. */
export function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end--;
  return end;
}

/** Where a comment or a quote ends that begins with this token, null for never; of any other token, its own end. */
function endOfToken(sql: string, { at, text, backslashEscapes }: FoundToken): number | null {
  const end = at + text.length;
  if (text === "/*") return endOfComment(sql, end);
  if (text === '"') return after(sql, '"', end);
  if (text === "'") return backslashEscapes?.() ? endOfEscapes(sql, end) : after(sql, "'", end);
  if (/^e$/i.test(text) && sql[end] === "'") return endOfEscapes(sql, end + 1);
  if (text.length > 1 && text.startsWith("$")) return after(sql, text, end);
  return end;
}

/** A doubled quote ends one and begins the next, which comes to the same. */
function after(sql: string, closing: string, from: number): number | null {
  const found = sql.indexOf(closing, from);
  return found < 0 ? null : found + closing.length;
}

/** Comments can stand in comments. */
function endOfComment(sql: string, from: number): number | null {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  for (let depth = 1; depth > 0; ) {
    const found = mark.exec(sql);
    if (!found) return null;
    depth += found[0] === "/*" ? 1 : -1;
  }
  return mark.lastIndex;
}

function endOfEscapes(sql: string, from: number): number | null {
  const mark = /\\[\s\S]|'/g;
  mark.lastIndex = from;
  for (let found = mark.exec(sql); found; found = mark.exec(sql)) if (found[0] === "'") return mark.lastIndex;
  return null;
}

function endOfLine(sql: string, from: number): number {
  const found = sql.indexOf("\n", from);
  return found < 0 ? sql.length : found;
}

/** Semicolons inside BEGIN ATOMIC … END belong to the routine; a CASE inside it ends with an END of its own. As psql counts. */
function bodyStep(word: string, bodies: number): number {
  if (word === "begin") return 1;
  if (bodies === 0) return 0;
  return word === "case" ? 1 : word === "end" ? -1 : 0;
}

function makesRoutine(opening: string[]): boolean {
  return opening[0] === "create" && (opening.includes("function") || opening.includes("procedure"));
}

/** As PostgreSQL counts positions. */
function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
