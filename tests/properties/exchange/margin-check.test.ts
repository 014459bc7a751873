import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { Dice, digestOf, randomRun } from '../../../src/check/index.ts';
import { breaches, collateralPhase, type ExchangeDesign, type Use, type Venue } from '../../../src/exchange/index.ts';
import type { RunDigest } from '../../../src/index.ts';
import { inverse, linear } from '../../../src/money/index.ts';
import { design, person, venueOf } from '../../fixtures/exchange.ts';
import { randomBuiltins } from '../invariants/random-builtins.ts';

/** A margin check that passes over accounts shown to be safe finds what reading every account finds. */

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });
const ASSETS = [
  { name: 'USD', decimals: 0 },
  { name: 'COIN', decimals: 0 },
];
const OPEN = 1000;

const margin = (name: string, fields: Readonly<Record<string, unknown>>): ExchangeDesign['margin'] => {
  const mechanism = mechanisms.find((one) => one.slot === 'margin' && one.name === name);
  return { mechanism, params: mechanism?.params.parse(fields) } as Use<never>;
};
/** With and without a bound on their slope: steep tiers, a flat rate, rates that jump. */
const MARGINS = [
  margin('half-of-initial-tiered', {
    tiers: { default: [{ upTo: '20000', maxLeverage: 40 }, { upTo: '60000', maxLeverage: 10 }, { maxLeverage: 2 }] },
  }),
  margin('fraction', { initial: '0.1', maintenance: '0.05' }),
  margin('risk-limit-steps', {}),
];

/** Every account that the rule says is in breach, each read afresh. */
const byReadingAll = ({ ledger, valuation }: Venue): number[] =>
  Array.from({ length: ledger.accounts.count }, (_, account) => account).filter((account) => {
    if (ledger.accounts.kindOf(account) !== 'trader') return false;
    const { equity, maintenance } = valuation.read(account);
    return equity < maintenance;
  });

/** One of a list that is known to hold something. */
const one = <T>(dice: Dice, list: readonly T[]): T => dice.pick(list as readonly [T, ...T[]]);

/** People whose money is a few units above or below what they must hold, or far from it. */
const peopled = (dice: Dice): Venue => {
  const venue = venueOf(
    design([], { margin: one(dice, MARGINS) }),
    [
      { instrument: linear({ tickValue: 1 }), open: OPEN },
      { instrument: inverse({ face: 1_000_003 }), open: OPEN },
      { instrument: linear({ tickValue: 1 }), open: OPEN, settle: dice.below(2) },
    ],
    ASSETS,
  );
  for (let i = 0; i < 12; i++) {
    const held = venue.markets.map(({ number }): [number, number, number] => [number, dice.between(-30, 30), OPEN]);
    const only = dice.below(venue.markets.length);
    const account = person(
      venue,
      0,
      held.filter(([, lots], i) => lots !== 0 && (dice.once(4) || i === only)),
    );
    // Some have in the other asset just what their positions cost in it, so that their balance is nothing.
    const cost = -venue.ledger.accounts.balance(1, account);
    if (cost > 0 && dice.once(2)) venue.ledger.transfer(1, venue.ledger.outsideAccount, account, cost, 'deposit');
    const needed = venue.valuation.read(account).maintenance - venue.valuation.equity;
    const money = needed + dice.pick([dice.between(-1, 3), dice.between(0, 300), dice.between(0, 3_000)]);
    const [from, to] = money < 0 ? [account, venue.ledger.outsideAccount] : [venue.ledger.outsideAccount, account];
    venue.ledger.transfer(0, from, to, Math.abs(money), money < 0 ? 'withdraw' : 'deposit');
  }
  return venue;
};

/** Something small happens: a price of a market or an asset moves, money or lots change hands, an index is shifted. */
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
      ledger.setPrice(market.number, Math.max(1, market.mark + dice.pick([-40, -5, -1, 1, 5, 40])), market.oracle);
  }
};

describe('the margin check that passes over safe accounts', () => {
  it('finds the same accounts at every check, and does pass over some', () => {
    let reads = 0;
    let accounts = 0;
    let found = 0;
    fc.assert(
      fc.property(words, (list) => {
        const dice = new Dice(list);
        const venue = peopled(dice);
        const people = venue.accountsOf('trader');
        for (let i = 0; i < 40; i++) {
          happen(dice, venue, people);
          const expected = byReadingAll(venue);
          const read = vi.spyOn(venue.valuation, 'read');
          expect(breaches(venue)).toEqual(expected);
          reads += read.mock.calls.length;
          read.mockRestore();
          accounts += people.length;
          found += expected.length;
        }
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(0);
    expect(reads).toBeLessThan(accounts);
  });

  it('plays random runs to the same bytes as the plain sweep', () => {
    const trail = (list: Uint32Array, plainSweep: boolean): (RunDigest | string)[] => {
      const states: (RunDigest | string)[] = [];
      try {
        randomRun(new Dice(list), {
          design: randomBuiltins,
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
});
