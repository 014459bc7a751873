import { describe, expect, test } from 'vitest';
import { closeMarket, reopen, resumeVenue, saveVenue, type Venue } from '../../../src/exchange/index.ts';
import { type ClaimBooks, type ClaimsProblem, defineAdlProtection, type Replacement, z } from '../../../src/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import {
  adl,
  bookLayer,
  composite,
  design,
  person,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const offering = (replace: (lots: number, now: number) => Replacement | undefined) =>
  defineAdlProtection({
    name: 'test-offers',
    summary: 'Offers again what was cut.',
    source: 'tests',
    params: z.strictObject({}),
    scope: 'account',
    replace: (cut, view) => replace(Math.abs(cut.lots), view.now),
  });

/*
 * At 80 the long has lost 200 of its 150: it is bankrupt at 85, where the short of 10 closes it.
 *
 *             money   A
 *   loser       150   long  10 @ 100
 *   hedger    1,000   short 10 @ 100
 *   vault       600
 */
const cut = (replace: (lots: number, now: number) => Replacement | undefined, capital = 600, work = false) => {
  const backstop = { label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('vault', 'kept')) };
  const venue = venueOf(
    design([adl({ protection: use(offering(replace)) }), ...(work ? [backstop] : [])], {
      funds: { vault: use(testFund(capital, 'vault')), pool: use(testFund(100, 'pool')), fund: use(testFund(9)) },
      margin: use(testMargin(10_000)),
    }),
  );
  const loser = person(venue, 150, [[0, 10, 100]]);
  const hedger = person(venue, 1000, [[0, -10, 100]]);
  step(venue, [80]);
  return { venue, loser, hedger, vault: venue.pools[0]?.account as number };
};
const whole = (lots: number, now: number): Replacement => ({ by: 'vault', lots, until: now + 60 });
const equityOf = (venue: Venue, account: number): number => venue.valuation.read(account).equity;

