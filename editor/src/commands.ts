// The commands of the surface by name.

import { lift, selectAll, toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import type { MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem } from 'prosemirror-schema-list';
import { AllSelection, type Command, EditorState, TextSelection } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from 'prosemirror-tables';
import { deleteBlock, insertBlock, insertRule, makeHeading, makeParagraph, moveBlock, toggleAttribution, toggleList, toggleQuote } from './commands/blocks';
import { clearMarks, insertText, setLanguage, setLink } from './commands/marks';
import { insertEmbed, insertPicture, setPicture, toggleGallery } from './commands/pictures';
import { firstOf, withinDepth } from './commands/sequence';
import { schema } from './schema';

const nodes = schema.nodes as Record<string, NodeType>;

/** Makes a command; without an argument one that only says whether it would do something. */
type Maker = (argument?: string) => Command;

const always = (command: Command): Maker => () => command;
/** These look at the blocks around the selection; when everything is selected, at those from the first to the last word. */
const withinBlocks = (command: Command): Command => (state, dispatch, view) => {
  const { doc, selection } = state;
  if (!(selection instanceof AllSelection)) return command(state, dispatch, view);
  const words = TextSelection.between(doc.resolve(0), doc.resolve(doc.content.size));
  return command(EditorState.create({ doc, selection: words }), dispatch, view);
};

const nothing: Command = () => false;
const anywhere: Command = () => true;

const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break!.create()).scrollIntoView());
  return true;
};

const MAX_ROWS = 100;
const MAX_COLUMNS = 20;

/** "rows x columns"; the first row names the columns. */
function makeTable(size: string): Node | null {
  const found = /^\s*(\d{1,3})\s*[x×]\s*(\d{1,2})\s*$/i.exec(size);
  const [rows, columns] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || rows < 1 || columns < 1 || rows > MAX_ROWS || columns > MAX_COLUMNS) return null;
  const row = (cell: NodeType) => nodes.table_row!.create(null, Array.from({ length: columns }, () => cell.createAndFill()!));
  const content = Array.from({ length: rows }, (_, index) => row(index === 0 ? nodes.table_header! : nodes.table_cell!));
  return nodes.table!.create(null, content);
}

function insertTable(size?: string): Command {
  if (size === undefined) return anywhere;
  const table = makeTable(size);
  return table ? insertBlock(table) : nothing;
}

const marks = ['strong', 'em', 'strike', 'superscript', 'subscript'].map((name): [string, Maker] => [
  name,
  always(toggleMark(schema.marks[name] as MarkType, null, { removeWhenPresent: false })),
]);

const makers: Record<string, Maker> = {
  ...Object.fromEntries(marks),
  paragraph: always(withinBlocks(makeParagraph)),
  heading: (level = '2') => (/^[234]$/.test(level) ? withinBlocks(makeHeading(Number(level))) : nothing),
  bullet_list: always(withinBlocks(toggleList(nodes.bullet_list!))),
  ordered_list: always(withinBlocks(toggleList(nodes.ordered_list!))),
  blockquote: always(withinBlocks(toggleQuote(nodes.blockquote!))),
  pull_quote: always(withinBlocks(toggleQuote(nodes.pull_quote!))),
  attribution: always(toggleAttribution),
  horizontal_rule: always(insertRule),
  hard_break: always(breakLine),
  lift: always(firstOf(liftListItem(nodes.list_item!), lift)),
  indent: always(withinDepth(sinkListItem(nodes.list_item!))),
  outdent: always(liftListItem(nodes.list_item!)),
  link: (given) => withinBlocks(setLink(given)),
  language: (tag) => withinBlocks(setLanguage(tag)),
  picture: (given) => (given === undefined ? anywhere : insertPicture(given)),
  picture_attributes: setPicture,
  gallery: always(toggleGallery),
  embed: (address) => (address === undefined ? anywhere : insertEmbed(address)),
  table: insertTable,
  row_before: always(addRowBefore),
  row_after: always(addRowAfter),
  delete_row: always(deleteRow),
  column_before: always(addColumnBefore),
  column_after: always(addColumnAfter),
  delete_column: always(deleteColumn),
  delete_table: always(deleteTable),
  merge_cells: always(mergeCells),
  split_cell: always(splitCell),
  toggle_header_row: always(toggleHeaderRow),
  undo: always(undo),
  redo: always(redo),
  select_all: always(selectAll),
  move_up: always(moveBlock(-1)),
  move_down: always(moveBlock(1)),
  delete_block: always(deleteBlock),
  insert_text: insertText,
  clear_marks: always(clearMarks),
};

/** The names of all commands. */
export const commandNames: readonly string[] = Object.keys(makers);

/** A command by its name; null for a name that is none. */
export function commandOf(name: string, argument?: string): Command | null {
  return Object.hasOwn(makers, name) ? makers[name]!(argument) : null;
}
