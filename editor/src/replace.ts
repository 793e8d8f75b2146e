// Taking another state of the document over without touching what is the same in both.

import { type Fragment, type Node, Slice } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';

/** Blocks of the old document that are replaced by blocks of the new one; ends excluded. */
interface Hunk {
  oldFrom: number;
  oldTo: number;
  newFrom: number;
  newTo: number;
}

/** Above this many comparisons the middle is one hunk. */
const MAX_COMPARISONS = 1_000_000;

/**
 * A transaction that makes `next` of the document. Only blocks that differ are touched, and within a block only the
 * part that differs. Undo goes on around it and never undoes it.
 */
export function replacement(state: EditorState, next: Node): Transaction {
  const { tr } = state;
  const hunks = findHunks(state.doc.content, next.content);
  // From the end, so that the positions before it stay what they were.
  for (const hunk of hunks.reverse()) replaceHunk(tr, state.doc, next, hunk);
  return tr.setMeta('addToHistory', false);
}

function findHunks(old: Fragment, next: Fragment): Hunk[] {
  const same = (a: number, b: number) => old.child(a) === next.child(b) || old.child(a).eq(next.child(b));
  let start = 0;
  while (start < old.childCount && start < next.childCount && same(start, start)) start++;
  let [oldEnd, newEnd] = [old.childCount, next.childCount];
  while (oldEnd > start && newEnd > start && same(oldEnd - 1, newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  const hunks: Hunk[] = [];
  let [oldFrom, newFrom] = [start, start];
  const add = (oldTo: number, newTo: number) => {
    if (oldTo > oldFrom || newTo > newFrom) hunks.push({ oldFrom, oldTo, newFrom, newTo });
  };
  for (const [a, b] of findCommon(start, oldEnd, start, newEnd, same)) {
    add(a, b);
    [oldFrom, newFrom] = [a + 1, b + 1];
  }
  add(oldEnd, newEnd);
  return hunks;
}

/** The longest common subsequence of the blocks between: pairs of indices in order. */
function findCommon(oldFrom: number, oldTo: number, newFrom: number, newTo: number, same: (a: number, b: number) => boolean): [number, number][] {
  const [rows, columns] = [oldTo - oldFrom, newTo - newFrom];
  if (rows === 0 || columns === 0 || rows * columns > MAX_COMPARISONS) return [];
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const equal = new Uint8Array(rows * columns);
  for (let a = rows - 1; a >= 0; a--) {
    for (let b = columns - 1; b >= 0; b--) {
      const is = same(oldFrom + a, newFrom + b);
      equal[a * columns + b] = Number(is);
      lengths[a * width + b] = is ? lengths[(a + 1) * width + b + 1]! + 1 : Math.max(lengths[(a + 1) * width + b]!, lengths[a * width + b + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let [a, b] = [0, 0]; a < rows && b < columns; ) {
    if (equal[a * columns + b]) pairs.push([oldFrom + a++, newFrom + b++]);
    else if (lengths[(a + 1) * width + b]! >= lengths[a * width + b + 1]!) a++;
    else b++;
  }
  return pairs;
}

function startOf(content: Fragment, index: number): number {
  let position = 0;
  for (let at = 0; at < index; at++) position += content.child(at).nodeSize;
  return position;
}

function replaceHunk(tr: Transaction, old: Node, next: Node, { oldFrom, oldTo, newFrom, newTo }: Hunk): void {
  // Blocks that stand opposite each other are compared within, so that a cursor in one of them keeps its place.
  if (oldTo - oldFrom === newTo - newFrom) {
    for (let index = oldTo - oldFrom - 1; index >= 0; index--) replaceWithin(tr, old, next, oldFrom + index, newFrom + index);
    return;
  }
  replaceWhole(tr, old, next, { oldFrom, oldTo, newFrom, newTo });
}

function replaceWhole(tr: Transaction, old: Node, next: Node, { oldFrom, oldTo, newFrom, newTo }: Hunk): void {
  const [from, to] = [startOf(old.content, oldFrom), startOf(old.content, oldTo)];
  const content = next.content.cut(startOf(next.content, newFrom), startOf(next.content, newTo));
  tr.step(new ReplaceStep(from, to, new Slice(content, 0, 0)));
}

function replaceWithin(tr: Transaction, old: Node, next: Node, oldIndex: number, newIndex: number): void {
  const [before, after] = [old.child(oldIndex), next.child(newIndex)];
  if (before.eq(after)) return;
  if (before.isTextblock && before.sameMarkup(after)) {
    const start = before.content.findDiffStart(after.content)!;
    let { a: oldEnd, b: newEnd } = before.content.findDiffEnd(after.content)!;
    // Where the same words stand twice, both ends may have passed each other.
    const overlap = start - Math.min(oldEnd, newEnd);
    if (overlap > 0) {
      oldEnd += overlap;
      newEnd += overlap;
    }
    const inside = startOf(old.content, oldIndex) + 1;
    tr.step(new ReplaceStep(inside + start, inside + oldEnd, new Slice(after.content.cut(start, newEnd), 0, 0)));
    return;
  }
  replaceWhole(tr, old, next, { oldFrom: oldIndex, oldTo: oldIndex + 1, newFrom: newIndex, newTo: newIndex + 1 });
}
