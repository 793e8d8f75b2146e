// What a pasted element says about its words.

import { Mark } from 'prosemirror-model';
import { schema } from '../schema';
import { STYLE } from '../styles';
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

/** The element's own style as it was written. */
export const styleOf = (element: Element): string => element.getAttribute(STYLE) ?? '';

/** A property of the element's own style, in small letters; empty if it is not set. */
export function style(element: Element, name: string): string {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:([^;]*)`, 'i').exec(styleOf(element));
  return found?.[1]?.trim().toLowerCase() ?? '';
}

// What holds no words of the text: things for programs, controls, drawings; notes of editors.
const WORDLESS =
  'script,style,title,template,noscript,svg,math,select,textarea,button,comment,xml,[hidden],v\\:shape,.msocomanchor,.MsoCommentReference,' +
  '.comment-indicator,del[cite],del[datetime]';

const HIDING = /(^|;)\s*(display:\s*none|visibility:\s*hidden|mso-(hide:\s*all|list:\s*ignore|element:\s*comment))/i;

// The mark of a footnote and the way back from it.
const FOOTNOTE = /#_?(ftn|edn|sd(foot|end)note|cite_|fn(ref)?[:-]?\d)/i;

/** Whether neither the element nor anything in it belongs to the text. */
export function isDropped(element: Element): boolean {
  return element.matches(WORDLESS) || HIDING.test(styleOf(element)) || (element.localName === 'a' && FOOTNOTE.test(element.getAttribute('href') ?? ''));
}

/** How words look within the element. */
export function enter(element: Element, look: Look): Look {
  const inner = { ...look };
  const name = element.localName;
  if (/^(b|strong)$/.test(name)) inner.strong = true;
  if (/^(i|em|cite)$/.test(name)) inner.em = true;
  if (/^(s|strike|del)$/.test(name)) inner.strike = true;
  if (name === 'sup') inner.script = 'superscript';
  if (name === 'sub') inner.script = 'subscript';
  if (name === 'pre') inner.keepsLines = true;
  if (name === 'a') inner.href = readPastedHref(element.getAttribute('href') ?? '') ?? look.href;
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
  const language = languages.get(look.language ?? '');
  const names = [look.strong && !look.boldAnyway && 'strong', look.em && 'em', look.strike && 'strike', look.script];
  const found = names.flatMap((name) => (name ? [marks[name]!.create()] : []));
  if (look.href) found.push(marks.link!.create({ href: look.href }));
  if (language?.letter.test(words)) found.push(marks.language!.create({ lang: language.tag }));
  return Mark.setFrom(found);
}
