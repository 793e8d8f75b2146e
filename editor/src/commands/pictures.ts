// Commands on pictures, galleries and embeds.

import { Fragment, type Node, type NodeType } from 'prosemirror-model';
import { type Command, NodeSelection, Selection } from 'prosemirror-state';
import { readImageSource } from '../address';
import { recogniseEmbed } from '../embed';
import { schema } from '../schema';
import { insertBlock, selectedFigure } from './blocks';

const { figure, gallery, embed } = schema.nodes as Record<string, NodeType>;

const line = (text: unknown): string => String(text ?? '').replace(/\s+/gu, ' ').trim();

/** A picture of what an upload or a dialog gives; null if it is not accepted. */
export function makeFigure(given: string): Node | null {
  try {
    const { src, width, height, alt, credit } = JSON.parse(given);
    const node = figure!.create({ src: readImageSource(String(src)), width, height, alt: line(alt), credit: line(credit) });
    node.check();
    return node;
  } catch {
    return null;
  }
}

/** Puts a picture in. */
export function insertPicture(given: string): Command {
  const node = makeFigure(given);
  return node ? insertBlock(node) : () => false;
}

/** Sets alternative text and credit of the selected picture. */
export function setPicture(given: string | undefined): Command {
  return (state, dispatch) => {
    const found = selectedFigure(state.selection);
    if (!found) return false;
    if (dispatch && given !== undefined) {
      const { alt, credit } = JSON.parse(given);
      const { node, position } = found;
      const tr = state.tr.setNodeMarkup(position, null, { ...node.attrs, alt: line(alt), credit: line(credit) });
      if (state.selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, position));
      dispatch(tr);
    }
    return true;
  };
}

const isPictures = (node: Node | null): boolean => node?.type === figure || node?.type === gallery;

/** Makes one gallery of the pictures that stand beside each other; in a gallery, takes the pictures out of it. */
export const toggleGallery: Command = (state, dispatch) => {
  const { doc, selection, tr } = state;
  const { $from, $to } = selection;
  const first = $from.index(0);
  const block = doc.maybeChild(first);
  const last = Math.max($to.pos > $from.pos ? $to.indexAfter(0) - 1 : first, first);
  if (!block || !isPictures(block)) return false;
  if (block.type === gallery && first === last) {
    const start = $from.posAtIndex(first, 0);
    if (dispatch) {
      tr.replaceWith(start, start + block.nodeSize, block.content);
      dispatch(tr.setSelection(Selection.near(tr.doc.resolve(start))).scrollIntoView());
    }
    return true;
  }
  let [begin, end] = [first, last];
  while (begin > 0 && isPictures(doc.child(begin - 1))) begin--;
  while (end + 1 < doc.childCount && isPictures(doc.child(end + 1))) end++;
  const blocks = Array.from({ length: end - begin + 1 }, (_, index) => doc.child(begin + index));
  if (blocks.length < 2 || !blocks.every(isPictures)) return false;
  if (dispatch) {
    const figures = blocks.flatMap((node): readonly Node[] => (node.type === gallery ? node.content.content : [node]));
    const start = $from.posAtIndex(begin, 0);
    tr.replaceWith(start, $from.posAtIndex(end + 1, 0), gallery!.create(null, Fragment.from(figures)));
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, start)).scrollIntoView());
  }
  return true;
};

/** Puts a post or video in; nothing for an address that leads to none. */
export function insertEmbed(address: string): Command {
  const found = recogniseEmbed(address.trim());
  return found ? insertBlock(embed!.create({ url: found.url })) : () => false;
}
