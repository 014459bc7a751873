import { describe, expect, it } from 'vitest';
import type { CompareResult } from '../../../src/measure/index.ts';
import type { Entry } from '../../../src/report/html/compared.ts';
import { viewsOf } from '../../../src/report/html/views.ts';
import { bestOf, findingsOf } from '../../../src/report/html/words.ts';
import { reportData } from '../../fixtures/report.ts';

/** A comparison of designs with these metrics; everything else is nothing. */
const compared = (
  designs: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>,
  over: Partial<CompareResult> = {},
): CompareResult => {
  const { compare } = reportData({ designs: 1 });
  const nothing = Object.fromEntries(
    Object.entries(compare.designs[0]?.metrics ?? {}).map(([id, value]) => [id, typeof value === 'string' ? '0' : 0]),
  );
  const entries = Object.entries(designs).map(
    ([exchange, { own = '0', scaled = 0, ...metrics }]) =>
      ({
        ...compare.designs[0],
        exchange,
        metrics: { ...nothing, ...metrics },
        ownCollateral: own,
        scaledDown: scaled,
      }) as Entry,
  );
  return { ...compare, designs: entries, ...over };
};

const told = (compare: CompareResult, price: 'path' | 'path+impact' = 'path') => {
  const designs = compare.designs.map((design) => ({ ...design, price }));
  const [view] = viewsOf({ ...compare, designs });
  const { lead, points, caveats } = findingsOf(compare, view as NonNullable<typeof view>);
  const texts = Object.fromEntries([...points, ...caveats].map(({ heading, text }) => [heading, text]));
  return { lead, texts };
};

describe('the lead', () => {
  it('names who left the most uncovered and who lost the most and the least', () => {
    const { lead } = told(
      compared({
        a: { uncovered: '5000000', shortfall: '20000000' },
        b: { uncovered: '0', shortfall: '30000000' },
        c: { uncovered: '0', shortfall: '10000000' },
      }),
    );
    expect(lead).toBe(
      'a left the most uncovered: 5.00m USD, while 2 of 3 designs left nothing. The shortfall, what defaulted accounts cost others, was largest in b (30.0m USD) and smallest in c (10.0m USD).',
    );
  });

  it('does not name a design where none left anything', () => {
    expect(told(compared({ a: { shortfall: '7' }, b: { shortfall: '7' } })).lead).toBe(
      'None of the 2 designs left a loss uncovered. The shortfall, what defaulted accounts cost others, was 7 USD in every design.',
    );
    expect(told(compared({ a: {}, b: {} })).lead).toBe(
      'None of the 2 designs left a loss uncovered. No account cost others more than its own money.',
    );
  });

  it('does not compare one design with itself', () => {
    expect(told(compared({ a: { shortfall: '7' } })).lead).toBe(
      'a left no loss uncovered. The shortfall, what defaulted accounts cost others, was 7 USD.',
    );
  });
});

describe('who paid', () => {
  it('says what own collateral bore, and who bore most of the rest', () => {
    const { texts } = told(
      compared({
        a: { own: '90', fund: '8', adl: '2' },
        b: { own: '50', adl: '50' },
        c: { own: '60', fund: '40' },
      }),
    );
    expect(texts['Who paid']).toBe(
      "The defaulted accounts' own collateral bore between 50.0 % (b) and 90.0 % (a) of all losses. Of the rest, the largest part was borne by the insurance fund in a and c; by winners who were deleveraged in b.",
    );
  });

  it('says so when nobody defaulted, or nothing was left to others', () => {
    expect(told(compared({ a: {} })).texts['Who paid']).toBe('Nobody defaulted, so nobody paid.');
    expect(told(compared({ a: { own: '9' } })).texts['Who paid']).toBe(
      "The defaulted accounts' own collateral bore 100 % of all losses. Nothing was left for others to pay.",
    );
  });
});

it('names the best by each objective, several where they tie or differ by dust; nothing to measure is worth as much as 0', () => {
  const { texts } = told(
    compared({
      a: { uncovered: '5', adlNotional: '0', top10ShareOfPayers: 0.5, fundDraw: '9' },
      b: { uncovered: '6', adlNotional: '0.01', top10ShareOfPayers: 0.7, fundDraw: null },
      c: { uncovered: '7', adlNotional: '3', top10ShareOfPayers: 0.6, fundDraw: null },
    }),
  );
  expect(texts['Best at what']).toMatch(
    /^Least uncovered: a \(5\); least ADL notional: a and b \(0\); all alike in overshoot\b.*; least top 10 payers: a \(50\.0 %\); all alike in .*; least fund draw: b and c \(nothing to measure\)\.$/,
  );
});

it('takes the most for the best where more is better', () => {
  const found = bestOf(compared({ a: { fundLow: '10' }, b: { fundLow: '20' } }).designs, 'fundLow');
  expect(found?.best.map(({ exchange }) => exchange)).toEqual(['b']);
  expect(found?.value).toBe('20');
});

it('judges by the objectives of the frontier where there is one', () => {
  const frontier = {
    scenario: 'october-2025',
    equalised: [],
    objectives: ['shortfall', 'adlNotional'],
    members: ['a', 'b'],
    dominated: [
      { design: 'c', by: ['a'] },
      { design: 'd', by: ['a'] },
      { design: 'e', by: ['a', 'b'] },
    ],
  };
  const { texts } = told(compared({ a: { shortfall: '5' }, b: { shortfall: '6' } }, { frontiers: [frontier] }));
  expect(texts['Best at what']).toBe('Least shortfall: a (5); all alike in ADL notional.');
  expect(texts['Not beaten']).toBe(
    'Judged by shortfall and ADL notional together, no design is at least as good on each and better on one than a and b. Beaten: c and d by a; e by a and b.',
  );
});

