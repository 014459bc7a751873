import { describe, expect, test } from 'vitest';
import { borneOf, collateralPhase, deposit, neededOf, type Venue } from '../../../src/exchange/index.ts';
import { bearerOf, marketOf } from '../../../src/exchange/postings.ts';
import { ACCOUNT_KINDS, type Cause } from '../../../src/ledger/index.ts';
import { design, person, step, testFund, use, venueOf } from '../../fixtures/exchange.ts';

describe('who bears a loss', () => {
  test.each<[Cause, string]>([
    ['adl', 'adl'],
    ['charge', 'socialised'],
    ['index-shift', 'socialised'],
    ['write-off', 'uncovered'],
  ])('%s is borne alike whoever the counterparty is', (cause, bearer) => {
    for (const kind of ACCOUNT_KINDS) expect(bearerOf(cause, kind)).toBe(bearer);
  });

  test('a fill is borne by what the counterparty is', () => {
    const bearers = ACCOUNT_KINDS.map((kind) => [kind, bearerOf('book', kind)]);
    expect(Object.fromEntries(bearers)).toMatchObject({
      trader: 'book',
      maker: 'book',
      member: 'backstop',
      fund: 'fund',
      vault: 'backstop',
      pool: 'backstop',
    });
  });
});

const openVenue = () => venueOf(design([], { funds: { fund: use(testFund(1000, 'vault')) } }), [{}, {}]);
const lineOf = (venue: Venue, id: number) => {
  const line = venue.cases.all[id - 1]?.lines[0];
  if (line === undefined) throw new Error('no such case');
  expect(neededOf(line)).toBe(borneOf(line));
  return line;
};

describe('the account of a case', () => {
  test('is kept under its own market, or the first its subject held', () => {
    const venue = openVenue();
    const [bare, holder] = [person(venue, 1), person(venue, 50, [[1, 1, 100]])];
    expect(marketOf(venue.cases.openDefault(bare).data)).toBe(0);
    expect(marketOf(venue.cases.openDefault(holder).data)).toBe(1);
    expect(marketOf(venue.cases.openMarketClose(bare, 1).data)).toBe(1);
  });

  test('notes a market the subject came to hold lots in after it was opened', () => {
    const venue = openVenue();
    const subject = person(venue, 50, [[0, 2, 100]]);
    const other = person(venue, 500);
    const { data } = venue.cases.openDefault(subject);
    venue.ledger.fill(1, other, subject, 3, 300, 'trade');
    for (const lots of [1, 2]) venue.postings.fill(data, venue.markets[1] as never, other, lots, 100 * lots, 'book');
    venue.postings.fill(data, venue.markets[0] as never, other, 2, 200, 'book');
    expect(data.legs).toEqual([
      { market: 0, side: 1, maintenance: 0 },
      { market: 1, side: 1, maintenance: 0 },
    ]);
  });

  test('only ADL is remembered as a cut', () => {
    const venue = openVenue();
    const subject = person(venue, 50, [[0, 2, 100]]);
    const [buyer, winner] = [person(venue, 500), person(venue, 500, [[0, -1, 100]])];
    const { data } = venue.cases.openDefault(subject);
    step(venue, [100, 100], 7);
    venue.postings.fill(data, venue.markets[0] as never, buyer, 1, 100, 'book');
    venue.postings.fill(data, venue.markets[0] as never, winner, 1, 100, 'adl');
    expect([buyer, winner].map((account) => venue.deleveragedAt.get(account))).toEqual([
      venue.deleveragedAt.get(subject),
      7,
    ]);
  });

  test('moves nothing where nothing is paid, or the subject would pay itself', () => {
    const venue = openVenue();
    const subject = person(venue, 50);
    const pool = venue.pools[0]?.account ?? -1;
    const { data } = venue.cases.openDefault(subject);
    const before = venue.ledger.log.length;
    venue.postings.receive(data, 0, pool, 0, 'pay');
    venue.postings.pay(data, 0, pool, 0, 'forfeit');
    venue.postings.receive(data, 0, subject, 5, 'pay');
    venue.postings.pay(data, 0, subject, 5, 'forfeit');
    expect(venue.ledger.log.length).toBe(before);
    expect(lineOf(venue, data.id)).toMatchObject({ ownCollateral: 0, forfeited: 0, backstop: 0 });
    expect(venue.pools[0]?.payments).toEqual(new Float64Array([0, 0]));
  });

  test('counts what a pool pays and gets under the market of the case', () => {
    const venue = openVenue();
    const subject = person(venue, 50, [[1, 1, 100]]);
    const pool = venue.pools[0]?.account ?? -1;
    const { data } = venue.cases.openDefault(subject);
    venue.postings.receive(data, 0, pool, 30, 'pay');
    venue.postings.pay(data, 0, pool, 12, 'liquidation-fee');
    expect(lineOf(venue, data.id)).toMatchObject({ ownCollateral: -18, backstop: 30, fees: 12 });
    expect(venue.pools[0]?.payments).toEqual(new Float64Array([0, -18]));
  });
});

