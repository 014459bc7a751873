import { describe, expect, test } from 'vitest';
import { type Market, place, resumeVenue, saveVenue, Venue } from '../../../src/exchange/index.ts';
import { PlainCheck } from '../../../src/exchange/margin/margin-check.ts';
import { TriggeredCheck } from '../../../src/exchange/margin/triggered-check.ts';
import { amount, defineFund, defineMargin, type MarginSchedule, z } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { adl, design, person, quote, step, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const head = { summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
const setupOf = (venue: Venue, over: object = {}) => ({
  design: venue.design,
  assets: venue.assets,
  seed: 1,
  markets: venue.markets.map(({ setup }) => setup),
  ...over,
});

describe('a venue', () => {
  test('keeps no trace, and skips safe accounts, unless it is told otherwise', () => {
    const venue = venueOf(design([]));
    expect([venue.trace, venue.marginCheck instanceof TriggeredCheck]).toEqual([false, true]);
    const plain = new Venue(setupOf(venue, { trace: true, plainSweep: true }));
    expect([plain.trace, plain.marginCheck instanceof PlainCheck]).toEqual([true, true]);
    const other = new Venue(setupOf(venue, { trace: false, plainSweep: false }));
    expect([other.trace, other.marginCheck instanceof TriggeredCheck]).toEqual([false, true]);
  });

  test('measures margin amounts in the asset a market settles in, and its notional in its own', () => {
    const flat = defineMargin({
      ...head,
      name: 'flat',
      params: z.strictObject({ most: amount() }),
      schedule: (_market, { most }) => ({ initial: () => Number(most), maintenance: () => Number(most) }),
    });
    const venue = venueOf(
      design([], { margin: use(flat, flat.params.parse({ most: '0.25' })) }),
      [{}, { instrument: inverse({ face: 1_000_000 }), settle: 1 }],
      [
        { name: 'USD', decimals: 2 },
        { name: 'BTC', decimals: 4 },
      ],
    );
    // A unit of BTC is worth 50 of USD.
    venue.valuation.prices[1] = { units: 1, value: 50 };
    expect(venue.markets.map(({ schedule }) => schedule.maintenance(1, 1))).toEqual([25, 2500]);
    expect(venue.markets.map((market) => market.notional(2, 100))).toEqual([200, 20_000 * 50]);
  });

  test('lets go of the rows that all have read: of those before a number, or of all', () => {
    const venue = venueOf(design([]));
    for (let i = 0; i < 3000; i++) person(venue, 1);
    const { log } = venue.ledger;
    const { length } = log;
    venue.releaseLog(10);
    expect(log.first).toBeLessThanOrEqual(10);
    venue.releaseLog();
    expect(log.first).toBeGreaterThan(10);
    expect(log.length).toBe(length);
  });

  test('finds its pools and members again when it is resumed, and opens none anew', () => {
    const mutual = defineFund({
      ...head,
      name: 'mutual',
      holds: 'fund',
      scope: () => 'all',
      capital: () => 100,
      members: () => [{ deposit: 5, commitment: 7 }],
    } as never);
    const venue = venueOf(design([], { funds: { fund: use(testFund(40)), mutual: use(mutual) as never } }));
    person(venue, 10);
    const resumed = resumeVenue(setupOf(venue), saveVenue(venue));
    expect(resumed.pools.map(({ name, account, cash }) => [name, account, cash])).toEqual(
      venue.pools.map(({ name, account, cash }) => [name, account, cash]),
    );
    expect(resumed.ledger.accounts.count).toBe(venue.ledger.accounts.count);
    expect(resumed.ledger.log.digest()).toBe(venue.ledger.log.digest());
  });
});

describe('pools', () => {
  const facing = (poolMayBeNegative?: boolean) =>
    use(
      defineFund({
        ...head,
        name: 'facing',
        holds: 'pool',
        scope: () => 'all',
        capital: () => 100,
        ...(poolMayBeNegative === undefined ? {} : { capabilities: { poolMayBeNegative } }),
      }),
    );

  test('that face traders may need ADL without a default', () => {
    const has = (funds: object) => venueOf(design([], { funds: funds as never })).hasPools;
    const fund = use(testFund(1));
    expect([has({}), has({ fund }), has({ fund, facing: facing() }), has({ facing: facing() })]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('may end below zero where they say so', () => {
    const venue = venueOf(design([], { funds: { no: facing(false), yes: facing(true), silent: facing() } }));
    const trader = person(venue, 1);
    expect(
      [...venue.pools.map(({ account }) => account), trader].map((account) => venue.mayBeNegative(account)),
    ).toEqual([false, true, false, false]);
  });
});

describe('a case is resolved', () => {
  test('once it is closed, whatever its subject comes to hold', () => {
    const venue = venueOf(design([]));
    const subject = person(venue, 50);
    const live = venue.cases.openDefault(subject);
    expect(venue.isResolved(live)).toBe(true);
    venue.cases.close(live, [50]);
    venue.ledger.transfer(0, subject, venue.ledger.outsideAccount, 60, 'withdraw');
    expect(venue.isResolved(live)).toBe(true);
  });

  test('of an account with lots when it is healthy, of a pool when it owes nothing', () => {
    // Maintenance is 100.
    const venue = venueOf(
      design([], { margin: use(testMargin(100_000)), funds: { vault: use(testFund(100, 'vault')) } }),
    );
    const resolved = (account: number, equity: number) => {
      const { ledger } = venue;
      const missing = equity - venue.valuation.equityOf(account);
      if (missing > 0) ledger.transfer(0, ledger.outsideAccount, account, missing, 'deposit');
      else ledger.transfer(0, account, ledger.outsideAccount, -missing, 'withdraw');
      return venue.isResolved(live(account));
    };
    const cases = new Map<number, ReturnType<typeof venue.cases.openDefault>>();
    const live = (account: number) => {
      const known = cases.get(account) ?? venue.cases.openDefault(account);
      cases.set(account, known);
      return known;
    };
    const trader = person(venue, 100, [[0, 10, 100]]);
    const vault = venue.pools[0]?.account ?? -1;
    venue.ledger.fill(0, venue.ledger.outsideAccount, vault, 10, 1000, 'open');
    expect([100, 99, 0].map((equity) => resolved(trader, equity))).toEqual([true, false, false]);
    expect([100, 99, 0, -1].map((equity) => resolved(vault, equity))).toEqual([true, true, true, false]);
  });

  test('of a pool when it has no lots left', () => {
    const venue = venueOf(design([], { funds: { pool: use(testFund(100, 'pool')) } }));
    const live = venue.cases.openPoolCase('pool', 0);
    expect(venue.isResolved(live)).toBe(true);
    person(venue, 100, [[0, 3, 100]]);
    expect(venue.isResolved(live)).toBe(false);
  });

  describe('and is asked anew', () => {
    /** Margins of two markets, whose maintenance the test sets. */
    const asked = (first: Partial<MarginSchedule>, second: Partial<MarginSchedule>) => {
      let maintenance = 0;
      const shapes = [first, second];
      const margin = defineMargin({
        ...head,
        name: 'moving',
        schedule: (market) => ({
          initial: () => maintenance,
          maintenance: () => maintenance,
          ...shapes[market.number],
        }),
      });
      const venue = venueOf(design([], { margin: use(margin) }), [{}, {}]);
      const live = venue.cases.openDefault(person(venue, 50, [[0, 10, 100]]));
      const before = venue.isResolved(live);
      maintenance = 1000;
      const silent = venue.isResolved(live);
      venue.ledger.setPrice(0, 100, 100);
      return [before, silent, venue.isResolved(live)];
    };

    test('when something has happened, where every market says how steeply margin rises', () => {
      expect(asked({ slopePerMillion: 1 }, { slopesPerMillion: [1, 1], tiers: [5] })).toEqual([true, true, false]);
    });

    test('always, where one does not', () => {
      expect(asked({ slopePerMillion: 1 }, {})).toEqual([true, false, false]);
      expect(asked({}, { slopesPerMillion: [1] })).toEqual([true, false, false]);
    });
  });
});

describe('orders that rest', () => {
  const opened = () => {
    const venue = venueOf(design([]), [{}]);
    const subject = person(venue, 50, [[0, 10, 100]]);
    const companion = person(venue, 500, [[0, -8, 100]]);
    const trader = person(venue, 5000);
    const live = venue.cases.openDefault(subject);
    /** Lots that an order of a trader fills. */
    const send = (lots: number) =>
      Math.abs(place(venue, { do: 'place', account: trader, market: 0, lots, timeInForce: 'ioc' }).filled);
    const last = () => {
      const { cause, case: of, a, b, lots, value } = venue.ledger.log.at(venue.ledger.log.length - 1);
      return { cause, of, a, b, lots, value };
    };
    return { venue, live, subject, companion, trader, send, last };
  };

  test('for the subject of a case belong to its account, for others they are companions', () => {
    const { venue, live, subject, companion, trader, send, last } = opened();
    venue.act(live, [{ do: 'order', market: 0, lots: 4, limit: 101, timeInForce: 'gtc' }]);
    expect(send(3)).toBe(3);
    expect(last()).toEqual({ cause: 'book', of: live.id, a: subject, b: trader, lots: 3, value: 303 });
    venue.act(live, [{ do: 'order', market: 0, account: companion, lots: -4, limit: 99, timeInForce: 'gtc' }]);
    expect(send(-2)).toBe(2);
    expect(last()).toEqual({ cause: 'companion', of: live.id, a: companion, b: trader, lots: -2, value: -198 });
  });

  test('of an account in default, or for a case, only reduce what it holds', () => {
    const { venue, subject, companion, live, send } = opened();
    // Placed before the default: a bid would add to the long, an ask of 15 would turn it.
    quote(venue, subject, 0, 1, 5, 99);
    expect(send(-1)).toBe(0);
    quote(venue, subject, 0, -1, 15, 101);
    expect(send(20)).toBe(10);
    const market = venue.markets[0] as Market;
    market.book.rest({ account: companion, side: 1, ticks: 98, lots: 20, expires: 9, case: live.id });
    expect(send(-20)).toBe(8);
    // Of others they do as they say.
    quote(venue, companion, 0, 1, 5, 97);
    expect(send(-5)).toBe(5);
  });
});

test('nobody is the counterparty of a case about itself, even where defaulters may be cut', () => {
  const venue = venueOf(design([], { defaultersEligible: true }));
  const [one, two] = [person(venue, 1), person(venue, 1)];
  venue.cases.openDefault(two);
  expect([venue.mayBeCut(one, one), venue.mayBeCut(one, two), venue.mayBeCut(two, one)]).toEqual([false, true, true]);
});

describe('cases in the order of the margin ratio', () => {
  test('begin with the lowest, and with the lower account among equals', () => {
    const venue = venueOf(design([adl()], { dueOrder: 'margin-ratio', margin: use(testMargin(100_000)) }), [{}, {}]);
    // Equity over maintenance at 100: 5 of 10, 30 of 40, 5 of 10, 18 of 40.
    const people = [
      [5, 1],
      [30, 4],
      [5, 1],
      [18, 4],
    ].map(([money, lots]) => person(venue, money as number, [[0, lots as number, 100]]));
    step(venue, [100, 100]);
    expect(venue.cases.all.map(({ subject }) => subject)).toEqual([3, 0, 2, 1].map((i) => people[i]));
  });
});
