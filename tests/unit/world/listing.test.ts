import { expect, test } from 'vitest';
import type { Person } from '../../../src/contract/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { definePopulation, z } from '../../../src/index.ts';
import { type Scenario, simulate } from '../../../src/world/index.ts';
import { listedBy } from '../../../src/world/listing.ts';
import { design, use } from '../../fixtures/exchange.ts';
import { told } from '../../fixtures/spec/told.ts';
import { smallScenario } from '../measure/small-world.ts';

const inCoins: ExchangeDesign = {
  ...design([]),
  instruments: { X: { kind: 'inverse', face: '1', tick: '0.5', settle: 'X', decimals: 8 } },
};
/** A second market, listed as the scenario has it. */
const scenario: Scenario = {
  ...smallScenario,
  markets: [...smallScenario.markets, { ...(smallScenario.markets[0] as Scenario['markets'][number]), id: 'Y' }],
};
const worldOf = (given: Partial<Scenario>) => simulate(inCoins, { ...scenario, ...given }, { seed: 1 });

test('contracts change, prices, depth and people stay', () => {
  const now = listedBy(inCoins, scenario);
  expect(now.markets[0]).toMatchObject({
    kind: 'inverse',
    face: '1',
    tick: '0.5',
    settle: 'X',
    open: 100,
    depthAtOnePercent: 1000,
  });
  expect(now.markets[0]).not.toHaveProperty('lot');
  expect(now.markets[1]).toBe(scenario.markets[1]);
  expect(now.assets.at(-1)).toEqual({ name: 'X', decimals: 8, follows: 'X' });
});

test('a venue without listings of its own has the scenario as it is', () => {
  expect(listedBy(design([]), scenario)).toBe(scenario);
});

/** 10 coins at 100 are a thousand contracts of a dollar. */
test('what is written in lots keeps its notional', () => {
  expect(listedBy(inCoins, scenario).accounts[0]?.positions).toEqual([{ market: 'X', lots: 1000, entry: '100' }]);
});

test('a coin without a price is refused, and the message says where', () => {
  const wrong = { instruments: { X: { kind: 'inverse', face: '1', settle: 'Z', decimals: 8 } } } as const;
  expect(() => listedBy(wrong, scenario)).toThrow(/market X settles in Z, whose price nothing says/);
});

test('a contract whose tick is above the prices of the scenario is refused, with both numbers', async () => {
  const listedAt = (tick: string, given: Partial<Scenario> = {}) =>
    told(() =>
      listedBy({ instruments: { X: { kind: 'linear', lot: '1', tick, decimals: 8 } } }, { ...scenario, ...given }),
    );
  expect(await listedAt('250')).toMatchInlineSnapshot(`
    "config listing
    instruments.X.tick  market X: the opening price 100 is nothing on the grid of the venue's contract, whose tick is 250
      use a scenario with prices as the venue has them, or give the listing a finer tick"
  `);
  expect(await listedAt('5000')).toMatchInlineSnapshot(`
    "config listing
    instruments.X.tick  market X: the highest price 1000 is nothing on the grid of the venue's contract, whose tick is 5000
      use a scenario with prices as the venue has them, or give the listing a finer tick"
  `);
  const [first] = scenario.accounts as [Scenario['accounts'][number]];
  const cheap = { ...first, positions: [{ market: 'X', lots: 1, entry: '0.2' }] };
  expect(await listedAt('0.5', { accounts: [cheap] })).toMatchInlineSnapshot(`
    "config listing
    instruments.X.tick  market X: the price 0.2 is nothing on the grid of the venue's contract, whose tick is 0.5
      use a scenario with prices as the venue has them, or give the listing a finer tick"
  `);
});

test('a position of too many contracts is refused as a mistake of the input', async () => {
  const [first] = scenario.accounts as [Scenario['accounts'][number]];
  const huge = { ...first, positions: [{ market: 'X', lots: 2 ** 52, entry: '100' }] };
  expect(await told(() => worldOf({ accounts: [huge] }))).toMatchInlineSnapshot(`
    "config account
    account a cannot be opened: an operand is 450359962737049600, beyond the largest exact integer 9007199254740991 (2^53 - 1)
      write smaller positions or deposits, or list the market in contracts that are worth more each"
  `);
});

