import { describe, expect, it } from 'vitest';
import { type ComparedRun, compareOf, type MetricValue, type RangeEnd } from '../../../src/measure/index.ts';
import { compareText, plainTerminal } from '../../../src/report/index.ts';
import { run } from '../measure/comparison/runs.ts';

const first = (runs: readonly ComparedRun[]): string =>
  compareText(compareOf(runs, { experiment: 'x' }), plainTerminal(2000)).split('\n')[0] as string;

const OVERSHOT = {
  shortfall: '13430000',
  overshoot: '5130000',
  adl: '14300000',
  backstop: '613000',
  uncovered: '3650000',
};

describe('who paid', () => {
  it('adds up to the shortfall and what stayed with the defaulted', () => {
    expect(first([run('a', 1, OVERSHOT)])).toBe(
      'day: a lost most: 13.4m beyond what its defaulted accounts had themselves. At a 18.6m was raised for it, of which 5.13m stayed with the defaulted: from winners who were deleveraged 14.3m (77.0 %), vaults and backstop providers 613k (3.3 %) and 3.65m (19.7 %) that nobody covered.',
    );
  });

  it('shows no sum and no shares of medians over seeds', () => {
    expect(first([1, 2, 3].map((seed) => run('a', seed, OVERSHOT)))).toContain(
      'At a it was raised from winners who were deleveraged 14.3m, vaults and backstop providers 613k and 3.65m that nobody covered; of that 5.13m stayed with the defaulted (medians, which need not add up).',
    );
  });

  it('says so when nobody covered anything', () => {
    expect(first([run('a', 1, { shortfall: '5', uncovered: '5' })])).toMatch(/At a nobody covered it\.$/);
  });
});

describe('who lost most', () => {
  const of = (exchange: string, shortfall: string) => run(exchange, 1, { shortfall, uncovered: shortfall });

  it('is nobody where amounts are alike to the digits shown', () => {
    expect(first([of('a', '4114.2'), of('b', '4110.8')])).toBe(
      'day: all designs lost about the same, 4.11k beyond what their defaulted accounts had themselves.',
    );
    expect(first([of('a', '4130'), of('b', '4110')])).toMatch(/^day: a lost most: 4\.13k .*; b lost least, 4\.11k\./);
  });
});

describe('losses on positions that were taken over', () => {
  const of = (exchange: string, inventoryResult: MetricValue) =>
    run(exchange, 1, { shortfall: '100', inventoryResult });

  it('are told where they are more than a tenth of the shortfall, largest first', () => {
    expect(first([of('a', '-11'), of('b', '-10'), of('c', '500'), of('d', '-62'), of('e', null)])).toContain(
      'Not in these figures is what pools and winners lost on positions that were taken over: d 62, a 11.',
    );
  });

  it('are not told where there are none', () => {
    expect(first([of('a', '-10'), of('b', '0')])).not.toContain('taken over');
  });
});

describe('the equalised reading', () => {
  const both = (exchange: string, shortfall: string, equal?: string): ComparedRun[] => [
    run(exchange, 1, { shortfall }),
    ...(equal === undefined ? [] : [run(exchange, 1, { shortfall: equal }, { equalised: ['fund'] })]),
  ];

  it('says "still" only of a design that lost most as published', () => {
    expect(first([...both('a', '9', '8'), ...both('b', '5', '5')])).toMatch(
      /With the same fund it is still a that loses most, 8\.$/,
    );
    expect(first([...both('a', '9', '4'), ...both('b', '5', '5')])).toContain(
      'it is b that loses most, 5: not the rules',
    );
  });

  it('says who is compared where the one that lost most cannot be made equal', () => {
    expect(first([...both('pool', '50'), ...both('a', '9', '8'), ...both('b', '5', '5')])).toMatch(
      /With the same fund, among those that could be made equal, a loses most, 8\.$/,
    );
  });
});

it('claims no more of ranges than was tried', () => {
  const rangeEnd: RangeEnd = { of: 'exchange a', field: 'x', low: '1', value: '2', high: '3', at: '3' };
  const runs = [run('a', 4, { shortfall: '1' }), run('a', 4, { shortfall: '1' }, { rangeEnd })];
  const text = compareText(compareOf(runs, { experiment: 'x' }), plainTerminal(2000));
  const none =
    'no verdict of the first seed (4), as published, turned at either end of 1 assumed value, tried one at a time';
  expect(text).toContain(`one seed (4), ranges tried: ${none};`);
  expect(text).toContain(`Robustness: ${none}. Other seeds, equalised readings`);
});
