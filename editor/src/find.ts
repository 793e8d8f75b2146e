// Find and replace. Hits are decorations: they are mapped through changes, and only changed blocks are searched again.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type { FindOptions } from './options';

interface Search {
  pattern: RegExp | null;
  hits: DecorationSet;
  /** The hit one is at. */
  current: { from: number; to: number } | null;
}

type Action = { pattern: RegExp | null } | { current: { from: number; to: number } | null };

const key = new PluginKey<Search>('find');

const nothing: Search = { pattern: null, hits: DecorationSet.empty, current: null };

/** Keeps the hits. */
export function finding(): Plugin<Search> {
  return new Plugin<Search>({
    key,
    state: {
      init: () => nothing,
      apply(tr, search, _old, { doc }) {
        const action = tr.getMeta(key) as Action | undefined;
        if (action && 'pattern' in action) {
          const { pattern } = action;
          if (!pattern) return nothing;
          return { pattern, hits: DecorationSet.create(doc, searchIn(doc, pattern, 0, doc.content.size)), current: null };
        }
        if (!search.pattern) return search;
        let { hits, current } = search;
        if (tr.docChanged) {
          hits = refresh(tr, hits, search.pattern);
          if (current) current = { from: tr.mapping.map(current.from, 1), to: tr.mapping.map(current.to, -1) };
        }
        if (action && 'current' in action) current = action.current;
        return { pattern: search.pattern, hits, current };
      },
    },
    props: {
      decorations(state) {
        const search = key.getState(state);
        if (!search?.pattern) return null;
        const { hits, current } = search;
        if (!current || current.from >= current.to) return hits;
        return hits.add(state.doc, [Decoration.inline(current.from, current.to, { class: 'hit current' })]);
      },
    },
  });
}

/** Hits in the text blocks that touch the range. */
function searchIn(doc: Node, pattern: RegExp, from: number, to: number): Decoration[] {
  const found: Decoration[] = [];
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, '\n');
    for (const hit of text.matchAll(pattern)) {
      const start = position + 1 + hit.index;
      found.push(Decoration.inline(start, start + hit[0].length, { class: 'hit' }));
    }
    return false;
  });
  return found;
}

function refresh(tr: Transaction, hits: DecorationSet, pattern: RegExp): DecorationSet {
  let mapped = hits.map(tr.mapping, tr.doc);
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, start, end) => {
      from = Math.min(from, rest.map(start, -1));
      to = Math.max(to, rest.map(end, 1));
    });
  });
  if (from > to) return mapped;
  const [$from, $to] = [tr.doc.resolve(from), tr.doc.resolve(to)];
  const start = $from.depth > 0 ? $from.start($from.depth) : from;
  const end = $to.depth > 0 ? $to.end($to.depth) : to;
  mapped = mapped.remove(mapped.find(start, end));
  return mapped.add(tr.doc, searchIn(tr.doc, pattern, start, end));
}

function makePattern(query: string, { matchCase, wholeWords }: FindOptions): RegExp | null {
  if (query === '') return null;
  // A plain space or quotation mark in the query finds what typography has made of it.
  const parts = query
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/[ \u{A0}]/gu, '[ \\u{A0}]')
    .replace(/"/g, '["«»„“”]')
    .replace(/'/g, "['‘’]");
  const letter = '[\\p{L}\\p{N}\\p{M}]';
  const source = wholeWords ? `(?<!${letter})(?:${parts})(?!${letter})` : parts;
  return new RegExp(source, matchCase ? 'gu' : 'giu');
}

const sorted = ({ hits }: Search): Decoration[] => hits.find().sort((a, b) => a.from - b.from);

function report(state: EditorState): string {
  const search = key.getState(state)!;
  const hits = sorted(search);
  const current = hits.findIndex((hit) => hit.from === search.current?.from && hit.to === search.current.to) + 1;
  return JSON.stringify({ count: hits.length, current });
}

/** Shows all hits. */
export function find(view: EditorView, query: string, options: FindOptions): string {
  view.dispatch(view.state.tr.setMeta(key, { pattern: makePattern(query, options) }));
  return report(view.state);
}

/** Selects the next hit from the cursor, around the end if need be. */
export function findNext(view: EditorView, backwards: boolean): string {
  const { state } = view;
  const search = key.getState(state)!;
  const hits = sorted(search);
  const { from, to } = search.current ?? state.selection;
  const next = backwards
    ? (hits.findLast((hit) => hit.to <= from) ?? hits[hits.length - 1])
    : (hits.find((hit) => (search.current ? hit.from >= to && hit.to > to : hit.from >= from)) ?? hits[0]);
  if (next) goTo(view, state.tr, next);
  return report(view.state);
}

function goTo(view: EditorView, tr: Transaction, { from, to }: { from: number; to: number }): void {
  tr.setSelection(TextSelection.create(tr.doc, from, to)).setMeta(key, { current: { from, to } });
  view.dispatch(tr.scrollIntoView());
}

/** Replaces the hit one is at, or goes to the next one if one is at none. */
export function replaceHit(view: EditorView, replacement: string): string {
  const search = key.getState(view.state)!;
  const at = sorted(search).find((hit) => hit.from === search.current?.from && hit.to === search.current.to);
  if (!at || !view.editable) return findNext(view, false);
  const tr = view.state.tr;
  put(tr, at, replacement);
  const end = at.from + replacement.length;
  tr.setSelection(TextSelection.create(tr.doc, end)).setMeta(key, { current: null });
  view.dispatch(tr);
  return findNext(view, false);
}

/** Replaces all hits in one step. */
export function replaceAll(view: EditorView, replacement: string): number {
  if (!view.editable) return 0;
  const hits = sorted(key.getState(view.state)!);
  if (hits.length === 0) return 0;
  const tr = view.state.tr;
  for (const hit of hits.reverse()) put(tr, hit, replacement);
  view.dispatch(tr.setMeta(key, { current: null }));
  return hits.length;
}

function put(tr: Transaction, { from, to }: { from: number; to: number }, replacement: string): void {
  if (replacement === '') tr.delete(from, to);
  else tr.insertText(replacement, from, to);
}
