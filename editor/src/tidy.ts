// Puts right what an edit can leave behind and the server would refuse.

import { type Node, NodeRange } from 'prosemirror-model';
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state';
import { liftTarget } from 'prosemirror-transform';
import { isList, MAX_LIST_DEPTH, schema } from './schema';

/** Removes galleries without pictures and lifts lists that stand too deep. */
export function tidy(): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      const { tr } = state;
      removeEmptyGalleries(tr, old, state);
      while (liftDeepList(tr));
      return tr.docChanged ? tr : null;
    },
  });
}

/** Calls `visit` for the blocks at the top level that the old document did not have at the same place from either end. */
function forChanged(old: Node, doc: Node, visit: (block: Node, position: number) => void): void {
  const growth = doc.childCount - old.childCount;
  doc.forEach((block, position, index) => {
    if (block !== old.maybeChild(index) && block !== old.maybeChild(index - growth)) visit(block, position);
  });
}

function removeEmptyGalleries(tr: Transaction, old: EditorState, { doc }: EditorState): void {
  const empty: number[] = [];
  forChanged(old.doc, doc, (block, position) => {
    if (block.type === schema.nodes.gallery && block.childCount === 0) empty.push(position);
  });
  for (const position of empty.reverse()) {
    if (doc.childCount === 1) tr.replaceWith(position, position + 2, schema.nodes.paragraph!.create());
    else tr.delete(position, position + 2);
  }
}

/** Lifts the items of one list that stands deeper than accepted; whether there was one. */
function liftDeepList(tr: Transaction): boolean {
  let range: NodeRange | null = null;
  const look = (node: Node, start: number, depth: number): void => {
    node.forEach((child, offset) => {
      const deeper = isList(child) ? depth + 1 : depth;
      if (range || (!isList(child) && child.type !== schema.nodes.list_item)) return;
      const position = start + offset;
      if (deeper > MAX_LIST_DEPTH) {
        const $start = tr.doc.resolve(position + 2);
        range = new NodeRange($start, tr.doc.resolve($start.end()), $start.depth);
      } else look(child, position + 1, deeper);
    });
  };
  look(tr.doc, 0, 0);
  const target = range && liftTarget(range);
  if (!range || target === null) return false;
  tr.lift(range, target);
  return true;
}
