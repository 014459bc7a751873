import { describe, expect, it } from 'vitest';
import { type ComparedRun, compareOf, type RangeEnd } from '../../../src/measure/index.ts';
import { compareText, plainTerminal } from '../../../src/report/index.ts';
import { run } from '../measure/comparison/runs.ts';

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));
const capital: RangeEnd = {
  of: 'exchange small-fund',
  field: 'funds.insurance.capital',
  low: '1000000',
  value: '2000000',
  high: '90000000',
  at: '90000000',
};

/** Two designs: one with a small fund and ADL, one whose fund pays; the second loses more, the first makes winners pay. */
const published = (seed: number): ComparedRun[] => [
  run('small-fund', seed, {
    shortfall: `${10 + seed}000000`,
    fund: '2000000',
    adl: `${8 + seed}000000`,
    uncovered: '0',
    overshoot: '4000000',
    adlNotional: '250000000',
    top10ShareOfPayers: 0.41,
    fundDraw: '2000000',
  }),
  run('large-fund', seed, {
    shortfall: `${20 + seed}000000`,
    fund: `${20 + seed}000000`,
    adl: '0',
    uncovered: '0',
    overshoot: '0',
    adlNotional: '0',
    fundDraw: '21000000',
  }),
];
const equal = (seed: number): ComparedRun[] =>
  published(seed).map(({ result }) => ({
    result: {
      ...result,
      equalised: ['fund'],
      metrics: { ...result.metrics, shortfall: result.exchange === 'small-fund' ? '30000000' : '25000000' },
    },
  }));
const swapped = (seed: number): ComparedRun[] => {
  const [small] = published(seed) as [ComparedRun];
  return [
    {
      ...run(
        'small-fund',
        seed,
        { ...small.result.metrics, top10ShareOfPayers: 0.1 },
        { variant: 'adl.ranking: unranked', variantOf: 'adl.ranking' },
      ),
    },
    ...published(seed).map(({ result }) =>
      run(
        result.exchange,
        seed,
        { ...result.metrics, shortfall: '1000000' },
        { variant: 'no-cascade', variantOf: 'ablation' },
      ),
    ),
  ];
};
const atEnd = run('small-fund', 1, { shortfall: '55000000', uncovered: '0' }, { rangeEnd: capital });

const short = compareOf(published(1), { experiment: 'x', baseline: 'small-fund' });
const full = compareOf(
  [1, 2, 3].flatMap((seed) => [...published(seed), ...equal(seed), ...swapped(seed)]).concat(atEnd),
  {
    experiment: 'x',
    full: true,
    baseline: 'small-fund',
    equalisedTo: { fund: '0.005 of one-sided open interest at the start' },
    leftOut: [{ exchange: 'pool-only', equalised: ['fund'], why: 'it has no fund' }],
  },
);

describe('a comparison for people', () => {
  it('says first who lost most, who paid, and what that hinges on', () => {
    const [first] = compareText(short, plainTerminal(1000)).split('\n\n');
    expect(first).toMatchInlineSnapshot(`
      "day: large-fund lost most: 21.0m beyond what its defaulted accounts had themselves; small-fund lost least, 11.0m. At large-fund 21.0m was raised for it: from insurance funds 21.0m (100 %).
      What this hinges on: one seed (1), ranges not tried; prices follow a given path (price: path), which the run's own selling does not move, so a design cannot make the fall worse or better. This is one draw of one model, not a forecast."
    `);
  });

  it('says in the first lines what other readings and ranges change', () => {
    const [first] = compareText(full, plainTerminal(1000)).split('\n\n');
    expect(first).toMatchInlineSnapshot(`
      "day: large-fund lost most: 22.0m beyond what its defaulted accounts had themselves; small-fund lost least, 12.0m. At large-fund it was raised from insurance funds 22.0m (medians, which need not add up). With the same fund it is small-fund that loses most, 30.0m: not the rules alone decide that.
      What this hinges on: 3 seeds, ranges tried, one end at a time, with the first seed (1), as published: 1 of 1 assumed value changes a verdict (funds.insurance.capital of small-fund); prices follow a given path (price: path), which the run's own selling does not move, so a design cannot make the fall worse or better."
    `);
  });

  it('says so when nobody lost anything', () => {
    const none = compareOf([run('a', 1, { shortfall: '0' })], { experiment: 'x' });
    expect(compareText(none)).toMatch(/^day: no design lost more than the defaulted accounts had themselves\./);
  });

  it('shows all of a full run', () => {
    expect(compareText(full, plainTerminal(160))).toMatchSnapshot();
  });

  it.each([40, 60, 80, 100, 160])('folds and never passes the edge of a terminal of %i', (width) => {
    expect(widest(compareText(full, plainTerminal(width)))).toBeLessThanOrEqual(width);
    expect(widest(compareText(short, plainTerminal(width)))).toBeLessThanOrEqual(width);
  });

  it.each([80, 100, 160])('cuts no cell and no heading at %i', (width) => {
    expect(compareText(full, plainTerminal(width))).not.toContain('…');
    expect(compareText(short, plainTerminal(width))).not.toContain('…');
  });

  it('shows a metric it is sorted by', () => {
    const sorted = compareOf(published(1), { experiment: 'x', sortBy: 'liquidatedNotional' });
    expect(compareText(sorted)).toContain('liquidated notional');
    expect(compareText(sorted)).toContain('Sorted by liquidatedNotional');
  });

  it('says which prices there were', () => {
    const moved = compareOf(
      published(1).map(({ result }) => ({ result: { ...result, price: 'path+impact' as const } })),
      { experiment: 'x' },
    );
    expect(compareText(moved)).toContain('(price: path+impact)');
  });
});