describe('a replacement that stands', () => {
  test('opens again what was cut at the price it was cut at, and the pool bears what that costs', () => {
    const { venue, hedger, vault } = cut(whole);
    expect(venue.view.replacements).toMatchObject([
      { id: 1, account: hedger, market: 0, lots: -10, value: -850, pool: 'vault', since: 1, until: 61 },
    ]);
    expect(equityOf(venue, hedger)).toBe(1150);
    expect(reopen(venue, 1)).toEqual({ filled: -10, moved: 0 });
    // As if it had never been cut: 1,000 + (1,000 - 800). The vault bought at 85 what is worth 80.
    expect([equityOf(venue, hedger), venue.ledger.lots(hedger, 0)]).toEqual([1200, -10]);
    expect([equityOf(venue, vault), venue.ledger.lots(vault, 0)]).toEqual([550, 10]);
    expect(venue.view.replacements).toEqual([]);
    expect(venue.cases.inventory(vault, 0)?.origins).toEqual([{ case: 1, lots: 10 }]);
    expect(audit(venue.ledger)).toEqual([]);
  });

  test('is in the log when it is made, taken and over', () => {
    const told = ({ ledger }: Venue) =>
      [...ledger.log]
        .filter(({ kind }) => kind.startsWith('replacement'))
        .map(({ kind, case: of, a, b, lots, value, cost, mark }) => [kind, of, a, b, lots, value, cost, mark]);
    const { venue, hedger, vault } = cut(whole);
    const made = ['replacement', 1, hedger, vault, -10, -850, 1, 61];
    expect(told(venue)).toEqual([made]);
    reopen(venue, 1);
    step(venue, [80], 100);
    expect(told(venue)).toEqual([made, ['replacement-over', 1, hedger, -1, 0, 1, 1, 0]]);
    const left = cut(whole);
    step(left.venue, [80], 61);
    expect(told(left.venue).at(-1)).toEqual(['replacement-over', 1, left.hedger, -1, 0, 0, 1, 0]);
  });

  test('is taken once, and not when it is over', () => {
    const first = cut(whole).venue;
    reopen(first, 1);
    expect(reopen(first, 1)).toEqual({ filled: 0, moved: 0, refused: 'no-offer' });
    const { venue, hedger } = cut(whole);
    step(venue, [80], 60);
    expect(venue.view.replacements).toHaveLength(1);
    step(venue, [80], 1);
    expect(venue.view.replacements).toEqual([]);
    expect(reopen(venue, 1).refused).toBe('no-offer');
    expect(venue.ledger.lots(hedger, 0)).toBe(0);
  });

  test.each([
    [50, undefined],
    [49, 'pool'],
  ])('a pool of %d pays no more than it may spend: %s', (capital, refused) => {
    const { venue } = cut(whole, capital);
    expect(reopen(venue, 1).refused).toBe(refused);
    expect(venue.view.replacements).toHaveLength(refused === undefined ? 0 : 1);
  });

  test('is not taken against a pool that is being resolved, though it would win by it', () => {
    const { venue, vault } = cut(whole);
    // Long 100 at 100 with 600 of its own, the vault is in breach at 90, where nobody is short to close it.
    venue.ledger.fill(0, venue.ledger.outsideAccount, vault, 100, 10_000, 'open');
    step(venue, [90]);
    expect(venue.inCase(vault)).toBe(true);
    expect(reopen(venue, 1).refused).toBe('pool');
    expect(venue.ledger.lots(vault, 0)).toBe(100);
  });

  // At 80 a short of 10 needs 8 of maintenance; opened at 85 it has won 50 at once.
  test.each([
    [-42, undefined],
    [-43, 'margin'],
  ])('leaves the account at or above maintenance: %d beside what it wins at once, %s', (equity, refused) => {
    const { venue, hedger } = cut(whole);
    venue.ledger.transfer(0, hedger, venue.ledger.outsideAccount, 1150 - equity, 'withdraw');
    expect(reopen(venue, 1).refused).toBe(refused);
  });

  test('is worked out by the layer that works inventory out, not by the one that was asked last', () => {
    const { venue, vault } = cut(whole, 600, true);
    const asked = { label: 'book', kind: 'liquidation' as const, use: use(bookLayer()) };
    Object.assign(venue, { layers: [...venue.layers, { ...venue.layers[0], number: 2, head: asked, adl: undefined }] });
    venue.workingLayer = 2;
    reopen(venue, 1);
    expect([venue.cases.inventory(vault, 0)?.workedBy, venue.workingLayer]).toEqual([1, 2]);
    const none = cut(whole);
    reopen(none.venue, 1);
    expect(none.venue.cases.inventory(none.vault, 0)?.workedBy).toBe(0);
  });

  test("is a trade of nobody's case", () => {
    const { venue, hedger, vault } = cut(whole);
    reopen(venue, 1);
    expect([...venue.ledger.log].filter(({ kind }) => kind === 'fill').at(-1)).toMatchObject({
      cause: 'trade',
      case: 0,
      a: vault,
      b: hedger,
    });
  });

  test('may be against a fund, and until now', () => {
    const { venue } = cut((lots, now) => ({ by: 'fund', lots, until: now }));
    expect(venue.view.replacements).toMatchObject([{ pool: 'fund', since: 1, until: 1 }]);
  });

  test('is over by itself, while others stand', () => {
    const { venue } = cut((lots, now) => ({ ...whole(lots, now), until: now + 5 }));
    const { data } = venue.cases.openDefault(person(venue, 1));
    const account = person(venue, 1000);
    for (const until of [6, 7])
      venue.replacements.make(
        'test',
        data,
        { account, market: 0, lots: -1, value: -90 },
        { by: 'vault', lots: 1, until },
      );
    const over = () => [...venue.ledger.log].filter(({ kind }) => kind === 'replacement-over').map(({ cost }) => cost);
    step(venue, [80], 5);
    expect([venue.view.replacements.map(({ id }) => id), over()]).toEqual([[1, 2, 3], []]);
    step(venue, [80], 1);
    expect([venue.view.replacements.map(({ id }) => id), over()]).toEqual([[3], [1, 2]]);
  });

  test('is not taken in a market that is closed, nor by an account that is being resolved', () => {
    const closed = cut(whole).venue;
    closeMarket(closed, 0);
    expect(reopen(closed, 1).refused).toBe('closed');
    const { venue, hedger } = cut(whole);
    venue.cases.openDefault(hedger);
    expect(reopen(venue, 1).refused).toBe('in-case');
    expect(venue.ledger.lots(hedger, 0)).toBe(0);
  });

  test('continues from a snapshot', () => {
    const { venue } = cut((lots, now) => ({ ...whole(lots, now), lots: 3 }));
    const setup = { design: venue.design, assets: venue.assets, seed: 1, markets: venue.markets.map((m) => m.setup) };
    const resumed = resumeVenue(setup, saveVenue(venue));
    expect(resumed.view.replacements).toEqual(venue.view.replacements);
    for (const one of [venue, resumed]) expect(reopen(one, 1).filled).toBe(-3);
    expect(saveVenue(resumed).replacements).toEqual(saveVenue(venue).replacements);
  });

  test.each<[string, (lots: number, now: number) => Replacement, string]>([
    ['more than was cut', (n, now) => ({ ...whole(n, now), lots: n + 1 }), 'is 11 lots, but 10 were cut'],
    ['nothing', (n, now) => ({ ...whole(n, now), lots: 0 }), 'in lots, was 0; it is a whole number, at least 1'],
    ['a time that is over', (n) => ({ ...whole(n, 0), until: 0 }), 'stands until 0 s, but it is 1 s'],
    [
      'a pool of traders',
      (n, now) => ({ ...whole(n, now), by: 'pool' }),
      'against "pool", which is no fund or vault here',
    ],
    ['a number', () => 7 as never, 'was 7; it is an object with by, lots and until'],
    ['null', () => null as never, 'was null; it is an object with by, lots and until'],
    ['no pool', (n, now) => ({ ...whole(n, now), by: 'nobody' }), 'against "nobody", which is no fund or vault here'],
  ])('is refused for %s', (_, replace, says) => {
    expect(() => cut(replace)).toThrow(`test-offers: the replacement offered to account 10`);
    expect(() => cut(replace)).toThrow(says);
    expect(() => cut(replace)).toThrow(
      expect.objectContaining({ code: says.startsWith('in lots') ? 'answer' : 'replacement' }),
    );
  });
});

