// The keyboard. Everything that the mouse can do, it can do.

import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { keydownHandler } from 'prosemirror-keymap';
import type { NodeType } from 'prosemirror-model';
import { liftListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, NodeSelection, Plugin, Selection, TextSelection } from 'prosemirror-state';
import { addRowAfter, goToNextCell, isInTable } from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import { commandOf } from './commands';
import { depthOf } from './commands/blocks';
import type { Options } from './options';
import { schema } from './schema';

const { list_item, paragraph, figure, attribution, gallery } = schema.nodes as Record<string, NodeType>;

/** A shortcut: its keys in ProseMirror's spelling (`Mod` is ⌘ on a Mac, Ctrl elsewhere), and what it does. */
interface Shortcut {
  keys: string;
  /** A command, or the dialog that is asked for. */
  command: string;
  argument?: string;
}

const DIALOGS = new Set(['link', 'picture', 'embed', 'table', 'find', 'shortcuts', 'save', 'language']);

const SHORTCUTS: Shortcut[] = [
  { keys: 'Mod-b', command: 'strong' },
  { keys: 'Mod-i', command: 'em' },
  { keys: 'Mod-Shift-x', command: 'strike' },
  { keys: 'Mod-.', command: 'superscript' },
  { keys: 'Mod-,', command: 'subscript' },
  { keys: 'Mod-k', command: 'link' },
  { keys: 'Mod-Alt-l', command: 'language' },
  { keys: 'Mod-\\', command: 'clear_marks' },
  { keys: 'Mod-Alt-0', command: 'paragraph' },
  { keys: 'Mod-Alt-2', command: 'heading', argument: '2' },
  { keys: 'Mod-Alt-3', command: 'heading', argument: '3' },
  { keys: 'Mod-Alt-4', command: 'heading', argument: '4' },
  { keys: 'Mod-Shift-7', command: 'ordered_list' },
  { keys: 'Mod-Shift-8', command: 'bullet_list' },
  { keys: 'Mod-Shift-9', command: 'blockquote' },
  { keys: 'Mod-Alt-9', command: 'pull_quote' },
  { keys: 'Mod-Alt-a', command: 'attribution' },
  { keys: 'Mod-Alt-p', command: 'picture' },
  { keys: 'Mod-Alt-g', command: 'gallery' },
  { keys: 'Mod-Alt-e', command: 'embed' },
  { keys: 'Mod-Alt-t', command: 'table' },
  { keys: 'Mod-Alt-r', command: 'horizontal_rule' },
  { keys: 'Shift-Enter', command: 'hard_break' },
  { keys: 'Tab', command: 'indent' },
  { keys: 'Shift-Tab', command: 'outdent' },
  { keys: 'Alt-ArrowUp', command: 'move_up' },
  { keys: 'Alt-ArrowDown', command: 'move_down' },
  { keys: 'Mod-Shift-k', command: 'delete_block' },
  { keys: 'Mod-z', command: 'undo' },
  { keys: 'Mod-Shift-z', command: 'redo' },
  { keys: 'Mod-y', command: 'redo' },
  { keys: 'Mod-a', command: 'select_all' },
  { keys: 'Mod-f', command: 'find' },
  { keys: 'Mod-s', command: 'save' },
  { keys: 'Mod-/', command: 'shortcuts' },
];

/** The list for the "?" dialog: JSON of [{keys, command, argument?}]. The command may be the name of a dialog. */
export function shortcuts(): string {
  return JSON.stringify(SHORTCUTS);
}

function bind({ keys, command, argument }: Shortcut, options: Options): [string, Command] {
  if (argument === undefined && DIALOGS.has(command)) return [keys, () => (options.asked(command), true)];
  const run = commandOf(command, argument)!;
  // Where the command does nothing, the browser must not do what it thinks these keys mean.
  return [keys, (state, dispatch, view) => run(state, dispatch, view) || keys.startsWith('Mod-')];
}

/** In a caption or attribution Enter leaves for a new paragraph behind the picture or quote. */
const leave: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const { parent } = $from;
  if (!$from.sameParent($to) || (parent.type !== figure && parent.type !== attribution)) return false;
  if (dispatch) {
    const after = $from.after(1);
    const { tr } = state;
    const rest = parent.type === attribution ? parent.content.cut($to.parentOffset) : undefined;
    tr.insert(after, paragraph!.create(null, rest));
    if (rest) tr.delete($from.pos, $from.end());
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(after, -1) + 1));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Enter on a selected block makes a paragraph behind it. */
const writeBehind: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.isInline) return false;
  const position = selection.$from.depth === 0 ? selection.to : selection.$from.after(1);
  const { tr } = state;
  tr.insert(position, paragraph!.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView());
  return true;
};

