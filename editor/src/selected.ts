// What the toolbar shows about the selection.

import type { MarkType } from 'prosemirror-model';
import { type EditorState, NodeSelection } from 'prosemirror-state';
import { commandNames, commandOf } from './commands';
import { selectedFigure } from './commands/blocks';
import { markAt } from './commands/marks';
import type { SelectionState } from './options';
import { schema } from './schema';

const NAMED = new Set(['attribution', 'figure', 'gallery', 'heading', 'bullet_list', 'ordered_list', 'blockquote', 'pull_quote', 'table', 'embed', 'horizontal_rule']);

/** The selection in the words of the toolbar. */
export function describeSelection(state: EditorState): SelectionState {
  const marks = Object.entries(schema.marks)
    .filter(([, type]) => isActive(state, type))
    .map(([name]) => name);
  const figure = selectedFigure(state.selection)?.node.attrs;
  return {
    block: blockOf(state),
    marks,
    link: markAt(state, schema.marks.link!)?.attrs.href ?? null,
    language: markAt(state, schema.marks.language!)?.attrs.lang ?? null,
    can: commandNames.filter((name) => commandOf(name)!(state)),
    empty: state.selection.empty,
    figure: figure ? { alt: figure.alt, credit: figure.credit } : null,
  };
}

function blockOf({ selection }: EditorState): string {
  const { $from } = selection;
  const around = Array.from({ length: $from.depth }, (_, index) => $from.node($from.depth - index));
  if (selection instanceof NodeSelection) around.unshift(selection.node);
  const named = around.find((node) => NAMED.has(node.type.name));
  if (!named) return 'paragraph';
  return named.type.name === 'heading' ? `heading${named.attrs.level}` : named.type.name;
}

/** Active as `toggleMark` sees it: at the cursor, or somewhere in the selection. */
function isActive(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}
