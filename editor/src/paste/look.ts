// What a pasted element says about its words.

import { Mark } from 'prosemirror-model';
import { schema } from '../schema';
import { type Language, languageOf } from './language';
import { readPastedHref } from './link';

/** How words look where the reading is. */
export interface Look {
  strong: boolean;
  em: boolean;
  strike: boolean;
  script: 'superscript' | 'subscript' | null;
  href: string | null;
  /** As the source gives it. */
  language: string | null;
  /** Line ends in the source are line ends of the text. */
  keepsLines: boolean;
  /** In headings all words are bold, so that no mark says so. */
  boldAnyway: boolean;
}

/** Words without anything. */
export const PLAIN: Look = {
  strong: false,
  em: false,
  strike: false,
  script: null,
  href: null,
  language: null,
  keepsLines: false,
  boldAnyway: false,
};

const STYLE = 'data-style';

/**
 * The HTML with its styles under another name: the page's policy forbids them, so that a browser would not give them and
 * complain about each.
 */
export function renameStyles(html: string): string {
  return html.replace(/<style\b[^]*?<\/style>/gi, '').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, ` ${STYLE}=`));
}

/** The element's own style as it was written. */
export const styleOf = (element: Element): string => element.getAttribute(STYLE) ?? '';

/** A property of the element's own style, in small letters; empty if it is not set. */
export function style(element: Element, name: string): string {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:([^;]*)`, 'i').exec(styleOf(element));
  return found?.[1]?.trim().toLowerCase() ?? '';
}

// What holds no words of the text: things for programs, controls, drawings; notes of editors.
const WORDLESS =
  'script, style, head, title, meta, link, template, noscript, svg, math, canvas, audio, video, map, input, select, textarea, button, ' +
  'comment, xml, v\\:shape, v\\:shapetype, w\\:sdt > w\\:sdtpr, [hidden], a.msocomanchor, .MsoCommentReference, .comment-indicator, .screen-reader-text, ' +
  'del[cite], del[datetime], .msoDel, .mw-editsection';

// The mark of a footnote and the way back from it.
const FOOTNOTE = /#_?(ftn|edn|sd(foot|end)note|ftnt|cite_(note|ref)-|fn(ref)?[:-]?\d)/i;

/** Whether neither the element nor anything in it belongs to the text. */
export function isDropped(element: Element): boolean {
  if (element.matches(WORDLESS)) return true;
  if (style(element, 'display') === 'none' || style(element, 'visibility') === 'hidden') return true;
  if (/mso-hide:\s*all|mso-list:\s*ignore|mso-element:\s*comment|mso-special-character:\s*comment/i.test(styleOf(element))) return true;
  return element.localName === 'a' && FOOTNOTE.test(element.getAttribute('href') ?? '');
}

/** How words look within the element. */
export function enter(element: Element, look: Look): Look {
  const inner = { ...look };
  switch (element.localName) {
    case 'b':
    case 'strong':
      inner.strong = true;
      break;
    case 'i':
    case 'em':
    case 'cite':
      inner.em = true;
      break;
    case 's':
    case 'strike':
    case 'del':
      inner.strike = true;
      break;
    case 'sup':
      inner.script = 'superscript';
      break;
    case 'sub':
      inner.script = 'subscript';
      break;
    case 'pre':
      inner.keepsLines = true;
      break;
    case 'a':
      inner.href = readPastedHref(element.getAttribute('href') ?? '') ?? look.href;
  }
  const weight = style(element, 'font-weight');
  if (weight) inner.strong = /^(bold|[6-9]\d\d)/.test(weight);
  const slant = style(element, 'font-style');
  if (slant) inner.em = /^(italic|oblique)/.test(slant);
  if (/line-through/.test(style(element, 'text-decoration(?:-line)?'))) inner.strike = true;
  const raised = style(element, 'vertical-align');
  if (raised === 'super') inner.script = 'superscript';
  if (raised === 'sub') inner.script = 'subscript';
  const space = style(element, 'white-space');
  if (space) inner.keepsLines = /^(pre|break-spaces)/.test(space);
  inner.language = languageOf(element) ?? look.language;
  return inner;
}

/** The look as marks; `languages` names the tags that are believed. */
export function marksOf(look: Look, words: string, languages: Map<string, Language>): readonly Mark[] {
  const { marks } = schema;
  const found: Mark[] = [];
  if (look.href) found.push(marks.link!.create({ href: look.href }));
  const language = languages.get(look.language ?? '');
  if (language?.letter.test(words)) found.push(marks.language!.create({ lang: language.tag }));
  if (look.strong && !look.boldAnyway) found.push(marks.strong!.create());
  if (look.em) found.push(marks.em!.create());
  if (look.strike) found.push(marks.strike!.create());
  if (look.script) found.push(marks[look.script]!.create());
  return Mark.setFrom(found);
}
