import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { Dice, digestOf, randomRun } from '../../../src/check/index.ts';
import { collateralPhase, type ExchangeDesign, type Use, type Venue } from '../../../src/exchange/index.ts';
import { SpareFilter } from '../../../src/exchange/margin/spare-filter.ts';
import { defineMargin, type Mechanism, type RunDigest, rateCeil, z } from '../../../src/index.ts';
import { inverse, linear } from '../../../src/money/index.ts';
import { bigVenue, coinPrice, OPEN as OPENING } from '../../bench/worlds/big-venue.ts';
import { step, Trading, Walk } from '../../bench/worlds/drive.ts';
import { design, person, use, venueOf } from '../../fixtures/exchange.ts';
import { randomBuiltins } from '../invariants/random-builtins.ts';

/** A margin check that reads an account only when a trigger of it is met finds what reading every account finds. */

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });
const ASSETS = [
  { name: 'USD', decimals: 0 },
  { name: 'COIN', decimals: 0 },
];
const OPEN = 1000;

/** Parameters with tiers that positions of 20 and 60 lots end exactly; a rule that is not named here is tried with its defaults. */
const TIERED: Readonly<Record<string, readonly unknown[]>> = {
  'half-of-initial-tiered': [
    {
      tiers: { default: [{ upTo: '20000', maxLeverage: 40 }, { upTo: '60000', maxLeverage: 10 }, { maxLeverage: 2 }] },
    },
  ],
  'bracketed-mm-with-deduction': [
    {
      brackets: {
        default: [
          { upTo: '20000', rate: '0.02', maxLeverage: 40 },
          { rate: '0.1', maxLeverage: 8 },
        ],
      },
    },
  ],
  // At a mark of 1000 positions of up to 30 coins stand on the whole of each rule: below its end, at it, and beyond it.
  'linear-size-mm': [
    { markets: { default: { initial: '0.05', maintenance: '0.02', perCoin: '0.02', most: '0.4' } } },
    { markets: { default: { initial: '0.05', maintenance: '0.02', perCoin: '0.0001' } } },
  ],
  'size-scaled-fraction': [{ markets: { default: { base: '0.05', factor: '0.2' } } }],
  'skew-scaled-margin': [
    { markets: { default: { skewScale: '30', initial: '1.2', minimum: '0.02', maintenance: '0.5' } } },
    {
      markets: { default: { skewScale: '30', initial: '1', minimum: '0.02', maintenance: '0.5', perPosition: '100' } },
    },
  ],
  'sqrt-participation-margin': [{ markets: { default: { base: '0.1', risk: '1', dailyVolume: '20' } } }],
  'three-level-close-out': [
    {
      markets: {
        default: [
          { upTo: '20000', initial: '0.02', maintenance: '0.01', closeOut: '0.005' },
          { initial: '0.4', maintenance: '0.2', closeOut: '0.1' },
        ],
      },
    },
  ],
  fraction: [
    { initial: '0.1', maintenance: '0.05' },
    { initial: '0.8', maintenance: '0.7' },
  ],
  'risk-limit-steps': [
    {},
    {
      markets: {
        default: {
          tiers: [
            { upTo: '20000', maintenance: '0.02', initial: '0.04' },
            { upTo: '24000', maintenance: '0.05', initial: '0.1' },
          ],
          beyond: { step: '6000', maintenance: '0.1', initial: '0.1' },
        },
      },
    },
  ],
};

const usesOf = (slot: Mechanism['slot']): Use<never>[] =>
  mechanisms
    .filter((one) => one.slot === slot)
    .flatMap((mechanism) =>
      (TIERED[mechanism.name] ?? [{}]).map(
        (fields) => ({ mechanism, params: mechanism.params.parse(fields) }) as Use<never>,
      ),
    );
/** A rule that asks for something by lots alone: next to nothing for one, much for many. */
const BY_LOTS = use(
  defineMargin({
    name: 'by-lots',
    summary: 'The square of the lots, and a share of notional.',
    source: 'tests',
    params: z.strictObject({}),
    schedule: () => ({
      initial: (notional, lots) => 2 * lots * lots + rateCeil(notional, 80_000),
      maintenance: (notional, lots) => lots * lots + rateCeil(notional, 40_000),
      slopePerMillion: 40_000,
    }),
  }),
) as ExchangeDesign['margin'];
/** Every margin rule there is, and that one. */
const MARGINS = [...(usesOf('margin') as unknown as ExchangeDesign['margin'][]), BY_LOTS];
/** A rule that says nothing of its slope. */
const UNBOUNDED = use(
  defineMargin({
    name: 'no-bound',
    summary: 'A share of notional.',
    source: 'tests',
    params: z.strictObject({}),
    schedule: () => ({
      initial: (notional) => rateCeil(notional, 80_000),
      maintenance: (notional) => rateCeil(notional, 40_000),
    }),
  }),
) as ExchangeDesign['margin'];
/** No collateral rule, and every one there is. */
const COLLATERALS = [undefined, ...(usesOf('collateral') as unknown as ExchangeDesign['collateral'][])];