test('the band stays inside the one given, on the coarser grid', () => {
  const [market] = listedBy(
    { instruments: { X: { kind: 'linear', lot: '1', tick: '0.3', decimals: 8 } } },
    scenario,
  ).markets;
  expect(market?.band).toEqual({ floor: '1.2', cap: '999.9' });
});

/**
 * Deposit 60, long 200 of X in coins and short 100 of Y in dollars.
 *
 * | account | margin in | deposit           | position              |
 * |---------|-----------|-------------------|-----------------------|
 * | first   | USD       | 20 = 60 x 100/300 | short 1 Y             |
 * | second  | X         | 40 at 100 = 0.4 X | long 200 contracts    |
 */
const person: Person = {
  owner: 1,
  kind: 'trader',
  deposit: 60,
  hedgeGroup: 7,
  positions: [
    { market: 'X', side: 1, notional: 200, entry: 100 },
    { market: 'Y', side: -1, notional: 100, entry: 100 },
  ],
};
const mirror: Person = {
  ...person,
  owner: 2,
  positions: person.positions.map((position) => ({ ...position, side: position.side === 1 ? -1 : 1 })),
};
const population = definePopulation({
  name: 'two',
  summary: 'A hedger and its mirror image.',
  source: 'tests',
  params: z.strictObject({}),
  people: () => [person, mirror],
});

test('collateral of coin contracts is converted at the opening index, into an account of its own', () => {
  const { venue, arrivals } = worldOf({ accounts: [], population: use(population), duration: 0 });
  const [dollars, coins] = [...arrivals.hedgeGroups.keys()] as [number, number];
  const { ledger } = venue;
  expect([...arrivals.hedgeGroups.values()].slice(0, 2)).toEqual([7, 7]);
  expect(ledger.accounts.owner[coins]).toBe(ledger.accounts.owner[dollars]);
  expect([ledger.lots(dollars, 1), ledger.lots(coins, 0)]).toEqual([-1, 200]);
  // Quote is the deposit less the signed cost of what was bought: -100 dollars, and -2 coins for 200 contracts.
  expect(ledger.accounts.balance(0, dollars)).toBe(2000 + 10_000);
  expect(ledger.accounts.balance(1, coins)).toBe(40_000_000 + 200_000_000);
  expect(venue.valuation.read(coins).equity).toBe(4000);
  expect(arrivals.people).toBe(2);
});

test('a hand-written account keeps one account; its deposit is converted by notional', () => {
  const { venue, arrivals } = worldOf({ duration: 0 });
  const a = arrivals.named.get('a') as number;
  expect(venue.ledger.lots(a, 0)).toBe(1000);
  expect(venue.valuation.read(a).equity).toBe(5000);
});

/** What a long of 1,000 dollars at 100 loses at 92 is 10/0.92 - 10 coins, at 92 dollars each: 80 dollars, as on a linear venue. */
test('losses in coins are worth what they are in dollars at the index', () => {
  const { venue, arrivals } = worldOf({});
  const b = arrivals.named.get('b') as number;
  expect(venue.markets[0]?.mark).toBe(184);
  expect(Math.abs(venue.valuation.read(b).equity - (100_000 * 0.92 + 48_00))).toBeLessThanOrEqual(2);
});

test('a population whose accounts no ledger can hold is the scenario’s mistake', () => {
  const crowd = definePopulation({
    name: 'giants',
    summary: 'Two people with everything.',
    source: 'tests',
    params: z.strictObject({}),
    people: () =>
      ([1, -1] as const).map((side, owner) => ({
        owner,
        kind: 'trader' as const,
        deposit: 80_000_000_000_000,
        positions: [{ market: 'Y', side, notional: 80_000_000_000_000, entry: 100 }],
      })),
  });
  expect(() => worldOf({ accounts: [], population: use(crowd), duration: 0 })).toThrow(/too large in Y: .*/);
});