/** At the beginning of a caption Backspace selects the picture, so that a second one deletes it. */
const selectPicture: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== figure || $from.parentOffset > 0) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before())));
  return true;
};

/** At the end of a caption Delete must not draw the next block in. */
const stopAtCaptionEnd: Command = ({ selection: { $from, empty } }) =>
  empty && $from.parent.type === figure && $from.parentOffset === $from.parent.content.size;

/** At the beginning of an attribution Backspace makes a paragraph of it. */
const dissolveAttribution: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== attribution || $from.parentOffset > 0) return false;
  return commandOf('attribution')!(state, dispatch, view);
};

/** At the beginning of a list item Backspace takes the item out of its list. */
const liftItem: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false;
  if ($from.node(-1).type !== list_item || $from.index(-1) > 0) return false;
  return liftListItem(list_item!)(state, dispatch, view);
};

const tab = (direction: 1 | -1): Command => (state, dispatch, view) => {
  if (isInTable(state)) {
    if (goToNextCell(direction)(state, dispatch)) return true;
    if (direction < 0 || !addRowAfter(state, dispatch)) return true;
    return view ? goToNextCell(1)(view.state, view.dispatch) : true;
  }
  // In a list the key belongs to the list, also where it can do nothing.
  if (depthOf(state.selection.$from, (node) => node.type === list_item) === 0) return false;
  commandOf(direction > 0 ? 'indent' : 'outdent')!(state, dispatch, view);
  return true;
};

/** Past the last or before the first block there must be a way to a new line. */
const writeOutside = (direction: 1 | -1): Command => (state, dispatch) => {
  const { selection, doc } = state;
  const { $head } = selection;
  const edge = direction < 0 ? doc.firstChild : doc.lastChild;
  const here = $head.depth > 0 ? $head.node(1) : selection instanceof NodeSelection ? selection.node : null;
  if (!here || here !== edge || here.isTextblock && here.type !== figure) return false;
  if ($head.depth > 0 && Selection.findFrom($head.node(1).type === gallery ? $head : doc.resolve(direction < 0 ? $head.before() : $head.after()), direction, false)) return false;
  const position = direction < 0 ? 0 : doc.content.size;
  const { tr } = state;
  tr.insert(position, paragraph!.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView());
  return true;
};

/** Binds the keys. */
export function keyboard(options: Options): Plugin {
  const bindings: Record<string, Command> = Object.fromEntries(SHORTCUTS.map((shortcut) => bind(shortcut, options)));
  const add = (keys: string, ...commands: Command[]) => {
    bindings[keys] = chainCommands(...commands);
  };
  const { Enter, Backspace, Delete } = baseKeymap as Record<string, Command>;
  add('Enter', writeBehind, leave, splitListItem(list_item!), Enter!);
  add('Backspace', selectPicture, dissolveAttribution, liftItem, Backspace!);
  add('Delete', stopAtCaptionEnd, Delete!);
  add('Tab', tab(1));
  add('Shift-Tab', tab(-1));
  add('ArrowDown', writeOutside(1));
  add('ArrowUp', writeOutside(-1));
  for (const [keys, command] of Object.entries(baseKeymap)) bindings[keys] ??= command;
  const handle = keydownHandler(bindings);
  let leaving = false;
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (view.composing) return false;
        // Tab means something in lists and tables. After Escape it leaves, so that nobody is caught.
        if (event.key === 'Tab' && leaving) return false;
        if (event.key === 'Escape') {
          leaving = true;
          options.told(options.words.tab_leaves);
          return false;
        }
        if (event.key !== 'Shift') leaving = false;
        return handle(view, event) || handleDigit(view, event, bindings);
      },
      handleDOMEvents: {
        blur: () => {
          leaving = false;
          return false;
        },
      },
    },
  });
}

/** On Kazakh keyboards the row of digits gives letters; with Ctrl and Alt the key itself counts, unless it is AltGr. */
function handleDigit(view: EditorView, event: KeyboardEvent, bindings: Record<string, Command>): boolean {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  if (!digit || event.getModifierState('AltGraph') || !event.altKey || !(event.ctrlKey || event.metaKey) || event.shiftKey) return false;
  const command = bindings[`Mod-Alt-${digit}`];
  return command ? command(view.state, view.dispatch, view) : false;
}