/** Every account that the rule says is in breach, each read afresh. */
const byReadingAll = ({ ledger, valuation }: Venue): number[] =>
  Array.from({ length: ledger.accounts.count }, (_, account) => account).filter((account) => {
    if (ledger.accounts.kindOf(account) !== 'trader') return false;
    const { equity, maintenance } = valuation.read(account);
    return equity < maintenance;
  });

/** One of a list that is known to hold something. */
const one = <T>(dice: Dice, list: readonly T[]): T => dice.pick(list as readonly [T, ...T[]]);

/** People whose money is a few units above or below what they must hold, or far from it; some hold everything in the other asset. */
const peopled = (dice: Dice, margin: ExchangeDesign['margin']): Venue => {
  const collateral = one(dice, COLLATERALS);
  const venue = venueOf(
    design([], { margin, ...(collateral === undefined ? {} : { collateral }) }),
    [
      { instrument: linear({ tickValue: 1 }), open: OPEN },
      { instrument: inverse({ face: 1_000_003 }), open: OPEN },
      { instrument: linear({ tickValue: 1 }), open: OPEN, settle: dice.below(2) },
      { instrument: inverse({ face: 1_000_003 }), open: OPEN, settle: 1 },
    ],
    ASSETS,
  );
  for (let i = 0; i < 12; i++) {
    const held = venue.markets.map(({ number }): [number, number, number] => [
      number,
      dice.pick([dice.between(-30, 30), 20, -20]),
      OPEN,
    ]);
    const only = dice.below(venue.markets.length);
    const account = person(
      venue,
      0,
      held.filter(([, lots], market) => lots !== 0 && (dice.once(4) || market === only)),
    );
    // Some have in the other asset just what their positions cost in it, so that their balance is nothing.
    const cost = -venue.ledger.accounts.balance(1, account);
    if (cost > 0 && dice.once(2)) venue.ledger.transfer(1, venue.ledger.outsideAccount, account, cost, 'deposit');
    const asset = dice.once(3) ? 1 : 0;
    const needed = venue.valuation.read(account).maintenance - venue.valuation.equity;
    const money = needed + dice.pick([dice.between(-1, 3), dice.between(0, 300), dice.between(0, 60_000)]);
    const [from, to] = money < 0 ? [account, venue.ledger.outsideAccount] : [venue.ledger.outsideAccount, account];
    venue.ledger.transfer(asset, from, to, Math.abs(money), money < 0 ? 'withdraw' : 'deposit');
  }
  return venue;
};

/** Something small happens: a price of a market or an asset moves or gaps, money or lots change hands, an index is shifted. */
const happen = (dice: Dice, venue: Venue, people: readonly number[]): void => {
  const { ledger } = venue;
  const market = one(dice, venue.markets);
  const [from, other] = [one(dice, people), one(dice, people)];
  switch (dice.below(10)) {
    case 0:
      return ledger.transfer(dice.below(2), from, ledger.outsideAccount, dice.below(300), 'withdraw');
    case 1:
      if (from !== other) ledger.fill(market.number, from, other, 1, market.value(1, market.mark), 'trade');
      return;
    case 2:
      return ledger.shiftIndex(market.number, dice.pick([1, -1]), dice.between(-20, 20) * 1_000_000, 'funding');
    case 3:
      return collateralPhase(venue, new Map([[1, { units: 10, value: dice.between(5, 20) }]]));
    default:
      ledger.setPrice(
        market.number,
        Math.max(1, market.mark + dice.pick([-400, -40, -5, -1, 1, 5, 40, 900])),
        market.oracle,
      );
  }
};

