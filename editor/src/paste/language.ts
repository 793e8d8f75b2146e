// Which language marks of a pasted text to believe. Word processors mark words by the keyboard they were typed with, so
// that Kazakh text is often marked as Russian and Russian text as English.

import { readLanguageTag } from '../language';

/** A language to mark, and a letter of it. */
export interface Language {
  tag: string;
  letter: RegExp;
}

const KAZAKH = /[әғқңөұүһі]/iu;

/** The part of the letters that are of a kind. */
function share(words: string, kind: RegExp): number {
  const letters = words.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => kind.test(letter)).length / Math.max(letters.length, 1);
}

/**
 * The tag without a region that says nothing (`ru-RU`), null if it is none. `KZ` is what Word and old pages write for
 * Kazakh.
 */
function shorten(given: string): string | null {
  const tag = readLanguageTag(given.trim().replace(/^kz\b/i, 'kk').replaceAll('_', '-'));
  if (!tag || /^(und|zxx|mul)\b/.test(tag)) return null;
  const locale = new Intl.Locale(tag);
  const short = [locale.language, locale.script].filter(Boolean).join('-');
  // `kk-CN` is written in Arabic letters, which `kk` alone does not say.
  const same = locale.maximize().script === new Intl.Locale(short).maximize().script;
  return readLanguageTag(same ? short : tag);
}

/** A letter of the script in which the language is written. */
function letterOf(tag: string): RegExp {
  try {
    return new RegExp(`\\p{Script=${new Intl.Locale(tag).maximize().script}}`, 'u');
  } catch {
    // Several scripts at once, as in Chinese and Japanese.
    return /(?!\p{Script=Cyrl}|\p{Script=Latn})\p{L}/u;
  }
}

/** Whether the words can be of the language at all. */
function isPlausible({ tag, letter }: Language, words: string): boolean {
  if (share(words, letter) < 0.5) return false;
  const kazakh = share(words, KAZAKH);
  if (tag === 'kk') return kazakh > 0.02;
  return !/^(ru|bg)/.test(tag) || kazakh < 0.05;
}

/** The language that an element gives to its words by its own attribute. */
export function languageOf(element: Element): string | null {
  return element.getAttribute('lang') || element.getAttribute('xml:lang');
}

/** Which tags of the text to keep as marks, by the tag as given. */
export function readLanguages(root: Element, surface: string): Map<string, Language> {
  const words = new Map<string, string>();
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement?.closest('[lang], [xml\\:lang]');
    const tag = holder && languageOf(holder);
    if (tag) words.set(tag, (words.get(tag) ?? '') + walker.currentNode.nodeValue);
  }
  const kept = new Map<string, Language>();
  for (const [given, text] of words) {
    const tag = shorten(given);
    const language = tag && { tag, letter: letterOf(tag) };
    if (language && tag !== shorten(surface) && isPlausible(language, text)) kept.set(given, language);
  }
  return kept;
}
