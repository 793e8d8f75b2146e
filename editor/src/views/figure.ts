// A picture in the surface: its caption is written in place, its alternative text and credit in a dialog of the page.

import type { Node } from 'prosemirror-model';
import { NodeSelection } from 'prosemirror-state';
import type { EditorView, NodeView, ViewMutationRecord } from 'prosemirror-view';
import type { Options } from '../options';

/** The view of a `figure`. */
export class FigureView implements NodeView {
  readonly dom = document.createElement('figure');
  readonly contentDOM = document.createElement('div');
  readonly #picture = document.createElement('img');
  readonly #button = document.createElement('button');
  readonly #credit = document.createElement('small');
  readonly #options: Options;

  constructor(node: Node, view: EditorView, position: () => number | undefined, options: Options) {
    this.#options = options;
    const { words } = options;
    this.contentDOM.className = 'caption';
    this.contentDOM.dataset.placeholder = words.caption_placeholder;
    this.#credit.className = 'credit';
    this.#credit.contentEditable = 'false';
    this.#button.type = 'button';
    this.#button.contentEditable = 'false';
    this.#button.addEventListener('click', () => {
      select(view, position());
      options.asked('picture');
    });
    this.#picture.addEventListener('dblclick', () => {
      select(view, position());
      options.asked('picture');
    });
    const caption = document.createElement('figcaption');
    caption.append(this.contentDOM, this.#credit);
    this.dom.append(this.#picture, this.#button, caption);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'figure') return false;
    const { src, alt, width, height, credit } = node.attrs;
    const { words } = this.#options;
    if (this.#picture.getAttribute('src') !== src) this.#picture.setAttribute('src', src);
    this.#picture.alt = alt;
    this.#picture.width = width;
    this.#picture.height = height;
    this.#credit.textContent = credit;
    const missing = alt.trim() === '';
    this.dom.classList.toggle('without-alt', missing);
    this.dom.setAttribute('aria-label', missing ? words.picture : `${words.picture}: ${alt}`);
    this.#button.className = missing ? 'alt-missing' : 'picture-edit';
    this.#button.textContent = missing ? words.alt_missing : words.picture_edit;
    this.contentDOM.classList.toggle('empty', node.content.size === 0);
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode');
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode');
  }

  stopEvent(event: Event): boolean {
    return this.#button.contains(event.target as globalThis.Node) && !event.type.startsWith('drag');
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}

function select(view: EditorView, position: number | undefined): void {
  if (position !== undefined) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
}
