import { expect, it } from 'vitest';
import { plainTerminal } from '../../../src/report/index.ts';
import { reportText } from '../../bench/kit/table.ts';
import { peer, report, result } from './results.ts';

const results = [
  result({ name: 'sweep-incremental/20 bp, crash', unit: 'us', each: 'step', n: 1_000_000 }),
  result({
    name: 'apportion/water-fill',
    peers: { 'bigint and sort': peer(12.34), 'one scan': peer(0.1, { limit: true }) },
  }),
];

it.each([40, 80, 100, 160])('is never wider than %d columns, and folds rather than wraps', (width) => {
  const text = reportText(
    report(results, { growth: [{ name: 'apportion/water-fill', sizes: [1000, 10_000, 100_000], exponent: 1.02 }] }),
    plainTerminal(width),
  );
  const lines = text.split('\n').slice(1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  for (const figure of ['10 µs / step', '12.3', '0.10', '1.02']) expect(text).toContain(figure);
});

it('shows the first peer and the limit of each', () => {
  const text = reportText(report(results), plainTerminal(140));
  expect(text).toMatch(
    /apportion\/water-fill\s+1k\s+10 ns \/ number\s+10 %\s+12\.3\s+bigint and sort\s+0\.10\s+one scan/,
  );
});
