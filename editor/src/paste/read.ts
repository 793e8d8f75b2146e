// Reads what other programs put on the clipboard as HTML. Structure, links, tables and emphasis are kept; how it looked
// is not.

import { Fragment, type Node } from 'prosemirror-model';
import { recogniseEmbed } from '../embed';
import { schema } from '../schema';
import { renameStyles } from '../styles';
import { asParagraphs, blockOf, gather, isNode, isWords, type Item, joinWords, paragraph, quotation } from './blocks';
import { type Language, readLanguages } from './language';
import { enter, isDropped, type Look, marksOf, PLAIN, style, styleOf } from './look';
import { readOwnPicture, pendingFigure, readDataPicture, readRtfPictures } from './picture';
import { type PastedCell, tableOf } from './table';
import { tidyWords, Words } from './words';

/** What the clipboard holds beside the plain text. */
export interface Source {
  html: string;
  rtf: string;
  /** Pictures that lie on the clipboard themselves. */
  files: File[];
  /** Language of the text it is pasted into. */
  language: string;
}

/** What was read. */
export interface Reading {
  blocks: Node[];
  /** Pictures to upload; the figures that wait for them have their numbers (`pendingNumber`). */
  pictures: File[];
  /** How many pictures could not be taken over. */
  left: number;
}

const BLOCKS =
  'address,article,aside,body,center,dd,details,dialog,div,dl,dt,fieldset,figcaption,footer,form,header,main,nav,p,pre,section,summary,caption,tr,td,th';
const STRUCTURE = `${BLOCKS},ul,ol,li,table,blockquote,figure,hr,h1,h2,h3,h4,h5,h6`;
const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"], p.MsoTitle';
const QUOTES = 'blockquote, .MsoQuote, .MsoIntenseQuote';
const POSTS = '.twitter-tweet, .instagram-media, .tiktok-embed';

/** Reads HTML. Never fails; nothing is loaded, since the parsed page is not shown. */
export function readHtml(source: Source): Reading {
  const { body } = new DOMParser().parseFromString(renameStyles(source.html), 'text/html');
  return new Reader(body, source).reading;
}

class Reader {
  readonly reading: Reading = { blocks: [], pictures: [], left: 0 };
  private entries: (Node | Item)[] = [];
  private words = new Words();
  private attribution: Node[] | null = null;
  private level = 0;
  private quoting = false;
  private readonly everyLine: boolean;
  private readonly languages: Map<string, Language>;
  private readonly files = new Map<Element, File>();

  constructor(body: Element, source: Source) {
    restoreSpaces(body);
    // Only line ends part such a text (a message, a note): they are its paragraphs unless it has empty lines.
    const plain = body.cloneNode(true) as Element;
    this.everyLine = !body.querySelector(STRUCTURE) && !/\n[ \t]*\n/.test(withLineEnds(plain));
    this.languages = readLanguages(body.ownerDocument.documentElement, source.language);
    this.findFiles(body, source);
    const language = body.getAttribute('lang') ?? body.ownerDocument.documentElement.getAttribute('lang');
    this.reading.blocks = this.blocksOf(body, { ...PLAIN, language });
  }

  /** Pairs pictures that the HTML only names with those that came in other ways. */
  private findFiles(body: Element, { rtf, files }: Source): void {
    const images = [...body.querySelectorAll('img')];
    const local = images.filter((image) => !/^(https?|data):/i.test(image.src) && !readOwnPicture(image));
    const offered = [readRtfPictures(rtf), files].find(({ length }) => length > 0 && length === local.length);
    offered?.forEach((file, index) => this.files.set(local[index]!, file));
    // A picture that was copied from a page by itself.
    if (images.length === 1 && files.length === 1 && !body.textContent!.trim()) this.files.set(images[0]!, files[0]!);
  }

  /** What stands in the element, as blocks of their own. */
  private blocksOf(element: Element, look: Look): Node[] {
    return gather(this.entriesOf(element, look));
  }

  private entriesOf(element: Element, look: Look): (Node | Item)[] {
    const [entries, words] = [this.entries, this.words];
    [this.entries, this.words] = [[], new Words()];
    this.visitChildren(element, look);
    this.flush();
    const found = this.entries;
    [this.entries, this.words] = [entries, words];
    return found;
  }

  private lineOf(element: Element, look: Look): Node[] {
    const blocks = this.blocksOf(element, look);
    this.after.push(...blocks.filter(({ type }) => type === schema.nodes.figure));
    return joinWords(blocks.filter(({ type }) => type !== schema.nodes.figure).flatMap(asParagraphs));
  }

