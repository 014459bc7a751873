import { describe, expect, it } from 'vitest';
import { closeMarket, place } from '../../../src/exchange/index.ts';
import { inverse } from '../../../src/money/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  deficits,
  design,
  person,
  quote,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';
import { gathered, metricsNamed } from './worked-run.ts';

describe('a long of 10 bought at 100 with 50, deleveraged at 95 with mark 94', () => {
  //                money  A lots at 100   B lots at 100    at 94: equity
  // loser             50      +10                          50 - 60 = -10
  // winner           100       -6                          100 + 36
  // hedger           100       -4              +4          100 + 24, hedged: 400 against 400
  // other           1000                       -4          1000
  // ADL closes 10 at 950, marks say 940: the winner gives 570 - 564 = 6, the hedger 380 - 376 = 4.
  // The next mark is 92: the hedger, cut at 380, could be short again at 368 only: 12.
  const venue = venueOf(design([adl()], { funds: { fund: use(testFund(1000)) } }), [{ open: 100 }, { open: 100 }]);
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 100, [[0, -6, 100]]);
  const hedger = person(venue, 100, [
    [0, -4, 100],
    [1, 4, 100],
  ]);
  person(venue, 1000, [[1, -4, 100]]);
  step(venue, [98, 100], 3);
  step(venue, [94, 100], 3);
  step(venue, [92, 100], 3);
  const run = gathered(venue, new Map([[hedger, 7]]));

  it('says who bore what', () => {
    expect(
      metricsNamed(run, 'shortfall', 'overshoot', 'book', 'backstop', 'fund', 'adl', 'socialised', 'uncovered'),
    ).toEqual({
      shortfall: '10',
      overshoot: '0',
      book: '0',
      backstop: '0',
      fund: '0',
      adl: '10',
      socialised: '0',
      uncovered: '0',
    });
  });

  it('says how much was liquidated and deleveraged', () => {
    expect(
      metricsNamed(
        run,
        'openCases',
        'liquidatedAccounts',
        'liquidatedNotional',
        'longShareOfLiquidated',
        'adlFills',
        'adlAccounts',
        'adlNotional',
        'adlOverLiquidated',
        'firstAdlAfter',
      ),
    ).toEqual({
      openCases: 0,
      liquidatedAccounts: 1,
      liquidatedNotional: '940',
      longShareOfLiquidated: 1,
      adlFills: 2,
      adlAccounts: 2,
      adlNotional: '940',
      adlOverLiquidated: 1,
      firstAdlAfter: 0,
    });
  });

  it('says how the burden lay: Gini of 4 and 6 is (-4 + 6) / (2 x 10)', () => {
    expect(metricsNamed(run, 'haircutOverShortfall', 'giniOfPayers', 'top10ShareOfPayers')).toEqual({
      haircutOverShortfall: 1,
      giniOfPayers: 0.1,
      top10ShareOfPayers: 1,
    });
  });

  it('says what became of the hedge: 376 of 940, all 400 of its delta naked', () => {
    expect(metricsNamed(run, 'hedgedShareOfAdl', 'hedgeGroupsBroken', 'residualDelta', 'replacementCost')).toEqual({
      hedgedShareOfAdl: 0.4,
      hedgeGroupsBroken: 1,
      residualDelta: 1,
      replacementCost: '12',
    });
  });

  it('says how the venue fared', () => {
    expect(metricsNamed(run, 'fundLow', 'feeRevenue', 'inventoryResult')).toEqual({
      fundLow: '1000',
      feeRevenue: '0',
      inventoryResult: '0',
    });
    expect([...run.prices.lowest]).toEqual([92, 100]);
    expect([...run.openInterestAtStart]).toEqual([10, 4]);
    expect([...run.positions.openInterest]).toEqual([0, 4]);
  });
});

