import { describe, expect, it } from 'vitest';
import { collateralPhase, place } from '../../../src/exchange/index.ts';
import { hedgeResultOf } from '../../../src/measure/hedge-result.ts';
import { costShifted } from '../../../src/measure/index.ts';
import { inverse } from '../../../src/money/index.ts';
import {
  adl,
  closeAt,
  deficits,
  design,
  person,
  quote,
  step,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';
import { gathered, metricsNamed } from './worked-run.ts';

/*
 * At 100 everybody is worth what they brought; the loser fails at 94 (t = 20 s) and ADL cuts the lowest account.
 *
 *             money   A lots   B lots   group
 *   split       100       -4            2, over two accounts
 *   half        100               +4    2
 *   whole       100       -4      +4    1, in one account
 *   plain       100       -4
 *   loser        20       +4            20 - 24 = -4 at 94
 *   other     1,000       +8      -8
 *
 * ADL closes 4 at 380, where mark is 376. At 90 (t = 30 s) the owner of group 2 is short again, at 90; then A falls to 80.
 */
describe('a hedge over two accounts, broken for ten seconds', () => {
  const venue = venueOf(design([adl()]), [{}, {}]);
  const split = person(venue, 100, [[0, -4, 100]]);
  const half = person(venue, 100, [[1, 4, 100]]);
  const whole = person(venue, 100, [
    [0, -4, 100],
    [1, 4, 100],
  ]);
  person(venue, 100, [[0, -4, 100]]);
  person(venue, 20, [[0, 4, 100]]);
  person(venue, 1000, [
    [0, 8, 100],
    [1, -8, 100],
  ]);
  const maker = person(venue, 1000, [], 'maker');
  step(venue, [100, 100], 10);
  step(venue, [94, 100], 10);
  // Shorts receive half a unit a lot: what the twin would have had on the four lots that are gone.
  venue.ledger.shiftIndex(0, -1, 500_000, 'funding');
  step(venue, [90, 100], 10);
  quote(venue, maker, 0, 1, 4, 90);
  place(venue, { do: 'place', account: split, market: 0, lots: -4, timeInForce: 'ioc' });
  step(venue, [80, 100], 10);
  step(venue, [80, 100], 10);
  const run = gathered(
    venue,
    new Map([
      [whole, 1],
      [split, 2],
      [half, 2],
    ]),
  );
  const { scopes, bearers } = hedgeResultOf(run);

  it('knows a group in one account from one over two', () => {
    expect([scopes.account.groups, scopes.venue.groups, scopes.all.groups]).toEqual([1, 1, 2]);
    expect([scopes.account.matched, scopes.venue.matched, scopes.all.matched]).toEqual(['400', '400', '800']);
  });

  it('H1: 400 of 400 naked in one group, nothing in the other', () => {
    expect(scopes.venue.residualDelta).toEqual({
      mean: 1,
      max: 1,
      above: { '0.05': 1, '0.25': 1, '0.5': 1, '0.95': 1 },
    });
    expect(scopes.account.residualDelta).toEqual({
      mean: 0,
      max: 0,
      above: { '0.05': 0, '0.25': 0, '0.5': 0, '0.95': 0 },
    });
    expect(scopes.all.residualDelta).toMatchObject({ mean: 0.5, max: 1, above: { '0.5': 0.5 } });
  });

  it('H2: 376 for ten seconds, until the lots are back', () => {
    expect([scopes.account.exposure, scopes.venue.exposure, scopes.all.exposure]).toEqual([0, 3760, 3760]);
  });

  it('H3: 380 less 360, at the next mark', () => {
    expect([scopes.account.replacementCost, scopes.venue.replacementCost]).toEqual(['0', '20']);
  });

  it('H4: 376 - 360 as the mark fell, 380 - 376 by the close-out, 2 of funding; bounded by 4 lots x (94 - 90)', () => {
    expect(scopes.venue.loss).toEqual({
      total: '22',
      price: '16',
      execution: '4',
      funding: '2',
      charged: '0',
      priceMost: '16',
    });
    expect(scopes.account.loss.total).toBe('0');
  });

  it('H5 and its bounds: all 376 hit hedged accounts; the other shorts could have taken them', () => {
    expect(scopes.venue.adl).toEqual({ share: 1, notional: '376', least: '0', most: '376' });
    expect(scopes.account.adl).toEqual({ share: 0, notional: '0', least: '0', most: '376' });
    expect(scopes.all.adl).toEqual({ share: 1, notional: '376', least: '0', most: '376' });
  });

  it('H6: one of two groups, half of the matched notional', () => {
    expect(scopes.all.broken).toEqual({ groups: 1, matchedShare: 0.5 });
    expect([scopes.account.broken.groups, scopes.venue.broken.groups]).toEqual([0, 1]);
  });

  it('H9: none for hedged accounts, all for those in one account', () => {
    expect([scopes.account.protection, scopes.venue.protection, scopes.all.protection]).toEqual([1, 0, 0]);
  });

  it('says who bore it: the hedged account 4', () => {
    expect(bearers).toEqual({ hedged: { borne: '4', cut: '376' }, directional: { borne: '0', cut: '0' } });
  });

  it('has the same as metrics', () => {
    expect(
      metricsNamed(
        run,
        'hedgeMatchedBroken',
        'residualDeltaMax',
        'hedgeExposure',
        'hedgeLoss',
        'hedgeProtection',
        'hedgeGroupsBroken',
        'replacementCost',
      ),
    ).toEqual({
      hedgeGroupsBroken: 1,
      hedgeMatchedBroken: 0.5,
      residualDeltaMax: 1,
      hedgeExposure: 3760,
      replacementCost: '20',
      hedgeLoss: '22',
      hedgeProtection: 0,
    });
  });
});

/*
 * The same cut, and the owner lets the naked leg go instead: 4 B sold at 98 where mark is 100.
 *   exposure   10 s x 376, then nothing: both legs are missing, and A at 80 is not what B is at 100
 *   loss       380 - 4 x 80 on A (56 by price, 4 by the fill), and 4 x 100 - 392 on B (8 by the fill)
 */
it('a naked leg that is let go ends the exposure; the twin keeps both legs', () => {
  const venue = venueOf(design([adl()]), [{}, {}]);
  const hedged = person(venue, 100, [
    [0, -4, 100],
    [1, 4, 100],
  ]);
  person(venue, 20, [[0, 4, 100]]);
  person(venue, 1000, [[1, -4, 100]]);
  const maker = person(venue, 1000, [], 'maker');
  step(venue, [94, 100], 10);
  step(venue, [94, 100], 10);
  quote(venue, maker, 1, 1, 4, 98);
  place(venue, { do: 'place', account: hedged, market: 1, lots: -4, timeInForce: 'ioc' });
  step(venue, [80, 100], 10);
  const { all } = hedgeResultOf(gathered(venue, new Map([[hedged, 1]]))).scopes;
  // 376 of delta went on B are 3.76 lots, of which 4 are the nearest.
  expect(all.exposure).toBe(3760);
  expect(all.loss).toEqual({
    total: '68',
    price: '56',
    execution: '12',
    funding: '0',
    charged: '0',
    priceMost: '56',
  });
});

/*
 * Winners are charged instead of cut (a gains haircut): every lot stays, so does the delta; the profit is what breaks.
 *   loser    20   +4 A   at 94: -4, closed at mark against the lowest account, then 4 charged on gains
 */
it('HB8: a haircut of gains leaves every lot, and still costs the hedged', () => {
  const layers = [
    adl({ closeOut: use(closeAt('mark')) }, 'tear-up'),
    adl({ trigger: use(deficits), settle: 'gains' }, 'haircut'),
  ];
  const venue = venueOf(design(layers), [{}, {}]);
  person(venue, 100, [[0, -4, 100]]);
  const hedged = person(venue, 100, [
    [0, -4, 100],
    [1, 4, 100],
  ]);
  person(venue, 20, [[0, 4, 100]]);
  person(venue, 1000, [
    [0, 4, 100],
    [1, -4, 100],
  ]);
  step(venue, [94, 100], 10);
  step(venue, [90, 100], 10);
  expect([venue.ledger.lots(hedged, 0), venue.ledger.lots(hedged, 1)]).toEqual([-4, 4]);
  const { scopes, bearers } = hedgeResultOf(gathered(venue, new Map([[hedged, 1]])));
  expect(scopes.all).toMatchObject({
    residualDelta: { mean: 0, max: 0 },
    exposure: 0,
    broken: { groups: 0, matchedShare: 0 },
    loss: { total: '4', price: '0', execution: '0', charged: '4', priceMost: '0' },
  });
  expect(bearers).toEqual({ hedged: { borne: '4', cut: '0' }, directional: { borne: '0', cut: '376' } });
});

/*
 * Of 6 lots needed, directional shorts hold 4 and a hedged one 5: any rule cuts between 2 and 5 hedged lots.
 * In order of account the hedged one gives 5: no protection; behind the others it would give 2.
 */
it.each([
  ['first', 5, 0],
  ['last', 2, 1],
])('H9 with the hedged account %s: %d lots of 2 to 5', (place_, lots, protection) => {
  const venue = venueOf(design([adl()]), [{}, {}]);
  const plain = () => person(venue, 1000, [[0, -4, 100]]);
  if (place_ === 'last') plain();
  const hedged = person(venue, 1000, [
    [0, -5, 100],
    [1, 5, 100],
  ]);
  if (place_ === 'first') plain();
  person(venue, 30, [[0, 6, 100]]);
  person(venue, 1000, [
    [0, 3, 100],
    [1, -5, 100],
  ]);
  step(venue, [94, 100]);
  const { all } = hedgeResultOf(gathered(venue, new Map([[hedged, 1]]))).scopes;
  expect(all.adl).toMatchObject({ notional: String(lots * 94), least: String(2 * 94), most: String(5 * 94) });
  expect(all.protection).toBe(protection);
});

/*
 * A coin market in a dollar venue, short 10 lots of face 1,000,000: worth 100,000 thousandths of a coin at 100, 125,000 at 80, 200,000
 * at 50. ADL closes them at 80; the twin makes 75,000 more, 75 coins at 50 dollars.
 */
it('converts what a coin market lost, at the last price of the coin', () => {
  const assets = [
    { name: 'USD', decimals: 0 },
    { name: 'BTC', decimals: 3 },
  ];
  const market = { id: 'BTCUSD', instrument: inverse({ face: 1_000_000 }), settle: 1, open: 100 };
  const layers = design([adl({ closeOut: use(closeAt('mark')) })], { margin: use(testMargin(10_000)) });
  const venue = venueOf(layers, [market], assets);
  const at = (dollars: number): void => {
    collateralPhase(venue, new Map([[1, { units: 1000, value: dollars }]]));
    step(venue, [dollars]);
  };
  collateralPhase(venue, new Map([[1, { units: 1000, value: 100 }]]));
  person(venue, 2000, [[0, 10, 100]]);
  const hedged = person(venue, 100_000, [[0, -10, 100]]);
  at(80);
  at(50);
  const { all } = hedgeResultOf(gathered(venue, new Map([[hedged, 1]]))).scopes;
  expect(venue.ledger.lots(hedged, 0)).toBe(0);
  expect(all.loss).toMatchObject({ total: '3750', price: '3750', execution: '0', priceMost: '3750' });
});

describe('H10', () => {
  const bearing = (hedged: [string, string], directional: [string, string]) => ({
    hedges: {
      scopes: {} as never,
      bearers: {
        hedged: { borne: hedged[0], cut: hedged[1] },
        directional: { borne: directional[0], cut: directional[1] },
      },
    },
  });
  it('is what directional people bear more with the protection than without', () => {
    expect(costShifted(bearing(['1', '10'], ['6.5', '90']), bearing(['4.25', '60'], ['3', '40']))).toEqual({
      haircut: '3.5',
      cut: '50',
      hedgedHaircut: '-3.25',
      hedgedCut: '-50',
    });
  });
});
