import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutSolved, shareValue } from '../../../src/exchange/actions/cut.ts';
import type { Market, Venue } from '../../../src/exchange/index.ts';
import { apportion } from '../../../src/money/index.ts';
import { bookLayer, design, person, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

interface Scene {
  /** Lots of each short, and how many of them are cut. */
  readonly shorts: readonly { readonly lots: number; readonly cut: number }[];
  /** Lots of the long, and the value at which it is closed. */
  readonly long: number;
  readonly value: number;
}

const scene: fc.Arbitrary<Scene> = fc
  .array(fc.record({ lots: fc.integer({ min: 1, max: 9 }), cut: fc.integer({ min: 1, max: 10 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((shorts) =>
    fc.record({
      shorts: fc.constant(shorts),
      long: fc.integer({ min: 1, max: 40 }),
      value: fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 5000 })),
    }),
  );

/** A venue with one long and some shorts, and how a cut is carried out there: what came of it, and the log. */
const played = (
  { shorts, long, value }: Scene,
  cut: (venue: Venue, parts: [number, number][], value: number) => void,
) => {
  const venue = venueOf(
    design([{ label: 'liquidation', kind: 'liquidation', use: use(bookLayer()) }], { margin: use(testMargin(50_000)) }),
  );
  const subject = person(venue, 500, [[0, long, 100]]);
  const parts = shorts.map(({ lots, cut: size }): [number, number] => [person(venue, 500, [[0, -lots, 100]]), size]);
  const live = venue.cases.openDefault(subject);
  let refused = '';
  try {
    cut(venue, parts, value);
  } catch (error) {
    refused = (error as { code?: string }).code ?? String(error);
  }
  return { refused, digest: venue.ledger.log.digest(), lines: live.data.lines };
};

const openCase = (venue: Venue) => {
  const live = venue.cases.open()[0];
  if (live === undefined) throw new Error('there is no case');
  return live;
};

it('a cut of a solved problem does what the same cut does as an action: same log, same record, refused alike', () => {
  let done = 0;
  let refused = 0;
  fc.assert(
    fc.property(scene, (one) => {
      const byColumns = played(one, (venue, parts, value) =>
        cutSolved(
          venue,
          openCase(venue),
          venue.markets[0] as Market,
          {
            accounts: parts.map(([account]) => account),
            amounts: parts.map(([, lots]) => lots),
            from: 0,
            end: parts.length,
          },
          value,
        ),
      );
      const byAction = played(one, (venue, parts, value) =>
        venue.act(openCase(venue), [
          { do: 'cut', market: 0, cuts: parts.map(([account, lots]) => ({ account, lots })), value },
        ]),
      );
      expect(byColumns).toEqual(byAction);
      if (byColumns.refused === '') done += 1;
      else refused += 1;
    }),
    { numRuns: 300 },
  );
  expect(done).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
});

it('values of cuts are shared by largest remainder in whatever number, and none of them is -0', () => {
  let nothing = 0;
  fc.assert(
    fc.property(scene, fc.integer({ min: -4, max: 4 }), ({ shorts, value: much }, little) => {
      const value = much % 2 === 0 ? much : little;
      const cuts = shorts.map(({ lots }) => lots);
      const venue = venueOf(design([]));
      const subject = person(venue, 5000, [[0, 60, 100]]);
      const live = venue.cases.openDefault(subject);
      const accounts = cuts.map((lots) => person(venue, 5000, [[0, -lots, 100]]));
      const from = venue.ledger.log.length;
      cutSolved(venue, live, venue.markets[0] as Market, { accounts, amounts: cuts, from: 0, end: cuts.length }, value);
      const fills = [...venue.ledger.log].slice(from).filter(({ cause }) => cause === 'adl');
      const whole = [...apportion(Math.abs(value), cuts, undefined)];
      const shares = whole.map((share) => (value < 0 ? 0 - share : share));
      expect(fills.map((fill) => fill.value)).toStrictEqual(shares);
      expect([...(shareValue(value, cuts) as number[])]).toStrictEqual(shares);
      nothing += shares.filter((share) => share === 0 && value < 0).length;
    }),
  );
  expect(nothing).toBeGreaterThan(0);
});
