// The tree of an article's body as ProseMirror knows it. The source of the rules is the table in
// crates/document/src/lib.rs; the fixtures of that crate are read by the tests of both sides.

import { type Attrs, type MarkSpec, Node, type NodeSpec, Schema } from 'prosemirror-model';
import { readHref, readImageSource } from './address';
import { recogniseEmbed } from './embed';
import { readLanguageTag } from './language';

/** Lists may stand this deep in one another; as `MAX_LIST_DEPTH` in crates/document. */
export const MAX_LIST_DEPTH = 8;

const MAX_INTEGER = 2_147_483_647;
const MAX_SPAN = 1000;

const whole = (least: number, most: number) => (value: unknown): void => {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    throw new RangeError(`must be a whole number from ${least} to ${most}, found ${JSON.stringify(value)}`);
  }
};

/** A string that `read` accepts. */
const readable = (read: (text: string) => string | null) => (value: unknown): void => {
  if (typeof value !== 'string' || read(value) === null) {
    throw new RangeError(`not accepted: ${JSON.stringify(value)}`);
  }
};

const widths = (value: unknown): void => {
  if (value === null) return;
  if (!Array.isArray(value)) throw new RangeError('must be null or an array of whole numbers');
  value.forEach(whole(0, MAX_INTEGER));
};

const cellAttributes = {
  colspan: { default: 1, validate: whole(1, MAX_SPAN) },
  rowspan: { default: 1, validate: whole(1, MAX_SPAN) },
  colwidth: { default: null, validate: widths },
};

const readSpan = (dom: HTMLElement, name: string): number => {
  const span = Number(dom.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span >= 1 && span <= MAX_SPAN ? span : 1;
};

const readCell = (dom: HTMLElement): Attrs => ({
  colspan: readSpan(dom, 'colspan'),
  rowspan: readSpan(dom, 'rowspan'),
  colwidth: null,
});

const writeCell = (attrs: Attrs): Record<string, string> => {
  const written: Record<string, string> = {};
  if (attrs.colspan !== 1) written.colspan = String(attrs.colspan);
  if (attrs.rowspan !== 1) written.rowspan = String(attrs.rowspan);
  return written;
};

const heading = (level: number) => ({ tag: `h${level}`, attrs: { level } });

const readFigure = (dom: HTMLElement): Attrs | false => {
  const picture = dom.querySelector('img');
  const src = readImageSource(picture?.getAttribute('src') ?? '');
  const width = Number(picture?.getAttribute('width'));
  const height = Number(picture?.getAttribute('height'));
  const sized = [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= MAX_INTEGER);
  if (!picture || src === null || !sized) return false;
  return { src, width, height, alt: picture.alt, credit: dom.dataset.credit ?? '' };
};

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: {
    group: 'block',
    content: 'inline*',
    parseDOM: [{ tag: 'p' }],
    toDOM: () => ['p', 0],
  },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { validate: whole(2, 4) } },
    parseDOM: [2, 3, 4].map(heading),
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  },
  bullet_list: {
    group: 'block',
    content: 'list_item+',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  ordered_list: {
    group: 'block',
    content: 'list_item+',
    attrs: { order: { default: 1, validate: whole(1, MAX_INTEGER) } },
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (dom) => ({ order: Math.min(Math.max(Math.trunc(Number((dom as HTMLElement).getAttribute('start') ?? 1)) || 1, 1), MAX_INTEGER) }),
      },
    ],
    toDOM: (node) => (node.attrs.order === 1 ? ['ol', 0] : ['ol', { start: node.attrs.order }, 0]),
  },
  list_item: {
    content: 'paragraph (paragraph | bullet_list | ordered_list)*',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0],
  },
  blockquote: {
    group: 'block',
    content: 'paragraph+ attribution?',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  pull_quote: {
    group: 'block',
    content: 'paragraph+ attribution?',
    defining: true,
    parseDOM: [{ tag: 'blockquote.pull', priority: 60 }],
    toDOM: () => ['blockquote', { class: 'pull' }, 0],
  },
  attribution: {
    content: 'inline*',
    defining: true,
    parseDOM: [{ tag: 'blockquote > footer' }, { tag: 'blockquote > cite', priority: 60 }],
    toDOM: () => ['footer', 0],
  },
  // The content is the caption.
  figure: {
    group: 'block',
    content: 'inline*',
    isolating: true,
    draggable: true,
    attrs: {
      src: { validate: readable(readImageSource) },
      alt: { validate: 'string' },
      width: { validate: whole(1, MAX_INTEGER) },
      height: { validate: whole(1, MAX_INTEGER) },
      credit: { default: '', validate: 'string' },
    },
    parseDOM: [
      {
        tag: 'figure',
        getAttrs: (dom) => readFigure(dom as HTMLElement),
        contentElement: (dom) => (dom as HTMLElement).querySelector('figcaption') ?? dom.ownerDocument!.createElement('figcaption'),
      },
    ],
    toDOM: ({ attrs: { src, alt, width, height, credit } }) => [
      'figure',
      credit ? { 'data-credit': credit } : {},
      ['img', { src, alt, width, height }],
      ['figcaption', 0],
    ],
  },
  // ProseMirror would fill a required place with a picture that does not exist. So it may be empty here, and an empty
  // one is refused on reading and removed while writing (tidy.ts).
  gallery: {
    group: 'block',
    content: 'figure*',
    isolating: true,
    draggable: true,
    parseDOM: [{ tag: 'div.gallery' }],
    toDOM: () => ['div', { class: 'gallery' }, 0],
  },
  table: {
    group: 'block',
    content: 'table_row+',
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: () => ['div', { class: 'table' }, ['table', ['tbody', 0]]],
  },
  table_row: {
    content: '(table_cell | table_header)+',
    tableRole: 'row',
    parseDOM: [{ tag: 'tr' }],
    toDOM: () => ['tr', 0],
  },
  table_cell: {
    content: 'paragraph+',
    attrs: cellAttributes,
    tableRole: 'cell',
    isolating: true,
    parseDOM: [{ tag: 'td', getAttrs: (dom) => readCell(dom as HTMLElement) }],
    toDOM: (node) => ['td', writeCell(node.attrs), 0],
  },
  table_header: {
    content: 'paragraph+',
    attrs: cellAttributes,
    tableRole: 'header_cell',
    isolating: true,
    parseDOM: [{ tag: 'th', getAttrs: (dom) => readCell(dom as HTMLElement) }],
    toDOM: (node) => ['th', writeCell(node.attrs), 0],
  },
  horizontal_rule: {
    group: 'block',
    parseDOM: [{ tag: 'hr' }],
    toDOM: () => ['hr'],
  },
  embed: {
    group: 'block',
    draggable: true,
    attrs: { url: { validate: readable((url) => recogniseEmbed(url)?.url ?? null) } },
    parseDOM: [
      {
        tag: 'figure.embed',
        priority: 60,
        getAttrs: (dom) => {
          const found = recogniseEmbed((dom as HTMLElement).querySelector('a')?.getAttribute('href') ?? '');
          return found ? { url: found.url } : false;
        },
      },
    ],
    toDOM: ({ attrs: { url } }) => ['figure', { class: 'embed' }, ['a', { href: url }, url]],
  },
  text: { group: 'inline' },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
    leafText: () => '\n',
  },
};

