import { plainTerminal, type Terminal } from './terminal.ts';

const GAP = '  ';
const CUT = '…';

/** One column. */
export interface Column {
  readonly title: string;
  /** Numbers are aligned to the right, words to the left. Defaults to right. */
  readonly align?: 'left' | 'right';
  /** Columns of one group stay in one block where they fit, under one heading. */
  readonly group?: string;
}

/** A table: key columns that stand in every block, the rest, and its cells row by row. */
export interface Table {
  /** How many columns from the left say what a row is about. Defaults to 1. */
  readonly keys?: number;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns of a text: every code point counts as one, which holds for the letters names are made of. */
const widthOf = (text: string): number => [...text].length;

const toWidth = (text: string, width: number, align: Column['align']): string => {
  const letters = [...text];
  const shown = letters.length <= width ? text : letters.slice(0, Math.max(0, width - 1)).join('') + CUT;
  const pad = ' '.repeat(width - Math.min(letters.length, width));
  return align === 'left' ? shown + pad : pad + shown;
};

const sum = (widths: readonly number[]): number =>
  widths.reduce((total, width) => total + width, 0) + GAP.length * Math.max(0, widths.length - 1);

/** Splits the columns behind the keys into blocks that fit, breaking between groups where that is possible. */
const blocksOf = (columns: readonly Column[], widths: readonly number[], keys: number, width: number): number[][] => {
  const room = width - sum(widths.slice(0, keys)) - GAP.length;
  const all = (list: readonly number[]): number => sum(list.map((i) => widths[i] as number));
  const groups: number[][] = [];
  columns.forEach((column, i) => {
    if (i < keys) return;
    const last = groups.at(-1);
    const joined =
      last !== undefined && column.group !== undefined && columns[last[0] as number]?.group === column.group;
    if (joined) last.push(i);
    else groups.push([i]);
  });
  const blocks: number[][] = [];
  for (const group of groups) {
    const block = blocks.at(-1);
    if (block !== undefined && all([...block, ...group]) <= room) block.push(...group);
    else if (all(group) <= room) blocks.push([...group]);
    else {
      // A group wider than the line is broken where it has to be.
      let part: number[] = [];
      for (const i of group) {
        if (part.length > 0 && all([...part, i]) > room) {
          blocks.push(part);
          part = [];
        }
        part.push(i);
      }
      blocks.push(part);
    }
  }
  return blocks.length === 0 ? [[]] : blocks;
};

/** The line above the titles that names the groups; undefined when the block has none. */
const groupLine = (
  columns: readonly Column[],
  block: readonly number[],
  widths: readonly number[],
): string | undefined => {
  if (!block.some((i) => columns[i]?.group !== undefined)) return undefined;
  const cells: string[] = [];
  for (let at = 0; at < block.length; ) {
    const group = columns[block[at] as number]?.group;
    let end = at + 1;
    while (group !== undefined && end < block.length && columns[block[end] as number]?.group === group) end += 1;
    const span = sum(block.slice(at, end).map((i) => widths[i] as number));
    cells.push(toWidth(group ?? '', span, end - at > 1 ? 'left' : columns[block[at] as number]?.align));
    at = end;
  }
  return cells.join(GAP).trimEnd();
};

/**
 * Writes a table that is never wider than the terminal: columns that do not fit stand in further blocks below, each with the keys.
 *
 * A cell that is wider than the whole line is cut, and shows that it is.
 *
 * @param table - What to write.
 * @param terminal - Width and colour. Plain and 100 wide when left out.
 * @returns Lines, joined; no line feed at the end.
 */
export const formatTable = (table: Table, terminal: Terminal = plainTerminal()): string => {
  const { columns, rows, keys = 1 } = table;
  const natural = columns.map(({ title }, i) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? ''))));
  // Keys leave room for the widest other column, and no column is wider than the line.
  const widest = Math.min(terminal.width, Math.max(0, ...natural.slice(keys)));
  const forKeys = Math.max(4, Math.floor((terminal.width - widest - GAP.length) / Math.max(1, keys)) - GAP.length);
  const widths = natural
    .map((width, i) => (i < keys ? Math.min(width, forKeys) : width))
    .map((width, i, all) =>
      i < keys ? width : Math.min(width, terminal.width - sum(all.slice(0, keys)) - GAP.length),
    );
  const line = (cells: readonly string[], of: readonly number[]): string =>
    of
      .map((i) => toWidth(cells[i] ?? '', widths[i] as number, columns[i]?.align))
      .join(GAP)
      .trimEnd();
  const keyColumns = columns.slice(0, keys).map((_, i) => i);
  return blocksOf(columns, widths, keys, terminal.width)
    .map((block) => {
      const of = [...keyColumns, ...block];
      const groups = groupLine(columns, of, widths);
      const titles = line(
        columns.map(({ title }) => title),
        of,
      );
      return [
        ...(groups === undefined ? [] : [terminal.dim(groups)]),
        terminal.bold(titles),
        ...rows.map((row) => line(row, of)),
      ].join('\n');
    })
    .join('\n\n');
};

/**
 * Breaks a paragraph at spaces so that no line is wider than the terminal.
 *
 * @param indent - Put before every line but the first.
 */
export const fold = (text: string, width: number, indent = ''): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
};
