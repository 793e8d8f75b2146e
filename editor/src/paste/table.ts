// Pasted tables: every cell in its place, no holes and no cell over another.

import { type Node } from 'prosemirror-model';
import { schema } from '../schema';
import { paragraph } from './blocks';

/** A cell as it was read. */
export interface PastedCell {
  header: boolean;
  columns: number;
  rows: number;
  paragraphs: Node[];
}

interface Placed extends PastedCell {
  column: number;
}

const types = schema.nodes;

const isBlank = ({ paragraphs, rows }: PastedCell): boolean => rows === 1 && paragraphs.every(({ childCount }) => childCount === 0);

/** The table of these rows; null if there is none. */
export function tableOf(given: PastedCell[][]): Node | null {
  const rows = given.slice();
  while (rows.at(-1)?.every(isBlank)) rows.pop();
  const taken = rows.map((): boolean[] => []);
  const placed = rows.map((cells, row) => cells.map((cell) => place(cell, row, taken)));
  const width = Math.max(0, ...taken.map(({ length }) => length));
  if (width === 0) return null;
  placed.forEach((cells, row) => fill(cells, taken[row]!, width));
  removeCovered(placed);
  return types.table!.create(null, placed.map((cells) => types.table_row!.create(null, cells.map(write))));
}

function place(cell: PastedCell, row: number, taken: boolean[][]): Placed {
  const own = taken[row]!;
  let column = 0;
  while (own[column]) column += 1;
  let columns = 1;
  while (columns < cell.columns && !own[column + columns]) columns += 1;
  const rows = Math.min(cell.rows, taken.length - row);
  for (let below = row; below < row + rows; below += 1) {
    for (let beside = column; beside < column + columns; beside += 1) taken[below]![beside] = true;
  }
  return { ...cell, column, columns, rows };
}

function fill(cells: Placed[], taken: boolean[], width: number): void {
  const header = cells.length > 0 && cells.every((cell) => cell.header);
  for (let column = 0; column < width; column += 1) {
    if (!taken[column]) cells.push({ header, column, columns: 1, rows: 1, paragraphs: [] });
  }
  cells.sort((one, other) => one.column - other.column);
}

/** A row in which only cells from above stand has no cell of its own, which the schema does not know. */
function removeCovered(placed: Placed[][]): void {
  for (let row = placed.length - 1; row > 0; row -= 1) {
    if (placed[row]!.length > 0) continue;
    placed.splice(row, 1);
    placed.slice(0, row).forEach((cells, above) => {
      for (const cell of cells) if (above + cell.rows > row) cell.rows -= 1;
    });
  }
}

function write({ header, columns, rows, paragraphs }: Placed): Node {
  const type = header ? types.table_header! : types.table_cell!;
  return type.create({ colspan: columns, rowspan: rows }, paragraphs.length ? paragraphs : [paragraph([])]);
}