  /** Pictures that stood where only words can. */
  private after: Node[] = [];

  private flush(): void {
    for (const content of this.words.take(this.everyLine)) this.entries.push(blockOf(content));
  }

  private add(...blocks: Node[]): void {
    this.flush();
    this.entries.push(...blocks, ...this.after.splice(0));
  }

  private visitChildren(element: Element, look: Look): void {
    for (const child of element.childNodes) {
      if (child.nodeType === 3) this.visitText(child.nodeValue!, look);
      else if (child.nodeType === 1) this.visit(child as Element, look);
    }
  }

  private visitText(text: string, look: Look): void {
    const lines = look.keepsLines ? text.split(/\r\n?|\n/) : [text];
    lines.forEach((line, index) => {
      if (index > 0) this.words.break();
      this.words.add(line, marksOf(look, line, this.languages));
    });
  }

  private visit(element: Element, outer: Look): void {
    if (isDropped(element)) return;
    const look = enter(element, outer);
    const name = element.localName;
    const listed = element.localName === 'p' ? /mso-list:\s*l\d+\s+level(\d+)/i.exec(styleOf(element)) : null;
    if (name === 'br') {
      if (!element.matches('.Apple-interchange-newline')) this.words.break();
    } else if (name === 'img') this.visitImage(element, look);
    else if (name === 'iframe') this.addEmbed(element.getAttribute('src') ?? '');
    else if (name === 'hr') this.visitRule(element);
    else if (listed) this.visitFakeItem(element, Number(listed[1]), look);
    else if (element.matches(HEADINGS)) this.visitHeading(element, look);
    else if (element.matches('.MsoCaption') && this.addCaption(element, look)) return;
    else if (name === 'ul' || name === 'ol') this.visitList(element, look);
    else if (name === 'li') this.visitItem(element, undefined, look);
    else if (this.isAttribution(element)) this.visitAttribution(element, outer);
    else if (element.matches(QUOTES)) this.visitQuote(element, look);
    else if (name === 'figure') this.visitFigure(element, look);
    else if (name === 'table') this.visitTable(element as HTMLTableElement, look);
    else if (name === 'q') {
      this.words.add('«', []);
      this.visitChildren(element, look);
      this.words.add('»', []);
    } else if (element.matches(BLOCKS) || /^(block|flex|grid|table|list-item)/.test(style(element, 'display'))) {
      this.flush();
      this.visitChildren(element, look);
      this.flush();
    } else this.visitChildren(element, look);
  }

  /** The caption that Word sets as a paragraph behind the picture; whether there is such a picture. */
  private addCaption(element: Element, look: Look): boolean {
    this.flush();
    const before = this.entries.at(-1);
    if (!before || !isNode(before) || before.type !== schema.nodes.figure || before.childCount > 0) return false;
    this.entries[this.entries.length - 1] = before.copy(Fragment.from(this.lineOf(element, look)));
    return true;
  }

  private visitRule(rule: Element): void {
    // The line that Word draws over footnotes.
    if (!rule.closest('[data-style*="note-list"]')) this.add(schema.nodes.horizontal_rule!.create());
  }

  private visitHeading(element: Element, look: Look): void {
    const rank = Number(/^h(\d)$/.exec(element.localName)?.[1] ?? element.getAttribute('aria-level')) || 2;
    const content = this.lineOf(element, { ...look, boldAnyway: true });
    this.add(...(content.length ? [schema.nodes.heading!.create({ level: Math.min(Math.max(rank, 2), 4) }, content)] : []));
  }

  private visitList(list: Element, look: Look): void {
    this.flush();
    this.level += 1;
    let number = Math.trunc(Number(list.getAttribute('start') ?? 1)) || 1;
    for (const child of list.childNodes) {
      const element = child as Element;
      if (child.nodeType === 3) this.visitText(child.nodeValue!, look);
      else if (child.nodeType !== 1) continue;
      else if (element.localName === 'li' && !isDropped(element)) {
        number = Math.trunc(Number(element.getAttribute('value'))) || number;
        this.visitItem(element, list.localName === 'ol' ? number : undefined, enter(element, look));
        number += 1;
      } else if (element.localName !== 'li') this.visit(element, look);
    }
    this.flush();
    this.level -= 1;
  }