it('tells differences apart only where the interval does', () => {
  const difference = (design: string, low: number | null, high: number | null) => ({
    scenario: 'october-2025',
    equalised: [],
    metric: 'shortfall',
    design,
    against: 'z',
    mean: ((low ?? 0) + (high ?? 0)) / 2,
    low,
    high,
    n: 5,
    lower: 1,
    equal: 0,
    higher: 4,
  });
  const differences = [
    difference('a', -3, -1),
    difference('b', 1, 3),
    difference('c', -1, 3),
    difference('d', null, null),
  ];
  const designs = { a: {}, b: {}, c: {}, d: {}, z: {} };
  expect(
    told(compared(designs, { baseline: 'z', differences, seeds: [1, 2, 3, 4, 5] })).texts['Against the baseline'],
  ).toBe(
    'Over 5 shared seeds, at 95 %, and against z, shortfall is lower in a; higher in b; not told apart from it in c and d.',
  );
  expect(told(compared(designs)).texts).not.toHaveProperty('Against the baseline');
  const [first, ...others] = differences as [(typeof differences)[number], ...typeof differences];
  const uneven = [{ ...first, n: 3 }, ...others];
  expect(
    told(compared(designs, { baseline: 'z', differences: uneven, seeds: [1, 2] })).texts['Against the baseline'],
  ).toMatch(/^Over shared seeds \(a 3, b 5, c 5, d 5\), at 95 %/);
});

describe('the line of what it hinges on', () => {
  const flips = [{ scenario: 'october-2025', metric: 'shortfall', design: 'a', against: 'b', at: '9' }];
  const field = { of: 'exchange a', field: 'funds.main.capital', low: '1', value: '2', high: '9', flips };
  const hinges = (fields?: readonly (typeof field)[]): string | undefined =>
    told(
      compared({ a: {} }, fields === undefined ? {} : { robustness: { tried: true, seeds: [1], fields: [...fields] } }),
    ).texts['Hinges on'];

  it('stands first, and says seeds, prices and ranges', () => {
    const compare = compared({ a: {} });
    const [view] = viewsOf(compare);
    expect(findingsOf(compare, view as NonNullable<typeof view>).points[0]?.heading).toBe('Hinges on');
    expect(hinges()).toBe(
      "One seed (1); given prices, which the run's own selling does not move; ranges of assumed values not tried.",
    );
  });

  it('names the fields on which verdicts turned, of its own scenario', () => {
    const head = 'ends of ranges tried one at a time, with the first seed \\(1\\), as published';
    expect(hinges([{ ...field, flips: [] }])).toMatch(new RegExp(`; ${head}: no verdict turned\\.$`));
    expect(hinges([{ ...field, flips: flips.map((flip) => ({ ...flip, scenario: 'other' })) }])).toContain(
      'no verdict',
    );
    expect(hinges([field, { ...field, field: 'x' }, { ...field, field: 'y' }])).toMatch(
      new RegExp(`; ${head}: verdicts turned on funds.main.capital of a, x of a and 1 more\\.$`),
    );
  });
});

describe('what to know before believing it', () => {
  it('says that one seed is one draw, and what several are', () => {
    expect(told(compared({ a: {} })).texts.Seeds).toMatch(/^One seed \(1\): one draw of one model, not a forecast\./);
    expect(told(compared({ a: {} }, { seeds: [1, 2, 3] })).texts.Seeds).toMatch(
      /^3 seeds: each number is the median of its own metric.*; its band runs from the least to the most\./,
    );
    const seeds = Array.from({ length: 20 }, (_, i) => i);
    expect(told(compared({ a: {} }, { seeds })).texts.Seeds).toContain('from the 5th to the 95th percentile.');
  });

  it('says whether prices can move by the run itself', () => {
    expect(told(compared({ a: {} })).texts.Prices).toContain('is not moved by');
    expect(told(compared({ a: {} }), 'path+impact').texts.Prices).toContain('share people and draws, not prices');
  });

  it('says who was scaled down', () => {
    expect(told(compared({ a: { scaled: 3 }, b: {} })).texts.People).toBe(
      '20,000 model traders, the same people with the same wishes in every design. A design that admits less leverage scales positions down: a 3. It therefore starts with less at risk.',
    );
  });

  it('says what was not tried, what held, and on which value an order hinges', () => {
    expect(told(compared({ a: {} })).texts['Robust or not']).toContain('was not tried');
    const untried = 'Other seeds, equalised rules, values in between and several at once were not tried.';
    const field = { of: 'exchange a', field: 'funds.main.capital', low: '1', value: '2', high: '300000000', flips: [] };
    expect(
      told(compared({ a: {} }, { robustness: { tried: true, seeds: [1], fields: [field] } })).texts['Robust or not'],
    ).toBe(
      `Where tried, no verdict of the first seed (1), as published, turned at either end of 1 assumed value, tried one at a time. ${untried}`,
    );
    const flips = [{ scenario: 'october-2025', metric: 'shortfall', design: 'a', against: 'b', at: '300000000' }];
    const robustness = { tried: true, seeds: [1], fields: [field, { ...field, flips }] };
    expect(told(compared({ a: {} }, { robustness })).texts['Robust or not']).toBe(
      `Ends of the ranges of 2 assumed values were tried one at a time, with the first seed (1), as published. ${untried} One decides a verdict: a against b on shortfall turns when funds.main.capital of a is 300m.`,
    );
  });
});
