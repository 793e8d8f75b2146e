// Words and characters, counted as crates/document/src/text/count.rs counts them.

import type { Node } from 'prosemirror-model';

/** How much a text holds. */
export interface Counts {
  words: number;
  characters: number;
}

const SEPARATOR = /[\p{White_Space}–—―…]/u;
const JOINS_DIGITS = /[\u{A0}\u{202F}\u{2009}–]/u;
const NUMERIC = /\p{N}/u;
const WORD = /[\p{Alphabetic}\p{N}]/u;

/** Words as newspapers count them: between white space or dashes, with a letter or digit in them. */
export function countWords(text: string): number {
  let count = 0;
  let inWord = false;
  const characters = [...text];
  characters.forEach((character, index) => {
    const joined = (): boolean =>
      JOINS_DIGITS.test(character) && NUMERIC.test(characters[index - 1] ?? '') && NUMERIC.test(characters[index + 1] ?? '');
    if (SEPARATOR.test(character) && !joined()) inWord = false;
    else if (!inWord && WORD.test(character)) {
      inWord = true;
      count += 1;
    }
  });
  return count;
}

// Grapheme_Extend for the scripts of the paper, as in crates/document/src/characters.rs.
const EXTENDING =
  '\\u{300}-\\u{36F}\\u{483}-\\u{489}\\u{591}-\\u{5BD}\\u{5BF}\\u{5C1}\\u{5C2}\\u{5C4}\\u{5C5}\\u{5C7}\\u{610}-\\u{61A}\\u{64B}-\\u{65F}\\u{670}\\u{6D6}-\\u{6DC}\\u{6DF}-\\u{6E4}\\u{6E7}\\u{6E8}\\u{6EA}-\\u{6ED}\\u{8D3}-\\u{8E1}\\u{8E3}-\\u{8FF}\\u{1AB0}-\\u{1AFF}\\u{1DC0}-\\u{1DFF}\\u{200C}\\u{200D}\\u{20D0}-\\u{20FF}\\u{2DE0}-\\u{2DFF}\\u{A66F}-\\u{A672}\\u{A674}-\\u{A67D}\\u{A69E}\\u{A69F}\\u{FE00}-\\u{FE0F}\\u{FE20}-\\u{FE2F}\\u{1F3FB}-\\u{1F3FF}\\u{E0020}-\\u{E007F}\\u{E0100}-\\u{E01EF}';
const PICTOGRAPH = '\\u{2190}-\\u{2BFF}\\u{3030}\\u{1F000}-\\u{1FAFF}';
const FLAG = '[\\u{1F1E6}-\\u{1F1FF}]';
const joined = `(?:[${EXTENDING}]|(?<=\\u{200D})[${PICTOGRAPH}])*`;
const CLUSTER = new RegExp(`${FLAG}${joined}(?:(?<=${FLAG})${FLAG})?${joined}|[\\p{Cc}]|[^]${joined}`, 'gu');

/** Characters as a reader counts them; line ends and soft hyphens are none. */
export function countCharacters(text: string): number {
  return text.replace(/[\u{AD}\n]/gu, '').match(CLUSTER)?.length ?? 0;
}

const known = new WeakMap<Node, Counts>();

/** Counts the running texts in a node. Nodes never change, so each is counted once. */
export function countNode(node: Node): Counts {
  const found = known.get(node);
  if (found) return found;
  let counts: Counts = { words: 0, characters: 0 };
  if (node.isTextblock) {
    const text = node.textBetween(0, node.content.size, undefined, '\n');
    counts = { words: countWords(text), characters: countCharacters(text) };
  } else {
    node.forEach((child) => {
      const inner = countNode(child);
      counts.words += inner.words;
      counts.characters += inner.characters;
    });
  }
  known.set(node, counts);
  return counts;
}
