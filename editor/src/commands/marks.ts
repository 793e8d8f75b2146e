// Commands on running text: links, languages, plain text.

import type { Mark, MarkType } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { readHref } from '../address';
import { readLanguageTag } from '../language';
import { schema } from '../schema';

const { link, language } = schema.marks as Record<string, MarkType>;

/** The mark of this type at the cursor or in the selection. */
export function markAt(state: EditorState, type: MarkType): Mark | null {
  const { $from, from, to, empty } = state.selection;
  const atCursor = type.isInSet(state.storedMarks ?? $from.marks());
  if (empty) return atCursor ?? type.isInSet($from.nodeAfter?.marks ?? []) ?? null;
  let found: Mark | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    found ??= (node.isInline && type.isInSet(node.marks)) || null;
    return !found;
  });
  return found;
}

/** How far the mark at the cursor goes. */
function extent(state: EditorState, mark: Mark): { from: number; to: number } {
  const { $from } = state.selection;
  const { parent } = $from;
  let index = $from.index();
  if (!mark.isInSet(parent.maybeChild(index)?.marks ?? [])) index--;
  let [first, last] = [index, index];
  while (first > 0 && mark.isInSet(parent.child(first - 1).marks)) first--;
  while (last + 1 < parent.childCount && mark.isInSet(parent.child(last + 1).marks)) last++;
  return { from: $from.posAtIndex(first), to: $from.posAtIndex(last + 1) };
}

/** What a person types for an address: without `https://` it is meant all the same. */
export function readTypedHref(typed: string): string | null {
  const address = typed.trim();
  const read = readHref(address);
  if (read !== null || /^[a-z]+:/i.test(address)) return read;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/u.test(address)) return readHref(`mailto:${address}`);
  return /^[^\s/]+\.\p{L}{2,}(\/|$|\?|:)/u.test(address) ? readHref(`https://${address}`) : null;
}

/** Sets, changes or (with an empty address) removes a link: JSON {href, title}. */
export function setLink(given: string | undefined): Command {
  return (state, dispatch) => {
    const { selection, tr } = state;
    const existing = markAt(state, link!);
    if (given === undefined) return selection.$from.parent.inlineContent;
    const { href: typed = '', title = null } = JSON.parse(given) as { href?: string; title?: string | null };
    const { from, to } = selection.empty && existing ? extent(state, existing) : selection;
    if (typed.trim() === '') {
      if (!existing) return false;
      dispatch?.(tr.removeMark(from, to, link));
      return true;
    }
    const href = readTypedHref(typed);
    if (href === null || !selection.$from.parent.inlineContent) return false;
    const mark = link!.create({ href, title: title?.trim() || null });
    if (dispatch) {
      if (from === to) tr.replaceSelectionWith(schema.text(typed.trim(), mark.addToSet(selection.$from.marks())), false);
      else tr.addMark(from, to, mark);
      tr.removeStoredMark(link!);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** Says that the selected words are in another language; an empty tag removes it. */
export function setLanguage(tag: string | undefined): Command {
  return (state, dispatch) => {
    const { selection, tr } = state;
    if (!selection.$from.parent.inlineContent) return false;
    if (tag === undefined) return true;
    const existing = markAt(state, language!);
    const { from, to } = selection.empty && existing ? extent(state, existing) : selection;
    if (tag === '') {
      if (!existing) return false;
      dispatch?.(tr.removeMark(from, to, language).removeStoredMark(language!));
      return true;
    }
    const lang = readLanguageTag(tag);
    if (lang === null) return false;
    const mark = language!.create({ lang });
    dispatch?.(from === to ? tr.addStoredMark(mark) : tr.addMark(from, to, mark));
    return true;
  };
}

/** Takes all marks off the selected words. */
export const clearMarks: Command = (state, dispatch) => {
  const { from, to, empty } = state.selection;
  if (empty) {
    if (!state.storedMarks?.length) return false;
    dispatch?.(state.tr.setStoredMarks([]));
    return true;
  }
  const { tr } = state;
  tr.removeMark(from, to);
  if (!tr.docChanged) return false;
  dispatch?.(tr);
  return true;
};

/** Puts words in at the cursor. */
export function insertText(text: string | undefined): Command {
  return (state, dispatch) => {
    if (!(state.selection instanceof TextSelection)) return false;
    if (text) dispatch?.(state.tr.insertText(text).scrollIntoView());
    return true;
  };
}
