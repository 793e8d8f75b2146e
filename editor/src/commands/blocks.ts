// Commands on blocks: what kind they are, where they stand.

import { lift, setBlockType, wrapIn } from 'prosemirror-commands';
import { type Attrs, Fragment, type Node, NodeRange, type NodeType, type ResolvedPos } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, NodeSelection, Selection, TextSelection, type Transaction } from 'prosemirror-state';
import { liftTarget } from 'prosemirror-transform';
import { isList, schema } from '../schema';
import { firstOf, liftOut, preparing } from './sequence';

const { paragraph, heading, list_item, blockquote, pull_quote, attribution, figure, gallery, horizontal_rule } = schema.nodes as Record<string, NodeType>;

/** The depth of the innermost node around the position for which `test` holds; 0: none. */
export function depthOf($position: ResolvedPos, test: (node: Node) => boolean): number {
  let depth = $position.depth;
  while (depth > 0 && !test($position.node(depth))) depth--;
  return depth;
}

const isQuote = (node: Node) => node.type === blockquote || node.type === pull_quote;

/** Makes plain paragraphs: no heading, then no list or quote around. */
export const makeParagraph: Command = firstOf(setBlockType(paragraph!), liftListItem(list_item!), unwrapQuote, lift);

/** Makes headings, out of lists and quotes if need be. */
export function makeHeading(level: number): Command {
  return preparing(liftOut, setBlockType(heading!, { level }));
}

/** Makes a list, turns one kind into the other, or takes the items out of it. */
export function toggleList(type: NodeType, attrs?: Attrs): Command {
  return (state, dispatch, view) => {
    const { $from, $to } = state.selection;
    const depth = depthOf($from, isList);
    if (depth > 0 && $to.depth >= depth && $to.node(depth) === $from.node(depth)) {
      if ($from.node(depth).type === type) return liftListItem(list_item!)(state, dispatch, view);
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, attrs));
      return true;
    }
    const wrap = wrapInList(type, attrs);
    return preparing(firstOf(unwrapQuote, setBlockType(paragraph!)), wrap)(state, dispatch, view);
  };
}

/** Makes a quote, turns one kind into the other, or takes the paragraphs out of it. */
export function toggleQuote(type: NodeType): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    const depth = depthOf($from, isQuote);
    if (depth > 0) {
      if ($from.node(depth).type === type) return unwrapQuote(state, dispatch, view);
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
      return true;
    }
    const plain = firstOf(setBlockType(paragraph!), liftOut);
    return preparing(plain, wrapIn(type))(state, dispatch, view);
  };
}

function unwrapQuote(...[state, dispatch]: Parameters<Command>): boolean {
  const { $from } = state.selection;
  const depth = depthOf($from, isQuote);
  if (depth === 0) return false;
  const start = $from.start(depth);
  const end = $from.end(depth);
  const quote = $from.node(depth);
  const { tr } = state;
  if (quote.lastChild?.type === attribution) tr.setNodeMarkup(end - quote.lastChild!.nodeSize, paragraph);
  const range = new NodeRange(tr.doc.resolve(start), tr.doc.resolve(end), depth);
  const target = liftTarget(range);
  if (target === null) return false;
  dispatch?.(tr.lift(range, target).scrollIntoView());
  return true;
}

