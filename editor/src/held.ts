// Holds the place of something that was pasted until it can be put in: one may write on meanwhile.

import { PluginKey, type PluginSpec, type Selection, type SelectionBookmark } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/** A selection that is kept while the document changes. */
interface Held {
  number: number;
  bookmark: SelectionBookmark;
}

type Action = { hold: Held } | { drop: number };

const key = new PluginKey<Held[]>('held');
let numbers = 0;
/** Whether what changes the document just now is what was pasted. */
let putting = false;

/** The part of a plug-in that keeps the places. */
export const holding: PluginSpec<Held[]> = {
  key,
  state: {
    init: () => [],
    apply(tr, before) {
      // What is written at a place stands behind it; what was pasted there earlier stands before it.
      const side = putting ? 1 : -1;
      const mapping = {
        map: (position: number) => tr.mapping.map(position, side),
        mapResult: (position: number) => tr.mapping.mapResult(position, side),
      };
      const held = tr.docChanged ? before.map(({ number, bookmark }) => ({ number, bookmark: bookmark.map(mapping) })) : before;
      const action = tr.getMeta(key) as Action | undefined;
      if (!action) return held;
      if ('hold' in action) return [...held, action.hold];
      return held.filter(({ number }) => number !== action.drop);
    },
  },
};

/** Holds the selection; gives the number of the place. */
export function hold(view: EditorView): number {
  const held = { number: (numbers += 1), bookmark: view.state.selection.getBookmark() };
  view.dispatch(view.state.tr.setMeta(key, { hold: held } satisfies Action));
  return held.number;
}

/** Selects the place and lets `put` do its work there. Whoever has gone elsewhere since finds the cursor where it was. */
export function putAtHeld(view: EditorView, place: number, put: () => void): void {
  if (view.isDestroyed || !view.editable) return;
  const { selection } = view.state;
  const back = hold(view);
  const moved = !selection.eq(select(view, place));
  putting = true;
  try {
    put();
  } finally {
    putting = false;
  }
  if (moved) select(view, back);
  else view.dispatch(view.state.tr.setMeta(key, { drop: back } satisfies Action));
}

/** Selects a place and holds it no longer. */
function select(view: EditorView, place: number): Selection {
  const { tr } = view.state;
  const held = key.getState(view.state)!.find(({ number }) => number === place)!;
  const selection = held.bookmark.resolve(tr.doc);
  view.dispatch(tr.setSelection(selection).setMeta(key, { drop: place } satisfies Action));
  return selection;
}
