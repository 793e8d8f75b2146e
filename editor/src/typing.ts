// What the surface makes of the keys as they are typed: Markdown's signs and typography. Each change is a step of its
// own after the typed character, so that one undo (or Backspace directly afterwards) gives back what was typed.

import { closeHistory, undo } from 'prosemirror-history';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { schema } from './schema';
import { applyMarkdown } from './typing/markdown';
import { correct } from './typing/typography';

/** How far back a rule looks, in characters. */
const REACH = 400;

/** The cursor as the rules see it. */
export interface Typed {
  state: EditorState;
  /** The text of the block before the cursor, hard breaks as `\n`; only the last few hundred characters. */
  before: string;
  /** Whether `before` begins where the block begins. */
  whole: boolean;
  /** The position of the cursor. */
  position: number;
  /** The language of the words at the cursor: its first subtag, or empty where no rule is known. */
  language: string;
}

const key = new PluginKey<boolean>('typing');

/** Applies the rules; `language` gives the language of the article. */
export function typing(language: () => string): Plugin<boolean> {
  // A key in between, also one that moves the cursor away and back, makes Backspace an ordinary one again.
  let pressedOther = false;
  return new Plugin<boolean>({
    key,
    state: {
      init: () => false,
      // Whether the last change was one of the rules'.
      apply: (tr, corrected) => (tr.getMeta(key) === true ? true : tr.docChanged || tr.selectionSet ? false : corrected),
    },
    props: {
      handleTextInput(view, _from, _to, text, insert) {
        if (view.composing || [...text].length !== 1) return false;
        view.dispatch(insert());
        pressedOther = false;
        correctTyped(view, language());
        return true;
      },
      handleKeyDown(view, event) {
        if (event.key !== 'Backspace' || event.ctrlKey || event.altKey || event.metaKey || view.composing) {
          pressedOther = true;
          return false;
        }
        return !pressedOther && key.getState(view.state) === true && undo(view.state, view.dispatch);
      },
    },
  });
}

function correctTyped(view: EditorView, articleLanguage: string): void {
  const typed = readTyped(view.state, articleLanguage);
  const tr = typed && (applyMarkdown(typed) ?? correct(typed));
  if (!tr) return;
  view.dispatch(closeHistory(tr).setMeta(key, true).scrollIntoView());
  // What is typed next must not be undone together with the change.
  view.dispatch(closeHistory(view.state.tr).setMeta(key, true));
}

function readTyped(state: EditorState, articleLanguage: string): Typed | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.$cursor) return null;
  const { $cursor } = selection;
  const offset = $cursor.parentOffset;
  const start = Math.max(0, offset - REACH);
  const before = $cursor.parent.textBetween(start, offset, undefined, '\n');
  const mark = schema.marks.language!.isInSet(state.storedMarks ?? $cursor.marks());
  return { state, before, whole: start === 0, position: $cursor.pos, language: readLanguage(mark?.attrs.lang ?? articleLanguage) };
}

/** The rules are those of a language in its usual script; Kazakh in Arabic letters has others. */
function readLanguage(tag: string): string {
  const [language = '', ...rest] = tag.toLowerCase().split('-');
  return rest.includes('arab') ? '' : language;
}

/** Puts `text` in the place of `length` characters before the cursor, `back` characters before it. */
export function putBefore({ state, position }: Typed, text: string, length: number, back = 0): Transaction {
  const end = position - back;
  const tr = state.tr.insertText(text, end - length, end);
  return tr.setSelection(TextSelection.create(tr.doc, position - length + text.length));
}