describe('money of a case that is no fill', () => {
  test('is received from an index, and borne by those who are charged', () => {
    const venue = openVenue();
    const subject = person(venue, 50, [[1, 1, 100]]);
    const { data } = venue.cases.openDefault(subject);
    venue.postings.advance(data, venue.markets[1] as never, 30);
    expect(lineOf(venue, data.id)).toMatchObject({ ownCollateral: -30, socialised: 30 });
    expect([venue.valuation.equityOf(subject), venue.ledger.indexBalance[1]]).toEqual([80, -30]);
  });

  test.each([
    [2, 15, { ownCollateral: 5, slippage: 5, book: 0 }],
    [2, 20, { ownCollateral: 0, slippage: 0, book: 0 }],
    [2, 26, { ownCollateral: -6, slippage: 0, book: 6 }],
    [-2, -24, { ownCollateral: 4, slippage: 4, book: 0 }],
  ])('is what %i coins at 10 are sold for: %i', (units, proceeds, expected) => {
    const assets = ['USD', 'COIN'].map((name) => ({ name, decimals: 0 }));
    const venue = venueOf(design([]), [{}], assets);
    collateralPhase(venue, new Map([[1, { units: 1, value: 10 }]]));
    const subject = person(venue, 50);
    deposit(venue, subject, 3, 1);
    const { data } = venue.cases.openDefault(subject);
    venue.postings.sell(data, 1, units, proceeds);
    expect(lineOf(venue, data.id)).toMatchObject(expected);
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, subject))).toEqual([50 + proceeds, 3 - units]);
  });
});

describe('inventory that is closed by a fill of another', () => {
  /** A vault that took 10 lots at 100 in case 1 and so has case 2, and a trader who stands on the other side. */
  const withInventory = (lots: number) => {
    const venue = openVenue();
    const vault = venue.pools[0]?.account ?? -1;
    const subject = person(venue, 50, [[0, lots, 100]]);
    const other = person(venue, 5000);
    const { data } = venue.cases.openDefault(subject);
    venue.postings.fill(data, venue.markets[0] as never, vault, lots, 100 * lots, 'take-over');
    venue.workingLayer = 0;
    venue.cases.addInventory(vault, 0, data, lots);
    return { venue, vault, other, market: venue.markets[0] as never };
  };
  const nothing = { markLoss: 0, slippage: 0, book: 0, ownCollateral: 0 };

  test.each([
    // Bought at 100; sold at 97, at 103 and at 100 while the mark is 100.
    [10, 4, -388, { ...nothing, slippage: 12, ownCollateral: 12 }],
    [10, 4, -412, { ...nothing, book: 12, ownCollateral: -12 }],
    [10, 4, -400, nothing],
    // Of 15 lots sold only 10 close anything.
    [10, 15, -1455, { ...nothing, slippage: 30, ownCollateral: 30 }],
    [-10, -4, 412, { ...nothing, slippage: 12, ownCollateral: 12 }],
    [-10, -15, 1455, { ...nothing, book: 30, ownCollateral: -30 }],
  ])('of %i lots: %i let go at %i, as the one who gives', (held, lots, value, expected) => {
    const { venue, vault, other, market } = withInventory(held);
    venue.postings.trade(market, vault, other, lots, -value, 'trade');
    expect(lineOf(venue, 2)).toMatchObject(expected);
    expect(Math.abs(venue.cases.all[1]?.inventoryLots ?? 0)).toBe(Math.max(0, Math.abs(held) - Math.abs(lots)));
    const other2 = withInventory(held);
    other2.venue.postings.trade(other2.market, other2.other, other2.vault, -lots, value, 'trade');
    expect(lineOf(other2.venue, 2)).toMatchObject(expected);
    expect(other2.venue.cases.all[1]?.inventoryLots).toBe(venue.cases.all[1]?.inventoryLots);
  });

  test('is not told of lots beyond it, once it is closed', () => {
    for (const held of [10, -10]) {
      const { venue, vault, other, market } = withInventory(held);
      venue.postings.trade(market, vault, other, held, 100 * held, 'trade');
      expect([venue.cases.all[1]?.inventoryLots, venue.cases.all[1]?.isOpen]).toEqual([0, true]);
      const told = () => [...venue.ledger.log].filter(({ kind }) => kind === 'net-inventory').length;
      expect(told()).toBe(1);
      for (const lots of [3, -3]) {
        venue.postings.trade(market, vault, other, lots, 100 * lots, 'trade');
        venue.ledger.fill(0, other, vault, lots, 100 * lots, 'trade');
        venue.postings.trade(market, other, vault, lots, 100 * lots, 'trade');
        venue.ledger.fill(0, vault, other, lots, 100 * lots, 'trade');
      }
      expect([told(), lineOf(venue, 2).ownCollateral]).toEqual([1, 0]);
    }
  });

  test('is not told of what only adds to it', () => {
    for (const held of [10, -10]) {
      const { venue, vault, other, market } = withInventory(held);
      venue.postings.trade(market, other, vault, held, 100 * held, 'trade');
      venue.postings.trade(market, vault, other, -held, -100 * held, 'trade');
      expect(lineOf(venue, 2)).toMatchObject(nothing);
      expect(venue.cases.all[1]?.inventoryLots).toBe(held);
      expect([...venue.ledger.log].filter(({ kind }) => kind === 'net-inventory')).toEqual([]);
    }
  });
});
