// Puts what was pasted where the selection is, such that nothing of it is lost and the document stays valid.

import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model';
import { type EditorState, NodeSelection, Selection, type Transaction } from 'prosemirror-state';
import { schema } from '../schema';
import { asParagraphs, isWords, joinWords, paragraph, standsAlone } from './blocks';

const types = schema.nodes;

/** The pasted blocks in the place of the selection. */
export function place(state: EditorState, blocks: Node[]): Transaction {
  const { $from } = state.selection;
  const holder = holderOf($from);
  if (state.selection instanceof NodeSelection && $from.depth === 0) return checked(state, blocks, state.tr.replaceSelection(new Slice(Fragment.from(blocks), 0, 0)));
  switch (holder) {
    case types.figure:
    case types.attribution:
      return placeAsWords(state, blocks, (words) => [paragraph(joinWords(words))]);
    case types.table_cell:
    case types.table_header:
      return placeAsWords(state, blocks, (words) => words);
    case types.list_item:
    case types.blockquote:
    case types.pull_quote: {
      const fits = holder === types.list_item ? (block: Node) => !standsAlone(block) : isWords;
      if (!blocks.every(fits)) return placeAfter(state, blocks);
      const paragraphs = blocks.flatMap((block) => (isWords(block) ? asParagraphs(block) : [block]));
      return checked(state, paragraphs, state.tr.replaceSelection(sliceOf(paragraphs, holder === types.list_item)));
    }
    default:
      return checked(state, blocks, state.tr.replaceSelection(sliceOf(blocks, false)));
  }
}

/** The innermost node around the place that says what may stand there. */
function holderOf($place: ResolvedPos): Node['type'] | null {
  for (let depth = $place.depth; depth > 0; depth -= 1) {
    const { type } = $place.node(depth);
    if (type !== types.paragraph && type !== types.heading) return type;
  }
  return null;
}

/** Blocks of which the first continues the words before it and the last is continued by the words after it. */
function sliceOf(blocks: Node[], inList: boolean): Slice {
  const open = (block: Node | undefined): number => {
    if (block?.type === types.paragraph) return 1;
    // Items of a list join the list that they are pasted into.
    return inList && block ? 3 : 0;
  };
  return new Slice(Fragment.from(blocks), open(blocks[0]), open(blocks.at(-1)));
}

/** Words go into the selection, pictures behind the block in which it is. */
function placeAsWords(state: EditorState, blocks: Node[], join: (words: Node[]) => Node[]): Transaction {
  const isPicture = ({ type }: Node): boolean => type === types.figure || type === types.gallery;
  const pictures = blocks.filter(isPicture);
  const words = join(blocks.filter((block) => !isPicture(block)).flatMap(asParagraphs)).filter(({ childCount }) => childCount > 0);
  const { tr } = state;
  if (words.length) tr.replaceSelection(new Slice(Fragment.from(words), 1, 1));
  if (pictures.length) tr.insert(tr.doc.resolve(tr.selection.from).after(1), pictures);
  return checked(state, [...words, ...pictures], tr);
}

/** Behind the block at the top level in which the selection is. */
function placeAfter(state: EditorState, blocks: Node[]): Transaction {
  const { $to } = state.selection;
  const position = $to.depth === 0 ? $to.pos : $to.after(1);
  const { tr } = state;
  tr.insert(position, blocks);
  return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(position)), -1));
}

const letters = (node: Node): number => node.textContent.replace(/\s/g, '').length;

/** The transaction if the document is valid with it and holds all that was pasted; otherwise the blocks stand behind. */
function checked(state: EditorState, blocks: Node[], tr: Transaction): Transaction {
  const { from, to } = state.selection;
  const gone = state.doc.textBetween(from, to).replace(/\s/g, '').length;
  const expected = letters(state.doc) - gone + blocks.reduce((sum, block) => sum + letters(block), 0);
  try {
    tr.doc.check();
    if (tr.docChanged && letters(tr.doc) >= expected && pictures(tr.doc) >= pictures(Fragment.from(blocks))) return tr;
  } catch {
    // The place could not take them.
  }
  return placeAfter(state, blocks);
}

function pictures(within: Node | Fragment): number {
  let found = 0;
  within.descendants(({ type }) => {
    if (type === types.figure || type === types.embed || type === types.table) found += 1;
  });
  return found;
}