/** Goes to the line that says whose words a quote holds, makes it, or turns it back into a paragraph. */
export const toggleAttribution: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = depthOf($from, isQuote);
  if (depth === 0) return false;
  const { tr } = state;
  const quote = $from.node(depth);
  const end = $from.end(depth);
  const last = quote.lastChild!;
  if ($from.parent.type === attribution) tr.setNodeMarkup($from.before(), paragraph);
  else if (last.type === attribution) tr.setSelection(TextSelection.create(tr.doc, end - 1));
  else if ($from.parent === last && quote.childCount > 1) tr.setNodeMarkup($from.before(), attribution);
  else {
    tr.insert(end, attribution!.create());
    tr.setSelection(TextSelection.create(tr.doc, end + 1));
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Puts blocks at the top level beside the cursor: in place of an empty paragraph, otherwise after the block. */
export function insertBlocks(tr: Transaction, blocks: readonly Node[], at = tr.selection.$to): void {
  const content = Fragment.from(blocks);
  const size = content.size;
  let start = at.pos;
  if (at.depth === 0) tr.insert(start, content);
  else if (at.depth === 1 && at.parent.type === paragraph && at.parent.content.size === 0) {
    start = at.before();
    tr.replaceWith(start, at.after(), content);
  } else {
    start = at.after(1);
    tr.insert(start, content);
  }
  const end = start + size;
  // There must be a line to write on after what cannot be written in.
  if (end === tr.doc.content.size) tr.insert(end, paragraph!.create());
  const last = blocks[blocks.length - 1]!;
  const inside = last.isTextblock || last.type.spec.tableRole === 'table';
  tr.setSelection(Selection.near(tr.doc.resolve(inside ? end - last.nodeSize + 1 : end), 1)).scrollIntoView();
}

/** Puts one block at the top level. */
export function insertBlock(block: Node): Command {
  return (state, dispatch) => {
    dispatch?.(insertedBlock(state.tr, block));
    return true;
  };
}

function insertedBlock(tr: Transaction, block: Node): Transaction {
  insertBlocks(tr, [block]);
  return tr;
}

/** Puts a rule under the block and a line after it. */
export const insertRule: Command = insertBlock(horizontal_rule!.create());

/** The node that moves as one: a list item, a picture in a gallery, otherwise the block at the top level. */
function movable({ selection }: { selection: Selection }): { $from: ResolvedPos; $to: ResolvedPos; depth: number }[] {
  const { $from, $to } = selection;
  const found: { $from: ResolvedPos; $to: ResolvedPos; depth: number }[] = [];
  const shared = $from.sharedDepth($to.pos);
  for (let depth = Math.min($from.depth, shared + 1); depth > 0; depth--) {
    const container = $from.node(depth - 1);
    if (depth === 1 || isList(container) || container.type === gallery) found.push({ $from, $to, depth });
  }
  // A selected block stands at the selection's own depth.
  if (selection instanceof NodeSelection && selection.node.isBlock) {
    const parent = $from.parent;
    if (parent.type === gallery || $from.depth === 0) found.unshift({ $from, $to, depth: $from.depth + 1 });
  }
  return found.length > 0 ? found : [{ $from, $to, depth: 1 }];
}

/** Moves the block over its neighbour. The neighbour is what is cut and put in, so that the cursor stays where it is. */
export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    for (const { $from, $to, depth } of movable(state)) {
      const parent = $from.node(depth - 1);
      const first = $from.index(depth - 1);
      const last = $to.pos > $from.pos ? Math.max($to.indexAfter(depth - 1) - 1, first) : first;
      const neighbour = parent.maybeChild(direction < 0 ? first - 1 : last + 1);
      if (!neighbour) continue;
      if (dispatch) {
        const { tr } = state;
        const start = $from.posAtIndex(first, depth - 1);
        const end = $from.posAtIndex(last + 1, depth - 1);
        if (direction < 0) {
          tr.insert(end, neighbour);
          tr.delete(start - neighbour.nodeSize, start);
        } else {
          tr.delete(end, end + neighbour.nodeSize);
          tr.insert(start, neighbour);
        }
        dispatch(tr.scrollIntoView());
      }
      return true;
    }
    return false;
  };
}

/** Deletes the list item, the picture or the block in which the selection is. */
export const deleteBlock: Command = (state, dispatch) => {
  const [{ $from, $to, depth } = { $from: state.selection.$from, $to: state.selection.$to, depth: 1 }] = movable(state);
  const parent = $from.node(depth - 1);
  const first = $from.index(depth - 1);
  const last = $to.pos > $from.pos ? Math.max($to.indexAfter(depth - 1) - 1, first) : first;
  let from = $from.posAtIndex(first, depth - 1);
  let to = $from.posAtIndex(last + 1, depth - 1);
  if (dispatch) {
    // With its last member a list or a gallery goes too.
    if (depth > 1 && last - first + 1 === parent.childCount) {
      from = $from.before(depth - 1);
      to = $from.after(depth - 1);
    }
    const { tr } = state;
    const everything = from === 0 && to === tr.doc.content.size;
    if (everything) tr.replaceWith(from, to, paragraph!.create());
    else tr.delete(from, to);
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), from === 0 ? 1 : -1));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** The picture that is selected, or in whose caption the cursor is. */
export function selectedFigure(selection: Selection): { node: Node; position: number } | null {
  if (selection instanceof NodeSelection && selection.node.type === figure) {
    return { node: selection.node, position: selection.from };
  }
  const { $from } = selection;
  return $from.parent.type === figure ? { node: $from.parent, position: $from.before() } : null;
}
