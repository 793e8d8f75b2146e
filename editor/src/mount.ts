// Puts the surface together.

import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { history } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { EditorState, NodeSelection, Plugin, Selection, type Transaction } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import { commandOf } from './commands';
import { countNode } from './counts';
import { find, findNext, finding, replaceAll, replaceHit } from './find';
import { keyboard } from './keys';
import { pastingAddresses } from './links';
import type { Options, Surface } from './options';
import { pasting } from './paste';
import { replacement } from './replace';
import { readDocument, schema } from './schema';
import { describeSelection } from './selected';
import { closeSlash, removeSlash, slash } from './slash';
import { tidy } from './tidy';
import { typing } from './typing';
import { uploading, uploadPasted } from './upload';
import { viewEmbed, viewGallery } from './views/blocks';
import { FigureView } from './views/figure';
import { fill } from './words';

/** Marks a transaction that takes over what others wrote. */
const TAKEN_OVER = 'taken over';

/**
 * Puts the surface into `place`.
 * @throws if the document is not of the schema.
 */
export function mount(place: HTMLElement, options: Options): Surface {
  let { editable, language } = options;
  let frame = 0;
  const attributes = () => ({
    class: 'body',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': options.label,
    'aria-readonly': String(!editable),
    lang: language,
    spellcheck: 'true',
    tabindex: '0',
  });
  const view = new EditorView(place, {
    state: EditorState.create({ doc: readDocument(options.document), plugins: makePlugins(options, () => language) }),
    attributes: attributes(),
    editable: () => editable,
    dispatchTransaction: dispatch,
    handleClickOn(view, _position, node, position, event) {
      const onPicture = node.type === schema.nodes.figure && event.target instanceof HTMLImageElement;
      if (!onPicture) return false;
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
      return true;
    },
    nodeViews: {
      figure: (node, view, position) => new FigureView(node, view, position, options),
      gallery: () => viewGallery(options),
      embed: (node) => viewEmbed(node, options),
    },
  });
  describe();

  function dispatch(this: EditorView, tr: Transaction): void {
    const before = this.state;
    const { state, transactions } = before.applyTransaction(tr);
    this.updateState(state);
    const changed = transactions.some((part) => part.docChanged);
    if (changed && !tr.getMeta(TAKEN_OVER)) options.changed();
    if (changed || !state.selection.eq(before.selection) || state.storedMarks !== before.storedMarks) describe();
    if (!state.selection.eq(before.selection)) announce(state);
  }

  function describe(): void {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      if (!view.isDestroyed) options.selected(JSON.stringify(describeSelection(view.state)));
    });
  }

  /** A selected block is no place for a cursor: a screen reader would not say that it has been reached. */
  function announce({ selection }: EditorState): void {
    if (!(selection instanceof NodeSelection)) return;
    const name = (view.nodeDOM(selection.from) as HTMLElement | null)?.getAttribute?.('aria-label');
    if (name) options.told(name);
  }

  const run = (name: string, argument?: string): boolean => {
    const command = editable ? commandOf(name, argument) : null;
    return command ? command(view.state, view.dispatch, view) : false;
  };

  return {
    json: () => writeDocument(view.state.doc),
    replace(document) {
      const tr = replacement(view.state, readDocument(document));
      if (tr.docChanged) view.dispatch(tr.setMeta(TAKEN_OVER, true));
    },
    run,
    setEditable(given) {
      editable = given;
      view.setProps({ attributes: attributes() });
    },
    setLanguage(given) {
      language = given;
      view.setProps({ attributes: attributes() });
    },
    focus(where = 'here') {
      if (where !== 'here') {
        const selection = where === 'start' ? Selection.atStart(view.state.doc) : Selection.atEnd(view.state.doc);
        view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
      }
      view.focus();
    },
    counts: () => JSON.stringify(countNode(view.state.doc)),
    find: (query, given) => find(view, query, given),
    findNext: (backwards) => findNext(view, backwards),
    replaceHit: (replacement) => replaceHit(view, replacement),
    replaceAll: (replacement) => replaceAll(view, replacement),
    acceptSlash(command, argument) {
      removeSlash(view);
      run(command, argument);
      view.focus();
    },
    closeSlash: () => closeSlash(view),
    destroy() {
      cancelAnimationFrame(frame);
      view.destroy();
    },
  };
}

/** The first that handles a key or a paste keeps it from those after it. */
function makePlugins(options: Options, language: () => string): Plugin[] {
  return [
    slash(options),
    typing(language),
    keyboard(options),
    pastingAddresses(),
    uploading(options),
    pasting({
      language,
      pictures: (view, arriving) => uploadPasted(view, options, arriving),
      left: (count) => options.told(fill(options.words.pictures_left, { count: String(count) })),
      plain: () => options.told(options.words.pasted_plain),
    }),
    tidy(),
    history({ newGroupDelay: 500 }),
    finding(),
    placeholder(options.words.placeholder),
    dropCursor({ class: 'drop-cursor', color: false, width: 2 }),
    gapCursor(),
    tableEditing(),
  ];
}

function placeholder(text: string): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const { firstChild } = doc;
        if (doc.childCount > 1 || firstChild?.type !== schema.nodes.paragraph || firstChild?.content.size) return null;
        return DecorationSet.create(doc, [Decoration.node(0, 2, { class: 'empty', 'data-placeholder': text })]);
      },
    },
  });
}

const written = new WeakMap<Node, string>();

/** The document as JSON. Blocks never change, so each is written once: this is called after every key. */
function writeDocument(doc: Node): string {
  const blocks = doc.children.map((block) => {
    const known = written.get(block) ?? JSON.stringify(block);
    written.set(block, known);
    return known;
  });
  return `{"type":"doc","content":[${blocks.join(',')}]}`;
}