describe('the margin check by triggers', () => {
  it.each(MARGINS.map((margin) => [margin.mechanism.name, margin] as const))(
    'finds the same accounts at every check with %s, and does pass over some',
    (_, margin) => {
      let reads = 0;
      let accounts = 0;
      let found = 0;
      fc.assert(
        fc.property(words, (list) => {
          const dice = new Dice(list);
          const venue = peopled(dice, margin);
          const people = venue.accountsOf('trader');
          for (let i = 0; i < 40; i++) {
            happen(dice, venue, people);
            if (dice.once(5)) venue.marginCheck.takeIn();
            const expected = byReadingAll(venue);
            const read = vi.spyOn(venue.valuation, 'read');
            expect(venue.marginCheck.breaches()).toEqual(expected);
            reads += read.mock.calls.length;
            read.mockRestore();
            accounts += people.length;
            found += expected.length;
          }
        }),
        { numRuns: 150 },
      );
      expect(found).toBeGreaterThan(0);
      expect(reads).toBeLessThan(accounts);
    },
  );

  it('reads every holder where a rule gives no bound, and says so', () => {
    for (const margin of MARGINS) expect(venueOf(design([], { margin })).marginCheck.unbounded).toEqual([]);
    expect(venueOf(design([], { margin: UNBOUNDED }), [{}, {}]).marginCheck.unbounded).toEqual([0, 1]);
    fc.assert(
      fc.property(words, (list) => {
        const dice = new Dice(list);
        const venue = peopled(dice, UNBOUNDED);
        for (let i = 0; i < 10; i++) {
          happen(dice, venue, venue.accountsOf('trader'));
          expect(venue.marginCheck.breaches()).toEqual(byReadingAll(venue));
        }
      }),
    );
  });

  it('plays random runs to the same bytes as the plain sweep', () => {
    const trail = (list: Uint32Array, plainSweep: boolean): (RunDigest | string)[] => {
      const states: (RunDigest | string)[] = [];
      const withMargin = (dice: Dice): ExchangeDesign => ({
        ...randomBuiltins(dice),
        margin: one(dice, [...MARGINS, UNBOUNDED]),
      });
      try {
        randomRun(new Dice(list), {
          design: withMargin,
          collateral: true,
          settleInBoth: true,
          plainSweep,
          onStep: ({ venue }) => states.push(digestOf(venue.ledger)),
        });
      } catch (error) {
        states.push((error as Error).message);
      }
      return states;
    };
    fc.assert(
      fc.property(words, (list) => {
        expect(trail(list, false)).toEqual(trail(list, true));
      }),
    );
  });

  it('never lets the filter call an account safe that is in breach, and does let most through', () => {
    let safe = 0;
    fc.assert(
      fc.property(words, (list) => {
        const dice = new Dice(list);
        const venue = peopled(dice, one(dice, MARGINS));
        const people = venue.accountsOf('trader');
        const filter = new SpareFilter(venue);
        for (let i = 0; i < 10; i++) {
          happen(dice, venue, people);
          filter.prepare();
          const inBreach = byReadingAll(venue);
          const passed = people.filter((account) => filter.isSafe(account));
          expect(passed.filter((account) => inBreach.includes(account))).toEqual([]);
          safe += passed.length;
        }
      }),
    );
    expect(safe).toBeGreaterThan(200);
  });
});

/** A long run of a big venue: prices walk, crash and recover, people trade, funding falls due, collateral moves. */
const digestOfLong = (accounts: number, steps: number, plainSweep: boolean) => {
  const markets = 20;
  const { venue, first } = bigVenue({ accounts, markets, plainSweep, funding: true, coins: true, leverage: [2, 40] });
  const walk = new Walk(markets, OPENING, 20, { at: Math.floor(steps / 2), over: 3, depth: 0.2 });
  const coin = new Walk(1, OPENING, 50, undefined, 5);
  const trading = new Trading(first, accounts, 20);
  for (let i = 0; i < steps; i++) {
    step(venue, { spot: walk.next().spot, seconds: 600, assets: coinPrice((coin.next().spot[0] as number) / OPENING) });
    trading.trade(venue);
  }
  return { digest: digestOf(venue.ledger), cases: venue.cases.all.length };
};

describe('long runs', () => {
  it('are the same to the last byte over thousands of steps', () => {
    const fast = digestOfLong(300, 3000, false);
    expect(fast).toEqual(digestOfLong(300, 3000, true));
    expect(fast.cases).toBeGreaterThan(50);
  }, 120_000);

  it('are the same to the last byte with a hundred thousand accounts', () => {
    const fast = digestOfLong(100_000, 10, false);
    expect(fast).toEqual(digestOfLong(100_000, 10, true));
    expect(fast.cases).toBeGreaterThan(1000);
  }, 120_000);
});
