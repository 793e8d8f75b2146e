// Reads plain text. Nothing in it is a sign: stars and hashes stay what they are.

import { type Node } from 'prosemirror-model';
import { blockOf } from './blocks';
import { Words } from './words';

/** Paragraphs are parted by empty lines, or by line ends where there are no empty ones. */
export function readPlain(text: string): Node[] {
  const lines = text.replace(/\r\n?/g, '\n').trim().split('\n');
  const words = new Words();
  lines.forEach((line, index) => {
    if (index > 0) words.break();
    words.add(line, []);
  });
  return words.take(lines.every((line) => line.trim() !== '')).map(blockOf);
}