describe('whole books behind claims', () => {
  test('show net exposure in lots of the market, for an account and for its owner', () => {
    let seen: { accounts: number; books: ClaimBooks } | undefined;
    const looks = (given: ClaimsProblem): Float64Array => {
      const { owner, net, ownerNet, ownerEquity } = given.books as ClaimBooks;
      seen = { accounts: given.n, books: { owner, net, ownerNet, ownerEquity } };
      return Float64Array.from(given.limit, (limit, i) => (i === 0 ? Math.min(limit, given.need) : 0));
    };
    const allocation = { name: 'test-looks', summary: 'Looks.', source: 'tests', params: z.strictObject({}) };
    const stamped = { ...composite().allocation.mechanism, ...allocation, allocate: looks };
    const venue = venueOf(design([adl({ allocation: use(stamped) })], { margin: use(testMargin(10_000)) }), [{}, {}]);
    person(venue, 150, [[0, 10, 100]]);
    // Short 10 of A and long 6 of B at 80 and 100: net short 200, 2.5 lots of A.
    const hedger = person(venue, 1000, [
      [0, -10, 100],
      [1, 6, 100],
    ]);
    const second = venue.ledger.open('trader', hedger);
    venue.ledger.transfer(0, venue.ledger.outsideAccount, second, 500, 'deposit');
    const other = person(venue, 700, [[0, -4, 100]]);
    step(venue, [80, 100]);
    expect(seen?.accounts).toBe(2);
    const columns = Object.fromEntries(Object.entries(seen?.books ?? {}).map(([name, list]) => [name, [...list]]));
    expect(columns).toEqual({
      owner: [hedger, other],
      net: [2.5, 4],
      ownerNet: [2.5, 4],
      ownerEquity: [1000 + 200 + 500, 780],
    });
  });
});
