// Pasting and dropping into the surface. What was copied from the surface itself goes ProseMirror's own way, as do
// pictures and addresses that come alone; everything else is read here.

import { DOMSerializer, type Fragment, Slice } from 'prosemirror-model';
import { Plugin, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { renameStyles } from './paste/look';
import { type Arriving, takePending } from './paste/picture';
import { place } from './paste/place';
import { readPlain } from './paste/plain';
import { readHtml, type Reading } from './paste/read';
import { schema } from './schema';

export type { Arriving } from './paste/picture';

/** What pasting needs from the page. */
export interface PasteOptions {
  /** Language of the article. */
  language(): string;
  /** Takes pictures of a pasted text to the server and puts them in their places, which belong to the document now. */
  pictures(view: EditorView, arriving: Arriving[]): void;
  /** So many pictures of other sites, or that only lie on the person's computer, were left out. */
  left(count: number): void;
}

/** Marks what was copied here. */
const OWN = 'data-tilshi';

/** Reads what is pasted or dropped; with Shift held, its plain text. */
export function pasting(options: PasteOptions): Plugin {
  let shift = false;
  return new Plugin({
    props: {
      // What is not read here.
      transformPastedHTML: renameStyles,
      clipboardSerializer: new MarkingSerializer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema)),
      handleDOMEvents: {
        keydown(_view, event) {
          shift = event.shiftKey && event.key !== 'Insert';
          return false;
        },
        keyup(_view, event) {
          shift &&= event.key !== 'Shift';
          return false;
        },
        blur() {
          shift = false;
          return false;
        },
        paste(view, event) {
          const data = event.clipboardData;
          // While an input method composes, the browser puts its own words in.
          if (!data || !view.editable || view.composing || !(shift ? data.getData('text/plain') : isForeign(data))) return false;
          event.preventDefault();
          put(view, event, read(data, shift, options.language()), options);
          return true;
        },
      },
      handleDrop(view, event, _slice, moved) {
        const data = event.dataTransfer;
        const there = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (moved || view.dragging || !data || !there || !isForeign(data)) return false;
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(there.pos))));
        put(view, event, read(data, false, options.language()), options);
        view.focus();
        return true;
      },
    },
  });
}

/** Says of what is copied that it came from here, so that pasting it back loses nothing. */
class MarkingSerializer extends DOMSerializer {
  override serializeFragment(fragment: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment): HTMLElement | DocumentFragment {
    const dom = super.serializeFragment(fragment, options, target);
    if (!target) dom.firstElementChild?.setAttribute(OWN, '');
    return dom;
  }
}

/** Whether there is text that was not copied here, and is more than one address. */
function isForeign(data: DataTransfer): boolean {
  const html = data.getData('text/html');
  const text = data.getData('text/plain').trim();
  if (html.includes(OWN) || (html === '' && text === '')) return false;
  return !/^https?:\/\/\S+$/i.test(text) || /<(p|li|td|h\d|img)\b/i.test(html);
}

function read(data: DataTransfer, plain: boolean, language: string): Reading {
  const html = plain ? '' : data.getData('text/html');
  const files = [...data.files].filter(({ type }) => type.startsWith('image/'));
  const reading = html ? readHtml({ html, rtf: data.getData('text/rtf'), files, language }) : null;
  return reading && (reading.blocks.length > 0 || reading.left > 0) ? reading : { blocks: readPlain(data.getData('text/plain')), pictures: [], left: 0 };
}

function put(view: EditorView, event: Event, { blocks, pictures, left }: Reading, options: PasteOptions): void {
  const [only] = blocks;
  if (only) {
    // The plug-in for tables puts cells into cells.
    const cells = blocks.length === 1 && only.type === schema.nodes.table;
    const slice = new Slice(schema.nodes.doc!.create(null, blocks).content, 0, 0);
    if (!cells || !view.someProp('handlePaste', (handle) => handle(view, event as ClipboardEvent, slice))) {
      const tr = place(view.state, blocks);
      const arriving = takePending(tr, pictures);
      view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
      if (arriving.length > 0) options.pictures(view, arriving);
    }
  }
  if (left > 0) options.left(left);
}