  private visitItem(element: Element, number: number | undefined, look: Look): void {
    this.flush();
    const said = element.getAttribute('data-aria-level') ?? element.getAttribute('aria-level');
    const level = Number(said) || this.level;
    let continues = false;
    for (const entry of this.entriesOf(element, look)) {
      if (!isNode(entry)) this.entries.push(entry);
      else if (isWords(entry)) {
        for (const block of asParagraphs(entry)) {
          this.entries.push({ level, number, paragraphs: [block], continues });
          continues = true;
        }
        continue;
      } else this.entries.push(entry);
      continues ||= !isNode(entry) && this.level < level;
    }
  }

  /** A paragraph of Word with a bullet or number before it. */
  private visitFakeItem(element: Element, level: number, look: Look): void {
    const sign = tidyWords([...element.querySelectorAll('span')].find((inner) => /mso-list:\s*ignore/i.test(styleOf(inner)))?.textContent ?? '').trim();
    const digits = /^\(?(\d+)[.)]?$/.exec(sign);
    const lettered = /^\(?(\p{L}|[ivxlc]{1,6})[.)]$/iu.test(sign) || /\d[.)]?$/.test(sign);
    const number = digits ? Number(digits[1]) : lettered ? null : undefined;
    this.flush();
    const paragraphs = this.blocksOf(element, look).flatMap(asParagraphs);
    if (paragraphs.length) this.entries.push({ level, number, paragraphs });
  }

  private isAttribution(element: Element): boolean {
    if (!this.quoting) return false;
    const parent = element.parentElement!;
    const alone = parent.matches('p, div') && parent.textContent!.trim() === element.textContent!.trim();
    return element.matches('footer, figcaption') || (element.matches('cite') && (alone || parent.matches('blockquote, figure')));
  }

  private visitAttribution(element: Element, look: Look): void {
    this.flush();
    const content = this.lineOf(element, look);
    const [first, ...rest] = content;
    // The dash is set by the page.
    const words = first?.text?.replace(/^[—–―-]\s*/, '');
    const bare = words === first?.text ? content : words ? [schema.text(words, first!.marks), ...rest] : rest;
    if (this.attribution) this.add(paragraph(bare));
    else this.attribution = bare;
  }

  private visitQuote(element: Element, look: Look, type = schema.nodes.blockquote!): void {
    if (element.matches(POSTS)) {
      const links = [...element.querySelectorAll('a[href]')].reverse().map((link) => link.getAttribute('href')!);
      const addresses = [element.getAttribute('data-instgrm-permalink') ?? '', element.getAttribute('cite') ?? '', ...links];
      if (addresses.some((address) => this.addEmbed(address))) return;
    }
    const pull = element.matches('.pull, .wp-block-pullquote, .wp-block-pullquote *');
    const [attribution, quoting] = [this.attribution, this.quoting];
    [this.attribution, this.quoting] = [null, true];
    const blocks = this.blocksOf(element, look);
    const quotes = quotation(blocks, this.attribution, pull ? schema.nodes.pull_quote! : type);
    [this.attribution, this.quoting] = [attribution, quoting];
    this.flush();
    const before = this.entries.at(-1);
    const [first] = quotes;
    // LibreOffice and Word make a quote of every paragraph.
    const joined = element.localName === 'p' || !element.querySelector(STRUCTURE);
    if (joined && first && before && isNode(before) && before.type === first.type && before.lastChild?.type === schema.nodes.paragraph && isWords(first)) {
      this.entries[this.entries.length - 1] = before.copy(before.content.append(first.content));
      quotes.shift();
    }
    this.add(...quotes);
  }

  private addEmbed(address: string): boolean {
    const url = recogniseEmbed(address.trim().replace(/^\/\//, 'https://'))?.url;
    if (url) this.add(schema.nodes.embed!.create({ url }));
    return Boolean(url);
  }

  private visitFigure(figure: Element, look: Look): void {
    this.flush();
    const link = figure.matches('.embed') ? figure.querySelector('a[href]') : null;
    if (link && this.addEmbed(link.getAttribute('href')!)) return;
    if (figure.querySelector('blockquote')) return this.visitQuoteFigure(figure, look);
    const images = [...figure.querySelectorAll('img')].filter((image) => !isDropped(image) && !isEmoji(image));
    if (images.length === 0 || figure.querySelector('table')) {
      this.visitChildren(figure, look);
      this.flush();
      return;
    }
    const caption = [...figure.children].find((child) => child.localName === 'figcaption' && !images.some((image) => child.contains(image)));
    caption?.remove();
    if (images.length === 1 && !figure.querySelector('figure')) {
      this.visitImage(images[0]!, look, caption);
      images[0]!.remove();
      this.visitChildren(figure, look);
      this.flush();
      return;
    }
    const blocks = this.blocksOf(figure, look);
    const gallery = blocks.length > 1 && blocks.every(({ type, attrs }) => type === schema.nodes.figure && attrs.width > 1);
    this.add(...(gallery ? [schema.nodes.gallery!.create(null, blocks)] : blocks));
    if (caption) this.visit(caption, look);
  }

  private visitQuoteFigure(figure: Element, look: Look): void {
    const caption = figure.querySelector('figcaption');
    const quote = figure.querySelector('blockquote')!;
    if (caption && !quote.contains(caption) && !caption.contains(quote)) quote.append(caption);
    this.visitChildren(figure, look);
    this.flush();
  }

  private visitImage(image: Element, look: Look, captioned?: Element): void {
    const alt = tidyWords(image.getAttribute('alt') ?? '').trim();
    if (isEmoji(image)) {
      this.words.add(alt, marksOf(look, alt, this.languages));
      return;
    }
    const address = image.getAttribute('src') ?? '';
    const own = readOwnPicture(image);
    const sides = ['width', 'height'].map((name) => Number(image.getAttribute(name) ?? NaN));
    // Counts visits, or keeps a place.
    if (/^https?:/i.test(address) && !own && sides.some((side) => side <= 2)) return;
    const credited = captioned?.querySelector('.credit');
    const credit = tidyWords(credited?.textContent ?? '').trim();
    credited?.remove();
    const caption = captioned ? this.lineOf(captioned, { ...PLAIN, language: look.language }) : [];
    const file = this.files.get(image) ?? readDataPicture(address);
    if (own) this.add(schema.nodes.figure!.create({ ...own, alt, credit }, caption));
    else if (file) this.add(pendingFigure(this.reading.pictures.push(file) - 1, alt, credit, caption));
    else if (address && !/^data:image\/(gif|svg)/i.test(address)) {
      this.reading.left += 1;
      const words = credit ? [...caption, schema.text(caption.length ? ` ${credit}` : credit)] : caption;
      this.add(...(words.length ? [paragraph(words)] : []));
    } else if (caption.length) this.add(paragraph(caption));
  }

  private visitTable(table: HTMLTableElement, look: Look): void {
    const shown = (element: Element): boolean => !isDropped(element);
    const rows = [...table.rows].filter(shown).map((row) => [...row.cells].filter(shown));
    const cells = rows.flat();
    this.flush();
    for (const caption of table.querySelectorAll(':scope > caption')) {
      const content = this.lineOf(caption, enter(caption, look));
      this.add(...(content.length ? [paragraph(content)] : []));
    }
    // One cell is no table, and neither is one that only sets things beside one another.
    if (cells.length === 1 || table.matches('[role="presentation"], [role="none"]')) {
      for (const cell of cells) this.add(...this.blocksOf(cell, enter(cell, look)));
      return;
    }
    const read = rows.map((row) => row.map((cell) => this.readCell(cell, look)));
    const found = tableOf(read);
    this.add(...(found ? [found] : []));
  }

  private readCell(cell: HTMLTableCellElement, outer: Look): PastedCell {
    const header = cell.matches('th, thead td, [role="columnheader"]');
    const blocks = this.blocksOf(cell, { ...enter(cell, outer), boldAnyway: header });
    this.after.push(...blocks.filter(({ type }) => type === schema.nodes.figure));
    const paragraphs = blocks.filter(({ type }) => type !== schema.nodes.figure).flatMap(asParagraphs);
    return { header, columns: cell.colSpan, rows: cell.rowSpan || 1000, paragraphs };
  }
}

const isEmoji = (image: Element): boolean => /^(\p{Extended_Pictographic}|\p{RI})\P{L}{0,12}$/u.test(image.getAttribute('alt') ?? '');

/** The text with its line ends, of an element that may be changed. */
function withLineEnds(element: Element): string {
  element.querySelectorAll('br').forEach((end) => end.replaceWith('\n'));
  return element.textContent!.trim();
}

/** Browsers write a space that could be lost as a no-break one in an element of its own. */
function restoreSpaces(body: Element): void {
  for (const span of body.querySelectorAll('span')) {
    const converted = span.attributes.length === 0 || span.matches('.Apple-converted-space');
    if (converted && /^[\u00a0 ]+$/.test(span.textContent!)) span.replaceWith(' ');
  }
}
