import { expect, test } from 'vitest';
import { equalPercentageClawback } from '../../../mechanisms/socialisation/index.ts';
import type { Venue, WaterfallLayer } from '../../../src/exchange/index.ts';
import { defineAdl, z } from '../../../src/index.ts';
import { adl, closeAt, design, person, step, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

/** Closes half of every leg at mark against the first who faces it. */
const half = defineAdl({
  name: 'half',
  summary: 'Closes half.',
  source: 'tests',
  params: z.strictObject({}),
  plan: (view, cases) =>
    cases.map(({ id, legs }) => ({
      case: id,
      actions: legs.map((leg) => ({
        do: 'cut' as const,
        market: leg.market.number,
        cuts: [{ account: view.candidates(leg.market.number, -1)[0]?.account ?? -1, lots: leg.lots / 2 }],
        value: leg.value / 2,
      })),
    })),
});

/** Two are long 10 at 100 with less than they lose by 90; another is short as much. */
const crashed = (layers: readonly WaterfallLayer[]): Venue => {
  const venue = venueOf(design(layers, { margin: use(testMargin(20_000)) }), [{}]);
  for (const money of [50, 60]) person(venue, money, [[0, 10, 100]]);
  person(venue, 1000, [[0, -20, 100]]);
  step(venue, [90]);
  return venue;
};

/** What cuts, charges and ends a turn, in order: with the layer where the row tells it. */
const told = (venue: Venue): readonly string[] =>
  [...venue.ledger.log].flatMap(({ kind, cause, case: of, mark, lots }) => {
    if (kind === 'fill' && cause === 'adl') return [`cut ${lots} for ${of}`];
    if (kind === 'transfer' && cause === 'charge') return [`charge for ${of}`];
    return kind === 'decision' || kind === 'taken' ? [`${kind} for ${of} by layer ${mark}`] : [];
  });

test('the log tells whose a cut is: of a whole rule before the row that ends its turn, of a composite before its decision', () => {
  const whole = { label: 'whole', kind: 'adl', whole: use(half) } as WaterfallLayer;
  expect(told(crashed([whole, adl({ closeOut: use(closeAt('mark')) })]))).toEqual([
    'cut 5 for 1',
    'cut 5 for 2',
    'taken for 0 by layer 0',
    'cut 5 for 1',
    'cut 5 for 2',
    'decision for 0 by layer 1',
  ]);
});

test('a layer that is asked case by case ends its turn in a row for each answer that charges', () => {
  const charging = { label: 'all', kind: 'socialisation', use: use(equalPercentageClawback) } as WaterfallLayer;
  expect(told(crashed([adl({ closeOut: use(closeAt('mark')) }), charging]))).toEqual([
    'cut 10 for 1',
    'cut 10 for 2',
    'decision for 0 by layer 0',
    'charge for 1',
    'taken for 1 by layer 1',
    'charge for 2',
    'taken for 2 by layer 1',
  ]);
});
