import { type Command, EditorState, Selection } from 'prosemirror-state';
import type { NodeRange } from 'prosemirror-model';
import { liftTarget } from 'prosemirror-transform';
import { MAX_LIST_DEPTH, isList } from '../schema';

/** Runs `first`, then `second` on what it gave, as one step for undo. Either may do nothing, not both. */
export function sequence(first: Command, second: Command): Command {
  return (state, dispatch, view) => {
    const tr = state.tr;
    let current = state;
    let did = false;
    for (const command of [first, second]) {
      command(
        current,
        (part) => {
          did = true;
          for (const step of part.steps) tr.step(step);
          tr.setSelection(Selection.fromJSON(tr.doc, part.selection.toJSON()));
          if (part.storedMarks) tr.setStoredMarks(part.storedMarks);
        },
        view,
      );
      current = EditorState.create({ doc: tr.doc, selection: tr.selection });
    }
    if (did) dispatch?.(tr.scrollIntoView());
    return did;
  };
}

/** The first command that does something. */
export function firstOf(...commands: Command[]): Command {
  return (state, dispatch, view) => commands.some((command) => command(state, dispatch, view));
}

/** Runs `first` and then `second` if `second` can do something then; otherwise nothing happens. */
export function preparing(first: Command, second: Command): Command {
  return (state, dispatch, view) => {
    if (second(state, undefined, view)) return second(state, dispatch, view);
    const { doc } = state;
    let possible = false;
    const probe: Command = (prepared, give, place) => {
      if (prepared.doc === doc) return false;
      possible = second(prepared, give, place);
      return possible;
    };
    let prepared: Parameters<NonNullable<typeof dispatch>>[0] | undefined;
    sequence(first, probe)(state, (tr) => (prepared = tr), view);
    if (possible && prepared) dispatch?.(prepared);
    return possible;
  };
}

/** Lifts the selected blocks out of everything they stand in, as far as the schema lets them. */
export const liftOut: Command = (state, dispatch) => {
  const tr = state.tr;
  for (let range = current(); range; range = current()) {
    const target = liftTarget(range);
    if (target === null) break;
    tr.lift(range, target);
  }
  if (!tr.docChanged) return false;
  dispatch?.(tr.scrollIntoView());
  return true;

  function current(): NodeRange | null {
    const { $from, $to } = tr.selection;
    return $from.depth > 1 ? $from.blockRange($to) : null;
  }
};

/** Refuses what would nest lists deeper than the server accepts. */
export function withinDepth(command: Command): Command {
  return (state, dispatch, view) => {
    let deepest = 0;
    const did = command(
      state,
      (tr) => {
        const { $from, $to } = tr.selection;
        tr.doc.nodesBetween($from.before(1), $to.after(1), (node, position) => {
          if (!isList(node)) return !node.isTextblock;
          const $inside = tr.doc.resolve(position + 1);
          let depth = 0;
          for (let at = $inside.depth; at > 0; at--) if (isList($inside.node(at))) depth++;
          deepest = Math.max(deepest, depth);
          return true;
        });
        if (deepest <= MAX_LIST_DEPTH) dispatch?.(tr);
      },
      view,
    );
    return did && deepest <= MAX_LIST_DEPTH;
  };
}
