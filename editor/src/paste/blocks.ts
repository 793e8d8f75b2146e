// Blocks put together such that the schema accepts them, whatever stood in what.

import { Fragment, type Node } from 'prosemirror-model';
import { recogniseEmbed } from '../embed';
import { isList, MAX_LIST_DEPTH, schema } from '../schema';

const types = schema.nodes;

/** An item of a list before it is known which list it belongs to: Word writes lists as paragraphs with a level. */
export interface Item {
  level: number;
  /** Its number; null: whatever follows; undefined: a bullet. */
  number?: number | null;
  paragraphs: Node[];
  /** More paragraphs of the item before it, after a list within that. */
  continues?: boolean;
}

export const isNode = (entry: Node | Item): entry is Node => 'type' in entry;

export const paragraph = (content: readonly Node[] | Fragment): Node => types.paragraph!.create(null, content);

/** Running text as a block: the address of a post or video alone in its line is an embed. */
export function blockOf(content: Node[]): Node {
  const [only, second] = content;
  const url = only?.isText && !second ? recogniseEmbed(only.text!)?.url : undefined;
  return url ? types.embed!.create({ url }) : paragraph(content);
}

/** Whether nothing of the block is lost when it becomes paragraphs. */
export const isWords = ({ type }: Node): boolean => type === types.paragraph || type === types.heading || type === types.blockquote || type === types.pull_quote;

/** Any block as paragraphs. */
export function asParagraphs(block: Node): Node[] {
  const { type } = block;
  if (type === types.paragraph) return [block];
  if (type === types.horizontal_rule) return [];
  if (type === types.embed) {
    const { url } = block.attrs;
    return [paragraph([schema.text(url, [schema.marks.link!.create({ href: url })])])];
  }
  if (type === types.table_row) return [paragraph(joinWords(children(block).flatMap(asParagraphs)))];
  if (block.isTextblock) return block.childCount ? [paragraph(block.content)] : [];
  if (type === types.ordered_list) return children(block).flatMap((item, index) => numbered(asParagraphs(item), block.attrs.order + index));
  return children(block).flatMap(asParagraphs);
}

function numbered([first, ...rest]: Node[], number: number): Node[] {
  return first ? [paragraph([schema.text(`${number}. `), ...children(first)]), ...rest] : rest;
}

export function children(node: Node): Node[] {
  return [...node.content.content];
}

/** The words of paragraphs in one line, parted by spaces. */
export function joinWords(paragraphs: Node[]): Node[] {
  return paragraphs.filter(({ childCount }) => childCount > 0).flatMap((block, index) => (index > 0 ? [schema.text(' '), ...children(block)] : children(block)));
}

interface OpenList {
  level: number;
  ordered: boolean;
  order: number;
  items: Node[][];
}

/** Makes lists of the items that follow one another. */
export function gather(entries: (Node | Item)[]): Node[] {
  const done: Node[] = [];
  const open: OpenList[] = [];
  const close = (depth: number): void => {
    while (open.length > depth) {
      const { ordered, order, items } = open.pop()!;
      const type = ordered ? types.ordered_list! : types.bullet_list!;
      const list = type.create(ordered ? { order } : null, items.map((item) => types.list_item!.create(null, item)));
      (open.at(-1)?.items.at(-1) ?? done).push(list);
    }
  };
  for (const entry of entries) {
    if (isNode(entry)) {
      close(0);
      done.push(entry);
      continue;
    }
    const { level, number, paragraphs } = entry;
    close(open.filter((list) => list.level <= level).length);
    let top = open.at(-1);
    if (entry.continues) {
      (top?.items.at(-1) ?? done).push(...paragraphs);
      continue;
    }
    const ordered = number !== undefined;
    const fits = top && top.ordered === ordered && (!ordered || number === null || number === top.order + top.items.length);
    if (top?.level === level && !fits) {
      close(open.length - 1);
      top = undefined;
    }
    if (!top || (top.level < level && open.length < MAX_LIST_DEPTH)) {
      open.push((top = { level, ordered, order: Math.max(number ?? 1, 1), items: [] }));
    }
    top.items.push(paragraphs);
  }
  close(0);
  return done;
}

/** Quotes of the blocks; what a quote cannot hold stands between its parts. */
export function quotation(blocks: Node[], attribution: Node[] | null, type = types.blockquote!): Node[] {
  const done: Node[] = [];
  let quoted: Node[] = [];
  const close = (): void => {
    if (quoted.length) done.push(type.create(null, quoted));
    quoted = [];
  };
  for (const block of blocks) {
    if (isWords(block)) quoted.push(...asParagraphs(block));
    else {
      close();
      done.push(block);
    }
  }
  if (attribution?.length) {
    if (quoted.length) quoted.push(types.attribution!.create(null, attribution));
    else done.push(paragraph(attribution));
  }
  close();
  return done;
}

/** A block of the kinds that only stand at the top of a document. */
export const standsAlone = (block: Node): boolean => !isWords(block) && !isList(block);