/** A mark without attributes that is one element. */
const plain = (element: string, ...others: string[]): MarkSpec => ({
  parseDOM: [element, ...others].map((tag) => ({ tag })),
  toDOM: () => [element, 0],
});

const either = 'superscript subscript';

// The order is the canonical one, from the outside in.
const marks: Record<string, MarkSpec> = {
  link: {
    inclusive: false,
    attrs: {
      href: { validate: readable(readHref) },
      title: { default: null, validate: 'string|null' },
    },
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom) => {
          const href = readHref((dom as HTMLElement).getAttribute('href') ?? '');
          return href === null ? false : { href, title: (dom as HTMLElement).title || null };
        },
      },
    ],
    toDOM: ({ attrs: { href, title } }) => ['a', title ? { href, title } : { href }, 0],
  },
  language: {
    attrs: { lang: { validate: readable(readLanguageTag) } },
    parseDOM: [
      {
        tag: 'span[lang]',
        getAttrs: (dom) => {
          const lang = readLanguageTag((dom as HTMLElement).lang);
          return lang === null ? false : { lang };
        },
      },
    ],
    toDOM: ({ attrs: { lang } }) => ['span', { lang }, 0],
  },
  strong: plain('strong', 'b'),
  em: plain('em', 'i'),
  strike: plain('s', 'del', 'strike'),
  superscript: { ...plain('sup'), excludes: either },
  subscript: { ...plain('sub'), excludes: either },
};

/** The schema of an article's body. */
export const schema = new Schema({ nodes, marks });

/**
 * Reads a stored body.
 * @throws if it is not JSON, not of this schema, or has a table cell or list that the server would refuse.
 */
export function readDocument(json: string): Node {
  const doc = Node.fromJSON(schema, JSON.parse(json));
  if (doc.type !== schema.topNodeType) throw new RangeError(`${doc.type.name} cannot stand here in the document`);
  doc.check();
  doc.descendants((node, _position, parent) => checkNode(node, parent) ?? true);
  checkDepth(doc, 0);
  return doc;
}

function checkNode(node: Node, parent: Node | null): void {
  const { colspan, colwidth } = node.attrs;
  if (colwidth && colwidth.length !== colspan) throw new RangeError('one width per column, or null');
  if (node.type === schema.nodes.gallery && node.childCount === 0) throw new RangeError('gallery is empty');
  if (node.marks.length > 0 && !parent?.inlineContent) throw new RangeError(`${node.type.name} cannot have marks`);
}

function checkDepth(node: Node, depth: number): void {
  node.forEach((child) => {
    const within = isList(child) ? depth + 1 : depth;
    if (within > MAX_LIST_DEPTH) throw new RangeError(`lists stand deeper than ${MAX_LIST_DEPTH}`);
    if (isList(child) || child.type === schema.nodes.list_item) checkDepth(child, within);
  });
}

/** Whether the node is a list of either kind. */
export function isList(node: Node): boolean {
  return node.type === schema.nodes.bullet_list || node.type === schema.nodes.ordered_list;
}
