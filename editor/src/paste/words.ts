// Running text as it is collected from what was pasted: spaces and line ends as a newspaper sets them.

import { Mark, type Node } from 'prosemirror-model';
import { schema } from '../schema';

// Soft hyphens, characters without width or shape, the place of an object, and controls. Joiners and direction marks
// stay: Arabic script and emoji need them.
const NEEDLESS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ufffc]/g;
const SPACES = /[ \t\n\r\f\u00a0\u2000-\u2006\u2008\u200a\u205f\u3000]+/g;
const NBSP = '\u00a0';

/** One space for a run of them; a no-break space only where nothing else stands beside it. */
const oneSpace = (run: string): string => (/^\u00a0+$/.test(run) ? NBSP : ' ');

/** Takes out what cannot be seen and makes one space of many. */
export function tidyWords(text: string): string {
  return text.replace(NEEDLESS, '').replace(SPACES, oneSpace);
}

interface Piece {
  text: string;
  marks: readonly Mark[];
}

/** The words of one paragraph or of several that only line ends part. */
export class Words {
  private lines: Piece[][] = [[]];

  add(text: string, marks: readonly Mark[]): void {
    text.split(/[\u2028\u2029]/).forEach((line, index) => {
      if (index > 0) this.break();
      const tidied = tidyWords(line);
      if (tidied) this.lines.at(-1)!.push({ text: tidied, marks });
    });
  }

  break(): void {
    this.lines.push([]);
  }

  /** Gives the paragraphs and begins anew. An empty line parts paragraphs; with `everyLine` each line end does. */
  take(everyLine = false): Node[][] {
    const paragraphs: Node[][] = [];
    let last: Node[] | null = null;
    for (const line of this.lines.map(trim)) {
      if (line.length === 0) last = null;
      else if (last && !everyLine) last.push(lineEnd(last.at(-1)!, line[0]!), ...line);
      else paragraphs.push((last = line));
    }
    this.lines = [[]];
    return paragraphs;
  }
}

/** The pieces of a line as nodes, with one space at most between them and none at the ends. */
function trim(line: Piece[]): Node[] {
  const kept: Piece[] = [];
  for (const { text, marks } of line) {
    const before = kept.at(-1);
    const doubled = !before || /[ \u00a0]$/.test(before.text);
    const words = doubled ? text.replace(/^[ \u00a0]/, '') : text;
    if (before && doubled && text !== words && text.startsWith(' ')) before.text = before.text.replace(/\u00a0$/, ' ');
    if (words) kept.push({ text: words, marks });
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.text = last.text.replace(/[ \u00a0]$/, '');
    if (last.text) break;
    kept.pop();
  }
  return kept.flatMap((piece, index) => write(piece, kept[index - 1], kept[index + 1]));
}

/** A space at the end of marked words has only the marks that go on beyond it. */
function write({ text, marks }: Piece, before?: Piece, after?: Piece): Node[] {
  const shared = (other?: Piece): Mark[] => marks.filter((mark) => other && mark.isInSet(other.marks));
  const [, first = '', words = '', last = ''] = /^([ \u00a0]?)([^]*?)([ \u00a0]?)$/.exec(text)!;
  return [[first, shared(before)] as const, [words, marks] as const, [last, shared(after)] as const]
    .filter(([part]) => part)
    .map(([part, own]) => schema.text(part, own));
}

/** A line end that belongs to the link or language on both of its sides. */
function lineEnd(before: Node, after: Node): Node {
  return schema.nodes.hard_break!.create(null, null, before.marks.filter((mark) => mark.isInSet(after.marks)));
}
