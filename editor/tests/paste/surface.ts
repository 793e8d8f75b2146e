// The surface with nothing but what pasting needs, for the browser.

import { history, undo } from 'prosemirror-history';
import { Node } from 'prosemirror-model';
import { EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { pasting } from '../../src/paste';
import type { Arriving } from '../../src/paste/picture';
import { loadReader } from '../../src/reader';
import { readDocument, schema } from '../../src/schema';
import { tidy } from '../../src/tidy';

const { readHtml } = (await loadReader())!;

const doc = (content: unknown[]) => Node.fromJSON(schema, { type: 'doc', content });

const told = { arriving: [] as (Omit<Arriving, 'file'> & { type: string; size: number })[], left: 0 };
let language = 'kk';

const view = new EditorView(document.querySelector<HTMLElement>('#place')!, {
  state: EditorState.create({
    schema,
    plugins: [
      pasting({
        language: () => language,
        plain: () => {},
        left: (count) => (told.left += count),
        pictures: (_view, arriving) => told.arriving.push(...arriving.map(({ file: { type, size }, ...rest }) => ({ type, size, ...rest }))),
      }),
      tidy(),
      tableEditing(),
      history(),
    ],
  }),
});

/** Numbers from 0 to 1 that are the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ELEMENTS =
  'p p div h1 h3 h6 ul ol li li blockquote figure figcaption footer cite table tr td th thead tbody caption b i s sup sub a span pre br hr img section dl dd center q'.split(' ');
const ATTRIBUTES = [
  '', '', '', ' lang="ru"', ' href="https://e.test/"', ' colspan="3"', ' rowspan="4"', ' style="font-weight:bold"', ' start="4"', ' aria-level="3"', ' class="wp-block-pullquote"',
  ' style="mso-list:l0 level2 lfo1"', ' style="white-space:pre"', ' class="MsoQuote"', ' role="heading" aria-level="9"', ' value="7"', ' role="presentation"',
  ' src="/media/a/b.png" width="4" height="3"', ' src="data:image/png;base64,' + btoa('x'.repeat(100)) + '"', ' src="https://e.test/x.png"', ' class="MsoCaption"',
];
let word = 0;

/** Elements in elements; every word is there once. */
function nest(random: () => number, depth: number): string {
  const pick = <Of>(from: Of[]): Of => from[Math.floor(random() * from.length)]!;
  let html = '';
  for (let count = Math.floor(random() * 4) + 1; count > 0; count -= 1) {
    if (depth === 0 || random() < 0.3) html += pick([`w${(word += 1)}x `, '\n  ', '&nbsp;', `w${(word += 1)}x<br>`, 'https://t.me/tilshi/4']);
    else {
      const name = pick(ELEMENTS);
      html += `<${name}${pick(ATTRIBUTES)}>${nest(random, depth - 1)}</${name}>`;
    }
  }
  return html;
}

const wordsOf = (html: string): string => html.match(/w\d+x/g)?.join(' ') ?? '';

/** The words that the document has not, or not once. */
function missing(document: Node, words: string): string | null {
  const found = document.textContent;
  return words.match(/w\d+x/g)?.filter((part) => found.split(part).length !== 2).join(' ') || null;
}

const api = {
  told,
  view,
  /** Shows a document with the cursor at the first "|" (taken out) or the words between two. */
  show(content: unknown[], given = 'kk'): void {
    language = given;
    [told.arriving, told.left] = [[], 0];
    const state = EditorState.create({ doc: doc(content), plugins: view.state.plugins });
    view.updateState(state);
    const ends: number[] = [];
    state.doc.descendants((node, position) => {
      if (node.isText) for (const found of node.text!.matchAll(/\|/g)) ends.push(position + found.index);
    });
    const tr = state.tr;
    for (const end of ends.slice().reverse()) tr.delete(end, end + 1);
    const [from = 1, to = from + 1] = ends;
    tr.setSelection(TextSelection.create(tr.doc, from, to - (ends.length > 1 ? 1 : 1)));
    view.dispatch(tr.setMeta('addToHistory', false));
    view.focus();
  },
  selectNode(position: number): void {
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
  },
  /** Pastes as the browser does, with a real event. */
  paste(formats: Record<string, string>, files: [name: string, type: string][] = [], shift = false): void {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(formats)) data.setData(type, text);
    for (const [name, type] of files) data.items.add(new File(['picture'], name, { type }));
    if (shift) view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'V', shiftKey: true, ctrlKey: true, bubbles: true }));
    view.dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    view.dom.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift', bubbles: true }));
  },
  /** Copies the whole document, or the selection, as the browser does; gives what lies on the clipboard. */
  copy(all = true): Record<string, string> {
    const { state } = view;
    if (all) view.dispatch(state.tr.setSelection(TextSelection.between(state.doc.resolve(1), state.doc.resolve(state.doc.content.size - 1))));
    const data = new DataTransfer();
    view.dom.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return Object.fromEntries([...data.types].map((type) => [type, data.getData(type)]));
  },
  json: (): { content: unknown[] } => view.state.doc.toJSON(),
  /** Reads HTML and says what is wrong with it; null: nothing. */
  check(html: string): string | null {
    try {
      const { blocks } = readHtml({ html, rtf: '', files: [], language });
      const read = schema.nodes.doc!.create(null, blocks);
      if (blocks.length) readDocument(JSON.stringify(read));
      return missing(read, wordsOf(html));
    } catch (error) {
      return `${error}`;
    }
  },
  /** Whether the document now is one that the server takes. */
  isValid(): boolean {
    readDocument(JSON.stringify(view.state.doc));
    return true;
  },
  undo: (): boolean => undo(view.state, view.dispatch),
  /** Reads random HTML; gives what is wrong with the first few. */
  tryNestings(seed: number, count: number): string[] {
    const random = generator(seed);
    const wrong: string[] = [];
    for (let index = 0; index < count && wrong.length < 40; index += 1) {
      const html = nest(random, 6);
      const problem = api.check(html);
      if (problem) wrong.push(`${problem}: ${html}`);
    }
    return wrong.sort((one, other) => one.length - other.length).slice(0, 1);
  },
  /** Pastes random HTML into a document. */
  tryPlaces(content: unknown[], seed: number, count: number): string[] {
    const random = generator(seed);
    const wrong: string[] = [];
    for (let index = 0; index < count && wrong.length < 40; index += 1) {
      const html = nest(random, 5);
      try {
        api.show(content);
        api.paste({ 'text/html': html });
        api.isValid();
        const lost = missing(view.state.doc, `алда${wordsOf(html)}`);
        if (lost) wrong.push(`lost ${lost}: ${html}`);
      } catch (error) {
        wrong.push(`${error}: ${html}`);
      }
    }
    return wrong.sort((one, other) => one.length - other.length).slice(0, 1);
  },
  letters: (html: string): string => new DOMParser().parseFromString(html, 'text/html').body.textContent!.replace(/\s/g, ''),
};

export type Api = typeof api;
Object.assign(window, { api });
document.documentElement.classList.add('ready');
