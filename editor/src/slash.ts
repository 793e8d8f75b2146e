// The "/" menu is the page's. Here is known when it is open, what has been typed for it, and where it stands.

import { closeHistory } from 'prosemirror-history';
import { type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Options } from './options';

/** Where the "/" stands; null: closed. */
type Slash = { from: number } | null;

const key = new PluginKey<Slash>('slash');

const MAX_QUERY = 30;
const TAKEN = new Set(['ArrowUp', 'ArrowDown', 'Enter', 'Tab', 'Escape']);

/** Opens the menu on a "/" at the beginning of a block or after a space. */
export function slash(options: Options): Plugin<Slash> {
  return new Plugin<Slash>({
    key,
    state: {
      init: () => null,
      apply(tr, open, _old, state) {
        const given = tr.getMeta(key) as Slash | undefined;
        if (given !== undefined) return given;
        if (!open) return null;
        const moved = tr.docChanged ? { from: tr.mapping.map(open.from) } : open;
        return readQuery(state, moved) === null ? null : moved;
      },
    },
    props: {
      handleTextInput(view, from, _to, text, insert) {
        if (text !== '/' || view.composing || !opensAt(view.state, from)) return false;
        view.dispatch(insert().setMeta(key, { from }));
        return true;
      },
      handleKeyDown(view, event) {
        if (!key.getState(view.state) || view.composing || !TAKEN.has(event.key)) return false;
        const taken = options.key(event.key);
        if (event.key === 'Escape') closeSlash(view);
        return taken || event.key === 'Escape';
      },
    },
    view: () => {
      let told: string | null = null;
      return {
        update(view) {
          const state = describe(view);
          if (state === told) return;
          told = state;
          options.slash(state);
        },
        destroy: () => {
          if (told !== null) options.slash(null);
        },
      };
    },
  });
}

function opensAt(state: EditorState, from: number): boolean {
  const $from = state.doc.resolve(from);
  if (!$from.parent.isTextblock) return false;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset, undefined, '\n');
  return before === '' || /\s/u.test(before);
}

/** What has been typed after the "/"; null if the cursor is no longer behind it. */
function readQuery({ doc, selection }: EditorState, { from }: { from: number }): string | null {
  if (!(selection instanceof TextSelection) || !selection.$cursor) return null;
  const { $cursor } = selection;
  if ($cursor.pos <= from || from < $cursor.start()) return null;
  const text = doc.textBetween(from, $cursor.pos, '\n', '\n');
  return text.startsWith('/') && text.length <= MAX_QUERY && !/\s/u.test(text) ? text.slice(1) : null;
}

function describe(view: EditorView): string | null {
  const open = key.getState(view.state);
  const query = open ? readQuery(view.state, open) : null;
  if (!open || query === null) return null;
  const { left, top, bottom } = view.coordsAtPos(open.from);
  return JSON.stringify({ query, left, top, bottom });
}

/** Closes the menu; what has been typed stays. */
export function closeSlash(view: EditorView): void {
  if (key.getState(view.state)) view.dispatch(view.state.tr.setMeta(key, null));
}

/** Closes the menu and removes what has been typed for it. */
export function removeSlash(view: EditorView): void {
  const open = key.getState(view.state);
  if (!open || readQuery(view.state, open) === null) return;
  view.dispatch(closeHistory(view.state.tr.delete(open.from, view.state.selection.from)).setMeta(key, null));
}
