import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

export interface TextRange {
  from: number;
  to: number;
}

/** Parsing more than this is not worth a pause in typing. */
const parseMs = 100;

/** The statements of a text in order, without what only stands between them. One of psql's commands is a line. */
export function statementsOf(state: EditorState): TextRange[] {
  const tree = ensureSyntaxTree(state, state.doc.length, parseMs);
  if (tree === null) return [];
  const found: TextRange[] = [];
  for (const { from, to } of tree.topNode.getChildren("Statement")) found.push(...withoutMetaLines(state, from, to));
  return found;
}

/** The statement that the cursor is in or behind, otherwise the one that comes next; null where there is none. */
export function statementAt(state: EditorState, position: number): TextRange | null {
  const statements = statementsOf(state);
  const line = state.doc.lineAt(position);
  const inside = statements.find(({ from, to }) => from <= position && position <= to);
  if (inside !== undefined) return inside;
  const before = statements.findLast(({ to }) => to <= position);
  const after = statements.find(({ from }) => from >= position);
  if (after !== undefined && (before === undefined || before.to < line.from)) return after;
  return before ?? after ?? null;
}

/** The editor's grammar does not know "\d loan": it takes "d loan" for the beginning of what follows. */
function withoutMetaLines(state: EditorState, start: number, to: number): TextRange[] {
  const from = state.sliceDoc(start - 1, start) === "\\" ? start - 1 : start;
  if (state.sliceDoc(from, from + 1) !== "\\") return [{ from, to }];
  const meta = { from, to: Math.min(state.doc.lineAt(from).to, to) };
  const rest = state.sliceDoc(meta.to, to);
  const next = meta.to + (rest.length - rest.trimStart().length);
  return next < to ? [meta, ...withoutMetaLines(state, next, to)] : [meta];
}
