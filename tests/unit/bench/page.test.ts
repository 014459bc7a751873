import { describe, expect, it } from 'vitest';
import { fullReport, merged, performancePage } from '../../bench/kit/page.ts';
import { targets } from '../../bench/kit/targets.ts';
import { peer, report, result } from './results.ts';

const body = (words: string, of = report([result()])): string =>
  performancePage(`# Title\n${words}`, of).split('\n').slice(3).join('\n');

describe('the page', () => {
  it('leaves words alone and says how it was made', () => {
    const page = performancePage('# Title\n\nSome {{words}} within a line.\n', report([]));
    expect(page).toMatch(/^# Title\n\n<!-- Made by .* -->\n\nSome \{\{words\}\} within a line\.\n$/);
  });

  it('shows results with peers, limits, published figures and what else was found', () => {
    const of = result({
      name: 'adding/much',
      unit: 'ms',
      n: 100_000,
      peers: { bigint: peer(12.34), scan: peer(0.5, { limit: true }) },
      also: { 'runs a second': 1234 },
      published: { 'FLOX (C++)': 228 },
    });
    expect(body('{{results adding}}', report([of, result({ name: 'other' })]))).toBe(
      [
        '| what | size | ours | spread | against, in the same process | also |',
        '| --- | --- | --- | --- | --- | --- |',
        '| adding/much | 100k | 10 ms a number | 10 % | bigint 12.3 x; limit: scan 0.50 x; published: FLOX (C++) 228 ms | runs a second 1,234 |',
      ].join('\n'),
    );
  });

  it('shows where time goes', () => {
    const hottest = [
      { name: 'read', file: 'src/exchange/valuation', share: 0.5 },
      { name: '(garbage collector)', file: 'node', share: 0.2 },
      { name: 'rare', file: 'src/rare', share: 0.01 },
    ];
    expect(body('{{profile adding}}', report([], { profiles: { adding: hottest } }))).toBe(
      'Own time: `read` (src/exchange/valuation) 50 %, garbage collector 20 %, the rest 30 %.',
    );
    expect(body('{{profile other}}')).toBe('Not profiled.');
  });

  it('refuses a mark that it does not know', () => {
    expect(() => body('{{figures adding}}')).toThrow('{{figures}}');
  });
});

describe('targets', () => {
  const quiet = (ratio: number, median: number) =>
    result({
      name: 'quiet-step',
      n: 1_000_000,
      peers: { 'plain sweep': peer(ratio) },
      also: { 'median step, µs': median },
    });
  const verdict = (ratio: number, median: number): string => body('{{targets}}', report([quiet(ratio, median)]));

  it('are met or not by the figures beside them', () => {
    expect(verdict(150, 20)).toContain('| 150 x; 20 µs | yes |');
    expect(verdict(99, 20)).toContain('| 99.0 x; 20 µs | no |');
    expect(verdict(150, 40)).toContain('| 150 x; 40 µs | no |');
  });

  it('are not judged without a result', () => {
    expect(body('{{targets}}', report([])).match(/\| not measured \|/g)).toHaveLength(targets.length);
  });

  it('are not judged by a result that lacks the figure, or is of another size', () => {
    const lacking = [result({ name: 'quiet-step', n: 1_000_000 }), result({ name: 'crash-step', n: 1_000_000 })];
    const page = body(
      '{{targets}}',
      report([...lacking, result({ name: 'long-run', n: 10_000 }), result({ name: 'october' })]),
    );
    expect(page.match(/\| not measured \|/g)).toHaveLength(targets.length);
    expect(page).not.toContain('NaN');
  });
});

it('is made of full results only', () => {
  const full = report([result()]);
  expect(fullReport(full)).toBe(full);
  expect(() => fullReport(undefined)).toThrow('no results');
  const small = report([result()], { environment: { ...full.environment, size: 'small' } });
  expect(() => fullReport(small)).toThrow('results of the small sizes');
});

describe('later results', () => {
  const before = report([result({ name: 'a/x' }), result({ name: 'b' })]);

  it('take the place of those of the same benchmarks', () => {
    const later = report([result({ name: 'a/y' })]);
    expect(merged(before, later).results.map(({ name }) => name)).toEqual(['b', 'a/y']);
  });

  it('stand alone on another machine', () => {
    const later = report([result({ name: 'a/y' })], { environment: { ...before.environment, cores: 64 } });
    expect(merged(before, later)).toBe(later);
  });
});
