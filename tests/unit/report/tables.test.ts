import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../src/measure/index.ts';
import { fold, formatTable, plainTerminal, runSummary, terminalOf } from '../../../src/report/index.ts';
import { smallWorld } from '../measure/small-world.ts';

const columns = [
  { title: 'design', align: 'left' as const },
  { title: 'loss' },
  { title: 'first', group: 'borne by' },
  { title: 'second', group: 'borne by' },
  { title: 'last' },
];
const rows = [
  ['alpha', '1.00m', '12.3k', '9', '0'],
  ['a-much-longer-name', '-5', '1,234', '999', '38.2 %'],
];

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));

describe('a table', () => {
  it('stands in one block where it fits, numbers to the right, groups under one heading', () => {
    expect(formatTable({ columns, rows }, plainTerminal(60))).toMatchInlineSnapshot(`
      "                           borne by
      design               loss  first  second    last
      alpha               1.00m  12.3k       9       0
      a-much-longer-name     -5  1,234     999  38.2 %"
    `);
  });

  it('folds into blocks below each other, each with its key', () => {
    const text = formatTable({ columns, rows }, plainTerminal(42));
    expect(text).toMatchInlineSnapshot(`
      "                           borne by
      design               loss  first  second
      alpha               1.00m  12.3k       9
      a-much-longer-name     -5  1,234     999

      design                last
      alpha                    0
      a-much-longer-name  38.2 %"
    `);
    expect(widest(text)).toBeLessThanOrEqual(42);
  });

  it('cuts what is wider than the line, and shows it', () => {
    const text = formatTable(
      { columns: [{ title: 'x', align: 'left' }, { title: 'y' }], rows: [['k'.repeat(70), 'v'.repeat(70)]] },
      plainTerminal(40),
    );
    expect(widest(text)).toBeLessThanOrEqual(40);
    expect(text).toContain('…');
  });

  it.each(Array.from({ length: 30 }, (_, i) => 40 + 3 * i))('is never wider than a terminal of %i', (width) => {
    const wide = {
      keys: 2,
      columns: [...columns, ...columns.map((column) => ({ ...column, group: 'again' }))],
      rows: rows.map((row) => [...row, ...row]),
    };
    expect(widest(formatTable(wide, plainTerminal(width)))).toBeLessThanOrEqual(width);
  });

  it('may be empty', () => {
    expect(formatTable({ columns, rows: [] }, plainTerminal(80)).split('\n')).toHaveLength(2);
    expect(formatTable({ columns: columns.slice(0, 1), rows: [['a']] }, plainTerminal(80))).toBe('design\na');
  });
});

it('folds a paragraph at spaces', () => {
  expect(fold('one two three', 7)).toBe('one two\nthree');
  expect(fold('a-very-long-word b', 5)).toBe('a-very-long-word\nb');
});

it('has colour on a terminal only', () => {
  expect(terminalOf({ isTTY: false, columns: 80 }).bold('x')).toBe('x');
  expect(terminalOf({ columns: 20 }).width).toBe(40);
  expect(terminalOf({}).width).toBe(100);
});

it.each([60, 100, 160])('the summary of a run fits a terminal of %i', (width) => {
  const text = runSummary(resultOf(smallWorld()), plainTerminal(width));
  expect(widest(text)).toBeLessThanOrEqual(width);
  expect(text).toMatchSnapshot();
});
