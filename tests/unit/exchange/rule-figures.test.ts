import { describe, expect, test } from 'vitest';
import { minMaxHaircut, jointMinMaxHaircut as rule } from '../../../mechanisms/adl/index.ts';
import { resumeVenue, saveVenue, type Venue, type WaterfallLayer } from '../../../src/exchange/index.ts';
import { type Action, defineAdl, defineAdlAllocation, defineLiquidation, z } from '../../../src/index.ts';
import { gather, recordOfVenue } from '../../../src/measure/index.ts';
import { adl, closeAt, design, person, step, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const head = { summary: 'A rule with figures.', source: 'tests', params: z.strictObject({}) };
const figures = {
  times: { unit: 'times', says: 'How often it was asked.', of: ({ times }: { times: number }) => times },
  half: { unit: 'times', says: 'Half of that.', of: ({ times }: { times: number }) => times / 2 },
};
const initial = () => ({ times: 0 });

const counting = defineAdlAllocation({
  ...head,
  name: 'counting',
  figures,
  initial,
  allocate: (problem, _params, state) => {
    state.times += 1;
    return minMaxHaircut.allocate(problem, {}, null);
  },
});
/** Closes everything at mark against the first who faces it. */
const whole = defineAdl({
  ...head,
  name: 'whole',
  figures,
  initial,
  plan: (view, cases, _params, state) => {
    state.times += 1;
    return cases.map(({ id, legs }) => ({
      case: id,
      actions: legs.map(
        (leg): Action => ({
          do: 'cut',
          market: leg.market.number,
          cuts: [{ account: view.candidates(leg.market.number, -1)[0]?.account ?? -1, lots: leg.lots }],
          value: leg.value,
        }),
      ),
    }));
  },
});
const cancelling = defineLiquidation({
  ...head,
  name: 'cancelling',
  figures,
  initial,
  takesLots: true,
  next: (_subject, _view, _params, state, outcome) => {
    if (outcome !== undefined) return 'pass';
    state.times += 1;
    return [{ do: 'cancel' }];
  },
});

const wholeLayer = (mechanism: unknown): WaterfallLayer =>
  ({ label: 'adl', kind: 'adl', whole: use(mechanism) }) as WaterfallLayer;
/** One is long 10 at 100 with 50, so bankrupt at 95; another is short as much. Maintenance is 2 %. */
const crashed = (layers: readonly WaterfallLayer[], to = 96): Venue => {
  const venue = venueOf(design(layers, { margin: use(testMargin(20_000)) }), [{}]);
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 1000, [[0, -10, 100]]);
  step(venue, [to]);
  return venue;
};
const recorded = (venue: Venue) =>
  [...venue.ledger.log]
    .filter(({ kind }) => kind === 'figure')
    .map(({ case: of, market, lots, value, mark }) => [of, market, lots, value, mark]);

describe('figures of rules', () => {
  test('are numbered by layer, in the order they are declared', () => {
    const layers = [
      { label: 'first', kind: 'liquidation', use: use(cancelling) } as WaterfallLayer,
      adl({ allocation: use(counting) }, 'second'),
    ];
    expect(crashed(layers).figures.all.map(({ layer, rule: name, figure }) => [layer, name, figure])).toEqual([
      ['first', 'cancelling', 'times'],
      ['first', 'cancelling', 'half'],
      ['second', 'counting', 'times'],
      ['second', 'counting', 'half'],
    ]);
  });

  test.each([
    ['a layer', { label: 'book', kind: 'liquidation', use: use(cancelling) } as WaterfallLayer, -1],
    ['an allocation', adl({ allocation: use(counting), closeOut: use(closeAt('mark')) }), 0],
    ['a whole rule', wholeLayer(whole), -1],
  ])('of %s are recorded after it acted', (_, layer, market) => {
    expect(recorded(crashed([layer]))).toEqual([
      [1, market, 0, 1, 0],
      [1, market, 1, 0.5, 0],
    ]);
  });

  test('are not recorded where nothing was done', () => {
    const idle = defineAdl({ ...head, name: 'idle', figures, initial, plan: () => [] });
    expect(recorded(crashed([wholeLayer(idle)]))).toEqual([]);
    // Nobody is in breach at 98.
    expect(recorded(crashed([wholeLayer(whole)], 98))).toEqual([]);
  });

  test('that are no finite number end the run with the name of the rule', () => {
    const odd = defineAdl({
      ...head,
      name: 'odd',
      figures: { worst: { unit: 'share', says: 'Nonsense.', of: () => Number.NaN } },
      plan: whole.plan as never,
      initial,
    });
    expect(() => crashed([wholeLayer(odd)])).toThrow('odd: its figure worst was NaN; it is a finite number');
  });

  test('go on after a snapshot', () => {
    const venue = crashed([adl({ allocation: use(counting), closeOut: use(closeAt('mark')) })], 99);
    const setup = {
      design: venue.design,
      assets: venue.assets,
      markets: venue.markets.map(({ setup: market }) => market),
      seed: venue.seed,
    };
    const resumed = resumeVenue(setup, saveVenue(venue));
    for (const one of [venue, resumed]) step(one, [96]);
    expect(recorded(resumed)).toEqual(recorded(venue));
    expect(recorded(resumed)).toHaveLength(2);
    expect(resumed.ledger.log.digest()).toBe(venue.ledger.log.digest());
  });

  test('the gap of the joint min-max haircut is in the log, and what a run shows of it comes from there', () => {
    const venue = venueOf(design([wholeLayer(rule)], { margin: use(testMargin(20_000)) }), [{}]);
    for (const money of [50, 60]) person(venue, money, [[0, 10, 100]]);
    person(venue, 1000, [[0, -13, 100]]);
    person(venue, 1000, [[0, -7, 100]]);
    step(venue, [96]);
    step(venue, [95]);
    const log = recorded(venue);
    const names = venue.figures.all.map(({ figure }) => figure);
    expect(names).toEqual(['largest', 'bound', 'gap']);
    expect(log.map(([, , figure]) => figure)).toEqual([0, 1, 2, 0, 1, 2]);
    const [largest = 0, bound = 0, gap = 0] = log.slice(0, 3).map(([, , , value]) => value);
    // 7 of 13 and 3 of 7, or 6 of 13 and 4 of 7: ten lots of twenty cannot be less than a half each.
    expect(largest).toBeCloseTo(7 / 13, 12);
    expect(bound).toBeCloseTo(0.5, 9);
    expect(gap).toBe(largest - bound);
    const { figures: counted } = gather(recordOfVenue(venue));
    for (const figure of names.keys()) {
      const values = log.filter(([, , number]) => number === figure).map(([, , , value]) => value as number);
      expect(counted.of(figure)).toEqual({
        records: 2,
        last: values[1],
        smallest: Math.min(...values),
        largest: Math.max(...values),
      });
    }
  });
});
