import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/report/html/client/download.js';
import * as client from '../../../src/report/html/client/format.js';
import { unbeaten } from '../../../src/report/html/client/frontier.js';
import { lossRows } from '../../../src/report/html/client/losses.js';
import { linearScale, logScale, niceTicks } from '../../../src/report/html/client/scale.js';
import { spread, wrapped } from '../../../src/report/html/client/svg.js';
import { compareCells } from '../../../src/report/html/client/table.js';
import { busySpan, panelsOf, timeRows } from '../../../src/report/html/client/time-panels.js';
import { momentTicks } from '../../../src/report/html/client/time-svg.js';
import { payloadOf } from '../../../src/report/html/payload.ts';
import { duration, grouped, humanAmount, percent } from '../../../src/report/index.ts';
import { reportData } from '../../fixtures/report.ts';

const [view] = payloadOf(reportData()).views;
const designs = view?.designs ?? [];
const metrics = payloadOf(reportData()).metrics;
const metric = (id: string) => metrics.find((one) => one.id === id) as (typeof metrics)[number];

describe('numbers', () => {
  const samples = [0, 1, -3, 0.5, 0.00321, 12.34, 999.6, 1000, 34_983, -45_100, 999_600, 2_103_111_431, 7.2e12];

  it('are written as tables write them', () => {
    for (const x of samples) {
      expect(client.amountText(x)).toBe(humanAmount(String(x)));
      expect(client.percentText(x / 1000)).toBe(percent(x / 1000));
      if (Number.isInteger(x)) expect(client.countText(x)).toBe(grouped(x));
      if (x >= 0) expect(client.durationText(x)).toBe(duration(x));
    }
    for (const write of [client.amountText, client.percentText, client.countText, client.durationText])
      expect(write(null)).toBe('-');
  });

  it('lose zeros that say nothing where they are ticks', () => {
    expect(['1.50bn', '20.0m', '100m', '50.0 %', '0', '-2.00k', '0.05'].map(client.tickText)).toEqual([
      '1.5bn',
      '20m',
      '100m',
      '50 %',
      '0',
      '-2k',
      '0.05',
    ]);
  });

  it('are clock times where the scenario has a clock', () => {
    expect(client.momentText(605, '2025-10-10T20:50Z', true)).toBe('21:00:05');
    expect(client.momentText(4 * 3600, '2025-10-10T20:50Z', false)).toBe('00:50');
    expect(client.momentText(3905, undefined, true)).toBe('1:05:05');
  });
});

describe('scales', () => {
  it('have round ticks that cover the range', () => {
    expect(niceTicks(0, 9.4, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(linearScale(0, 9.4, 0, 100, 5).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(linearScale(0, 9.4, 0, 100, 5).at(5)).toBe(50);
  });

  it('keep zero and losses on a logarithmic axis', () => {
    const { at, ticks } = logScale(-1000, 1_000_000, 0, 100);
    expect(at(-1000)).toBeCloseTo(0);
    expect(at(1_000_000)).toBeCloseTo(100);
    expect(at(0)).toBeGreaterThan(0);
    expect(ticks).toContain(0);
    expect(ticks).toEqual(ticks.toSorted((a: number, b: number) => a - b));
  });

  it('mark whole minutes of the clock', () => {
    const { ticks, fine } = momentTicks([0, 600], '2025-10-10T20:50:30Z', 6);
    expect(ticks.map((at: number) => client.momentText(at, '2025-10-10T20:50:30Z', fine))).toEqual([
      '20:52',
      '20:54',
      '20:56',
      '20:58',
      '21:00',
    ]);
  });
});

it('moves labels apart and keeps their order', () => {
  expect(spread([10, 12, 50], 10, 0, 100)).toEqual([10, 20, 50]);
  expect(spread([95, 99], 10, 0, 100)).toEqual([90, 100]);
});

it('breaks a text into lines that hold all its words', () => {
  const lines = wrapped('one two three four five', 80, 13);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(' ')).toBe('one two three four five');
});

describe('the frontier', () => {
  const points = [
    { name: 'a', x: 1, y: 5 },
    { name: 'b', x: 2, y: 2 },
    { name: 'c', x: 3, y: 3 },
    { name: 'd', x: 2, y: 2 },
  ];

  it('keeps who is not beaten, ties included', () => {
    const best = unbeaten(points, metric('shortfall'), metric('adlNotional'));
    expect(best.map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'd']);
  });

  it('turns round where more is better, and has none where neither is', () => {
    const best = unbeaten(points, metric('shortfall'), metric('fundLow'));
    expect(best.map(({ name }: { name: string }) => name)).toEqual(['a']);
    expect(unbeaten(points, metric('shortfall'), metric('feeRevenue'))).toEqual([]);
  });
});

it('sorts cells by size, texts by letter, and puts nothing last both ways', () => {
  const cells = ['10', '', '9', '-1'];
  expect(cells.toSorted((a, b) => compareCells(a, b, 1))).toEqual(['-1', '9', '10', '']);
  expect(cells.toSorted((a, b) => compareCells(a, b, -1))).toEqual(['10', '9', '-1', '']);
  expect(['b', 'a'].toSorted((a, b) => compareCells(a, b, 1))).toEqual(['a', 'b']);
});

it('writes CSV that keeps commas, quotes and nothing', () => {
  expect(
    csvOf([
      ['a', 'b, "c"'],
      [1.5, null],
    ]),
  ).toBe('a,"b, ""c"""\r\n1.5,\r\n');
});

describe('rows that are saved', () => {
  it('hold losses that sum to what was needed', () => {
    const [head, ...rows] = lossRows(designs, 'USD');
    expect(head?.length).toBe(9);
    expect(rows.length).toBe(10);
    for (const row of rows) {
      const numbers = row.slice(1) as number[];
      expect(numbers.slice(0, -1).reduce((sum, x) => sum + x, 0)).toBeCloseTo(numbers.at(-1) as number);
    }
  });

  it('hold each time of each shown design', () => {
    const [head, ...rows] = timeRows(designs.slice(0, 2), 'USD');
    expect(rows.length).toBe(480);
    for (const row of rows) expect(row.length).toBe(head?.length);
  });
});

describe('panels over time', () => {
  it('leave out what neither design has', () => {
    const ids = (from: number, to: number) =>
      panelsOf(designs.slice(from, to), 'classes', 'USD').map(({ id }: { id: string }) => id);
    expect(ids(0, 2)).toEqual(['price', 'openInterest', 'depth', 'displacement', 'pools', 'flow', 'adl']);
    expect(ids(9, 10)).not.toContain('pools');
  });

  it('find the part in which most was liquidated', () => {
    const [from, to] = busySpan(panelsOf(designs.slice(0, 1), 'classes', 'USD'));
    expect(from).toBeGreaterThan(1000);
    expect(to).toBeLessThan(3000);
  });
});
