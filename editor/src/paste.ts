// Pasting and dropping into the surface. What was copied from the surface itself goes ProseMirror's own way, as do
// pictures and addresses that come alone; everything else is read by what paste/put.ts holds.

import { DOMSerializer, type Fragment } from 'prosemirror-model';
import { Plugin, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { holding, hold, putAtHeld } from './held';
import type { Clipping, PutOptions } from './paste/put';
import { loadedReader, loadReader } from './reader';
import { schema } from './schema';
import { renameStyles } from './styles';

/** What pasting needs from the page. */
export interface PasteOptions extends PutOptions {
  /** Language of the article. */
  language(): string;
  /** Only the plain text was put in, since what reads the rest could not be loaded. */
  plain(): void;
}

/** Marks what was copied here. */
const OWN = 'data-tilshi';

/** Reads what is pasted or dropped; with Shift held, its plain text. */
export function pasting(options: PasteOptions): Plugin {
  let shift = false;
  return new Plugin({
    ...holding,
    view() {
      // Safari has no idle time to offer.
      if ('requestIdleCallback' in window) requestIdleCallback(() => void loadReader());
      else setTimeout(loadReader, 1000);
      return {};
    },
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
          void put(view, take(data, shift, options.language()), options);
          return true;
        },
      },
      handleDrop(view, event, _slice, moved) {
        const data = event.dataTransfer;
        const there = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (moved || view.dragging || !data || !there || !isForeign(data)) return false;
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(there.pos))));
        void put(view, take(data, false, options.language()), options);
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

/** Takes all of it at once: after the event the browser does not show it any more. */
function take(data: DataTransfer, plain: boolean, language: string): Clipping {
  return {
    html: plain ? '' : data.getData('text/html'),
    text: data.getData('text/plain'),
    rtf: data.getData('text/rtf'),
    files: [...data.files].filter(({ type }) => type.startsWith('image/')),
    language,
  };
}

/** Puts in what was pasted; if its reader is not there yet, later, but in the same place. */
async function put(view: EditorView, clipping: Clipping, options: PasteOptions): Promise<void> {
  const now = loadedReader();
  if (now) return now.put(view, clipping, options);
  const place = hold(view);
  const reader = await loadReader();
  putAtHeld(view, place, () => {
    if (reader) return reader.put(view, clipping, options);
    if (clipping.text) view.pasteText(clipping.text);
    else view.pasteHTML(clipping.html);
    options.plain();
  });
}
