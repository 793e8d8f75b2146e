// Typography as one types, by the language of the words: quotation marks, dashes, dots, and the spaces at which a line
// must not end.

import type { Transaction } from 'prosemirror-state';
import { type Typed, putBefore } from '../typing';

const NBSP = '\u{A0}';

/** Outer and inner quotation marks, opening and closing. */
interface Quotes {
  outer: readonly [string, string];
  inner: readonly [string, string];
}

const CYRILLIC: Quotes = { outer: ['«', '»'], inner: ['„', '“'] };
const ENGLISH: Quotes = { outer: ['“', '”'], inner: ['‘', '’'] };

const QUOTES: Record<string, Quotes> = { kk: CYRILLIC, ru: CYRILLIC, en: ENGLISH };

/** Units before which a number stands on the same line. */
const UNITS: Record<string, string> = {
  kk: 'мм|см|дм|м|км|м²|км²|га|г|кг|т|ц|л|мл|В|кВт|МВт|мың|млн|млрд|трлн|миллион|миллиард|тг|теңге|рубль|доллар|еуро|%|°C|₸|₽|\\$|€|ж\\.|жж\\.|жыл|ғ\\.|сағ\\.?|мин\\.?|адам|бет|б\\.',
  ru: 'мм|см|дм|м|км|м²|км²|га|г|кг|т|ц|л|мл|В|кВт|МВт|тыс\\.|тысяч|млн|млрд|трлн|тг|тенге|руб\\.?|рублей|долларов|евро|%|°C|₸|₽|\\$|€|г\\.|гг\\.|год|года|лет|в\\.|ч\\.?|мин\\.?|сек\\.?|человек|чел\\.|стр\\.',
  en: 'mm|cm|m|km|ha|g|kg|t|l|ml|kW|MW|thousand|million|billion|trillion|tenge|%|°C|₸|₽|€|a\\.m\\.|p\\.m\\.|am|pm',
};

type Rule = (typed: Typed) => Transaction | null;

const last = (text: string) => text.charAt(text.length - 1);

/** Whether a quotation mark after this text opens. */
const opensAfter = (text: string) => text === '' || /[\s(\[{\u{A0}«„“‘—–/-]$/u.test(text);

const putQuotes: Rule = (typed) => {
  const { before, language } = typed;
  const quotes = QUOTES[language]!;
  const sign = last(before);
  const text = before.slice(0, -1);
  if (sign === "'" && language === 'en') return putBefore(typed, opensAfter(text) ? '‘' : '’', 1);
  if (sign !== '"') return null;
  const open = openQuotes(text, quotes);
  const inside = open[open.length - 1];
  // Directly after an opening mark another one opens; after a space it does, too.
  if (opensAfter(text)) return putBefore(typed, (inside === undefined ? quotes.outer : quotes.inner)[0], 1);
  return putBefore(typed, (inside ?? quotes.outer)[1], 1);
};

/** The quotations that have begun and not ended, from the outside in. */
function openQuotes(text: string, { outer, inner }: Quotes): (readonly [string, string])[] {
  const open: (readonly [string, string])[] = [];
  for (const [index, character] of [...text].entries()) {
    if (character === outer[0]) open.push(outer);
    else if (character === inner[0] && inner[0] !== '‘') open.push(inner);
    else if (character === '‘' && inner[0] === '‘') open.push(inner);
    else if (open.length > 0 && character === open[open.length - 1]![1] && !isApostrophe(text, index, character)) open.pop();
  }
  return open;
}

/** The English closing mark within is the apostrophe too: between letters it closes nothing. */
function isApostrophe(text: string, index: number, character: string): boolean {
  return character === '’' && /^\p{L}$/u.test(text.charAt(index + 1));
}

const putEllipsis: Rule = (typed) => (/(?<!\.)\.\.\.$/.test(typed.before) ? putBefore(typed, '…', 3) : null);

/** A hyphen or dash and a space at the beginning of a paragraph: somebody speaks. */
const putDialogueDash: Rule = (typed) => {
  if (!typed.whole || typed.language === 'en') return null;
  const found = /^(?:-|--|–|—) $/.exec(typed.before);
  return found && putBefore(typed, `—${NBSP}`, found[0].length);
};

/** A hyphen between spaces is a dash, and a dash does not begin a line. Between numbers it may be a minus. */
const putDash: Rule = (typed) => {
  const found = /[^\s\d-]( (?:-|--|–|—) )$/u.exec(typed.before) ?? /[^\s-]( (?:--|—) )$/u.exec(typed.before);
  return found && putBefore(typed, `${NBSP}— `, found[1]!.length);
};

/** A rule that turns one space before the cursor into one at which no line ends. */
function joining(pattern: RegExp): Rule {
  return (typed) => {
    const found = pattern.exec(typed.before);
    return found && putBefore(typed, NBSP, 1, found[1]!.length);
  };
}

const END = '[\\s.,;:!?)»”“…\\u{A0}]';

const joinUnit = Object.fromEntries(
  // The character after the unit shows that it is one and not the beginning of a word.
  Object.entries(UNITS).map(([language, units]) => [language, joining(new RegExp(`\\d ((?:${units})${END})$`, 'u'))]),
);

const joinThousands = joining(new RegExp(`(?<![\\d.,\\u{A0}-])(?:\\d{1,3})(?:[ \\u{A0}]\\d{3})* (\\d{3}${END})$`, 'u'));
const joinNumberSign = joining(/[№§] (\d)$/u);
const joinInitial = joining(/(?<![\p{L}\p{M}])\p{Lu}\. (\p{Lu})$/u);

const RULES: Rule[] = [putQuotes, putEllipsis, putDialogueDash, putDash, joinNumberSign, joinInitial, joinThousands];

/** What typography makes of the character that has just been typed; null if nothing. */
export function correct(typed: Typed): Transaction | null {
  const unit = joinUnit[typed.language];
  if (!unit) return null;
  for (const rule of [...RULES, unit]) {
    const tr = rule(typed);
    if (tr) return tr;
  }
  return null;
}