describe('bearers', () => {
  it('adds what a take-over brought: 30 forfeited, then 150 lost in the book', () => {
    // In tenths: long 10 at 1000, money 500; taken over at mark 953 with 30 left; sold at 938.
    const layers = [{ label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('vault', 'forfeited')) }];
    const venue = venueOf(
      design(layers, { margin: use(testMargin(10_000)), funds: { vault: use(testFund(10_000, 'vault')) } }),
      [{ open: 1000 }],
    );
    person(venue, 500, [[0, 10, 1000]]);
    person(venue, 10_000, [[0, -10, 1000]]);
    step(venue, [953]);
    const taken = { liquidatedNotional: '9530', shortfall: '0' };
    expect(metricsNamed(gathered(venue), 'inventoryResult', 'liquidatedNotional', 'shortfall', 'fundLow')).toEqual({
      ...taken,
      inventoryResult: '30',
      fundLow: '10000',
    });
    const maker = person(venue, 10_000, [], 'maker');
    step(venue, [950]);
    // Still held: 10 lots that were worth 9530 are worth 9500.
    expect(metricsNamed(gathered(venue), 'inventoryResult', 'fundLow')).toEqual({
      inventoryResult: '0',
      fundLow: '10000',
    });
    quote(venue, maker, 0, 1, 10, 938);
    step(venue, [940]);
    expect(metricsNamed(gathered(venue), 'inventoryResult', 'liquidatedNotional', 'shortfall', 'fundLow')).toEqual({
      ...taken,
      inventoryResult: '-120',
      fundLow: '9880',
    });
  });

  it('counts inventory that ends with its market', () => {
    const layers = [{ label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('vault', 'kept')) }];
    const venue = venueOf(design(layers, { funds: { vault: use(testFund(10_000, 'vault')) } }));
    person(venue, 50, [[0, 10, 100]]);
    person(venue, 10_000, [[0, -10, 100]]);
    step(venue, [94]);
    step(venue, [90]);
    closeMarket(venue, 0);
    step(venue, [90]);
    expect(metricsNamed(gathered(venue), 'inventoryResult', 'adlFills')).toEqual({
      inventoryResult: '-40',
      adlFills: 0,
    });
  });

  it('counts inventory up to the default of its holder, whose pieces leave in a case of their own', () => {
    // The vault has 30 and takes 10 over at 94; at 90 it is worth -10 and is deleveraged itself: 40 lost on the inventory.
    const layers = [
      { label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('vault', 'kept')) },
      adl({}, 'adl'),
    ];
    const venue = venueOf(design(layers, { funds: { vault: use(testFund(30, 'vault')) } }));
    person(venue, 50, [[0, 10, 100]]);
    person(venue, 10_000, [[0, -10, 100]]);
    step(venue, [94]);
    step(venue, [90]);
    const run = gathered(venue);
    expect(venue.cases.all.map(({ kind }) => kind)).toEqual(['default', 'inventory', 'default']);
    // Nobody paid the 10 that the first loser lacked; the winner gave the 10 that the vault lacked.
    expect(metricsNamed(run, 'inventoryResult', 'shortfall', 'adl', 'uncovered')).toEqual({
      inventoryResult: '-40',
      shortfall: '20',
      adl: '10',
      uncovered: '10',
    });
  });

  it('counts charges on gains: two winners, one closed at mark, one charged 10', () => {
    const layers = [
      adl({ closeOut: use(closeAt('mark')) }, 'tear-up'),
      adl({ trigger: use(deficits), settle: 'gains' }, 'haircut'),
    ];
    const venue = venueOf(design(layers));
    person(venue, 50, [[0, 10, 100]]);
    person(venue, 100, [[0, -10, 100]]);
    person(venue, 100, [[0, -10, 100]]);
    person(venue, 1000, [[0, 10, 100]]);
    step(venue, [94]);
    expect(
      metricsNamed(
        gathered(venue),
        'shortfall',
        'adl',
        'socialised',
        'haircutOverShortfall',
        'giniOfPayers',
        'fundLow',
      ),
    ).toEqual({
      shortfall: '10',
      adl: '0',
      socialised: '10',
      haircutOverShortfall: 1,
      giniOfPayers: 0,
      fundLow: null,
    });
  });

  it('finds who paid a loss that was spread by an index: 30 over 6 and 4 lots', () => {
    const venue = venueOf(design([adl()]));
    const winner = person(venue, 100, [[0, -6, 100]]);
    const second = person(venue, 100, [[0, -4, 100]]);
    person(venue, 5000, [[0, 10, 100]]);
    const case_ = venue.cases.openDefault(winner);
    venue.ledger.shiftIndex(0, -1, -3_000_000, 'index-shift', case_.id);
    venue.postings.advance(case_.data, venue.markets[0] as never, 30);
    step(venue, [100]);
    const { borne } = gathered(venue).deleveraging;
    expect([...borne].filter(([account]) => account === winner || account === second)).toEqual([
      [winner, 18],
      [second, 12],
    ]);
  });

  it('shows an overshoot: ADL at the mark before leaves 50 to the loser', () => {
    const venue = venueOf(design([adl({ closeOut: use(closeAt('previous')) })]), [{ open: 1000 }]);
    person(venue, 500, [[0, 10, 1000]]);
    person(venue, 1000, [[0, -10, 1000]]);
    step(venue, [955]);
    step(venue, [940]);
    expect(metricsNamed(gathered(venue), 'shortfall', 'overshoot', 'haircutOverShortfall')).toEqual({
      shortfall: '100',
      overshoot: '50',
      haircutOverShortfall: 1.5,
    });
  });

  it('keeps a case open that nobody takes, with its residual at the last mark', () => {
    const layers = [{ label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) }];
    const venue = venueOf(design(layers));
    person(venue, 50, [[0, 10, 100]]);
    person(venue, 100, [[0, -10, 100]]);
    step(venue, [94]);
    step(venue, [93]);
    const run = gathered(venue);
    expect(
      metricsNamed(run, 'openCases', 'liquidatedAccounts', 'shortfall', 'firstAdlAfter', 'adlOverLiquidated'),
    ).toEqual({
      openCases: 1,
      liquidatedAccounts: 0,
      shortfall: '0',
      firstAdlAfter: null,
      adlOverLiquidated: null,
    });
    expect(run.cases[0]?.residual).toEqual([{ market: 0, lots: 10, value: 930 }]);
  });

  it('adds fees', () => {
    const venue = venueOf(design([adl()], { fees: { takerPerMillion: 1000, makerPerMillion: 500 } }));
    const taker = person(venue, 1000);
    const maker = person(venue, 1000);
    quote(venue, maker, 0, -1, 10, 100);
    place(venue, { do: 'place', account: taker, market: 0, lots: 10, timeInForce: 'ioc' });
    // 1000 x 0.1 % = 1 and 1000 x 0.05 % = 0.5, rounded up.
    expect(metricsNamed(gathered(venue), 'feeRevenue')).toEqual({ feeRevenue: '2' });
  });
});

describe('other numeraires', () => {
  it('prices a coin by the oracle of the inverse market that settles in it', () => {
    // In thousandths of a coin: ADL at -105,000 - 1383 = mark: the winner bears 1383 thousandths at 94 dollars.
    const venue = venueOf(
      design([adl()]),
      [{ instrument: inverse({ face: 1_000_000 }), open: 100 }],
      [{ name: 'BTC', decimals: 3 }],
    );
    person(venue, 5000, [[0, 10, 100]]);
    person(venue, 50_000, [[0, -10, 100]]);
    step(venue, [94]);
    const run = gathered(venue);
    expect(run.numeraire.name).toBe('USD');
    expect(metricsNamed(run, 'shortfall', 'adlNotional')).toEqual({ shortfall: '130.002', adlNotional: '10000.002' });
  });

  it('stays in a settlement asset that nothing prices', () => {
    const venue = venueOf(design([adl()]), [{}], [{ name: 'EUR', decimals: 0 }]);
    const run = gathered(venue);
    expect([run.numeraire.name, run.numeraire.of(0, 5)]).toEqual(['EUR', 5]);
  });
});
