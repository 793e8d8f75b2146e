// Markdown's signs: at the beginning of a paragraph for blocks, around words for marks.

import { setBlockType, wrapIn } from 'prosemirror-commands';
import type { Attrs, MarkType, NodeType } from 'prosemirror-model';
import { wrapInList } from 'prosemirror-schema-list';
import { type Command, EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { schema } from '../schema';
import type { Typed } from '../typing';

const nodes = schema.nodes as Record<string, NodeType>;

interface BlockRule {
  pattern: RegExp;
  /** Languages in which the sign means something else. */
  except?: string[];
  command(found: RegExpExecArray): Command;
}

const wrapList = (type: NodeType, attrs?: Attrs) => wrapInList(type, attrs);

const BLOCK_RULES: BlockRule[] = [
  { pattern: /^(#{2,4}) $/, command: (found) => setBlockType(nodes.heading!, { level: found[1]!.length }) },
  { pattern: /^[*+] $/, command: () => wrapList(nodes.bullet_list!) },
  // In Kazakh and Russian a hyphen at the beginning is the dash of a dialogue (typography.ts).
  { pattern: /^- $/, except: ['kk', 'ru'], command: () => wrapList(nodes.bullet_list!) },
  // Years and other large numbers begin sentences, not lists.
  { pattern: /^(\d{1,2})\. $/, command: (found) => wrapList(nodes.ordered_list!, { order: Math.max(1, Number(found[1])) }) },
  { pattern: /^> $/, command: () => wrapIn(nodes.blockquote!) },
  { pattern: /^(?:---|—-) $/, command: () => putRule },
];

/** Puts a rule in the place of the empty paragraph at the top level, and a paragraph after it if there is none. */
const putRule: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth !== 1) return false;
  const { tr } = state;
  const start = $from.before();
  tr.insert(start, nodes.horizontal_rule!.create());
  dispatch?.(tr);
  return true;
};

const inner = (sign: string) => `([^\\s${sign}](?:[^${sign}\\n]*[^\\s${sign}])?)`;

const MARK_RULES: { pattern: RegExp; mark: MarkType }[] = [
  { pattern: new RegExp(`(?<![*\\p{L}\\p{N}])(\\*\\*)${inner('*')}\\*\\*$`, 'u'), mark: schema.marks.strong! },
  { pattern: new RegExp(`(?<![*\\p{L}\\p{N}])(\\*)${inner('*')}\\*$`, 'u'), mark: schema.marks.em! },
  { pattern: new RegExp(`(?<!~)(~~)${inner('~')}~~$`, 'u'), mark: schema.marks.strike! },
];

/** What a sign that has just been completed makes; null if there is none. */
export function applyMarkdown(typed: Typed): Transaction | null {
  return applyBlockRule(typed) ?? applyMarkRule(typed);
}

function applyBlockRule({ state, before, whole, position, language }: Typed): Transaction | null {
  const { $from } = state.selection;
  if (!whole || before.length > 5 || !before.endsWith(' ') || $from.parent.type !== nodes.paragraph) return null;
  for (const { pattern, except, command } of BLOCK_RULES) {
    const found = pattern.exec(before);
    if (!found || except?.includes(language)) continue;
    const tr = state.tr.delete(position - before.length, position);
    let made = false;
    command(found)(EditorState.create({ doc: tr.doc, selection: tr.selection }), (part) => {
      made = true;
      for (const step of part.steps) tr.step(step);
    });
    if (made) return tr;
  }
  return null;
}

function applyMarkRule({ state, before, position }: Typed): Transaction | null {
  for (const { pattern, mark } of MARK_RULES) {
    const found = pattern.exec(before);
    if (!found) continue;
    const [all, sign = ''] = found;
    const start = position - all.length;
    const tr = state.tr;
    tr.delete(position - sign.length, position);
    tr.delete(start, start + sign.length);
    const end = position - 2 * sign.length;
    tr.addMark(start, end, mark.create()).setSelection(TextSelection.create(tr.doc, end));
    return tr.removeStoredMark(mark);
  }
  return null;
}
