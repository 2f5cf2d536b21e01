import { RangeSet, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass } from "@codemirror/view";

interface MarkRange {
  from: number;
  to: number;
}

/** Marks where the last error stands, or, with null, nowhere. */
export const setErrorMark = StateEffect.define<MarkRange | null>({
  map: (range, changes) =>
    range === null ? null : { from: changes.mapPos(range.from, 1), to: changes.mapPos(range.to, -1) },
});

/** Editing inside the marked word takes the mark away: what it said is no longer true. */
const errorMarkField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setErrorMark)) return effect.value === null ? Decoration.none : marksFor(effect.value);
    }
    if (!transaction.docChanged) return marks;
    let touched = false;
    marks.between(0, transaction.startState.doc.length, (from, to) => {
      if (transaction.changes.touchesRange(from, to) !== false) touched = true;
    });
    return touched ? Decoration.none : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

class ErrorLineMarker extends GutterMarker {
  override elementClass = "cm-errorLine";
}

const errorLineMarker = new ErrorLineMarker();

const errorLines = gutterLineClass.compute([errorMarkField], (state) => {
  const starts: number[] = [];
  state.field(errorMarkField).between(0, state.doc.length, (from) => {
    starts.push(lineStart(state.doc, from));
  });
  return RangeSet.of(starts.map((start) => errorLineMarker.range(start)));
});

export const errorMarkExtension = [errorMarkField, errorLines];

function marksFor({ from, to }: MarkRange): DecorationSet {
  return from < to ? Decoration.set([Decoration.mark({ class: "cm-sqlError" }).range(from, to)]) : Decoration.none;
}

function lineStart(doc: Text, offset: number): number {
  return doc.lineAt(offset).from;
}
