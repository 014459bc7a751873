import type { AccountSpec } from '../../world/index.ts';
import type { Dice } from '../dice.ts';
import { type GridMarket, scaled } from './grid.ts';

/** Whom a trial is about. */
export interface Settlement {
  readonly markets: readonly GridMarket[];
  /** Decimals of the settlement asset. */
  readonly decimals: number;
  /** Whether there is a second asset, COIN of two decimals. */
  readonly coin: boolean;
  /** Whether positions stay small: contracts of a venue's own are so many that large ones have no exact value. */
  readonly modest: boolean;
}

type Positions = AccountSpec['positions'];

/** Notional over deposit: from fully paid to far beyond what any venue allows. */
const LEVERAGES = [2, 5, 10, 20, 1, 50, 100, 200] as const;

const marketOf = ({ markets }: Settlement, id: string): GridMarket =>
  markets.find(({ spec }) => spec.id === id) as GridMarket;

/** Entry price near the opening price, as a file writes it. */
const entryOf = (dice: Dice, { open, tick }: GridMarket): string =>
  scaled(Math.max(1, Math.round((open * dice.pick([100, 99, 101, 90, 110, 50, 150])) / 100)), tick);

/** Money behind positions, units: a share of their notional, a unit more or less at times, divisible by twelve at times. */
const moneyBehind = (dice: Dice, settlement: Settlement, positions: Positions): number => {
  const notional = positions.reduce(
    (sum, { market, lots }) => sum + Math.abs(lots) * marketOf(settlement, market).lotValue,
    0,
  );
  const even = Math.ceil(notional / dice.pick(LEVERAGES));
  const units = dice.once(2) ? 12 * Math.ceil(even / 12) : even + dice.pick([0, 1, -1]);
  return positions.length === 0 ? 1000 * dice.between(0, 20) : Math.max(0, units);
};

const accountOf = (
  dice: Dice,
  settlement: Settlement,
  name: string,
  kind: AccountSpec['kind'],
  positions: Positions,
): AccountSpec => ({
  name,
  kind,
  deposit: {
    USD: scaled(moneyBehind(dice, settlement, positions), -settlement.decimals),
    ...(settlement.coin && dice.once(2) ? { COIN: scaled(dice.below(2000), -2) } : {}),
  },
  positions,
});

/** One who holds lots in some markets on either side. */
const directional = (dice: Dice, settlement: Settlement, i: number, unit: number): Positions =>
  settlement.markets.flatMap((market, number) => {
    // Sides alternate, so that most losers have a winner to be closed against.
    const size = dice.between(number === 0 ? 1 : 0, 12) * unit * (i < 3 && dice.once(6) ? 20 : 1);
    const lots = (i % 2 === 0 ? 1 : -1) * size * (dice.once(5) ? -1 : 1);
    return lots === 0 ? [] : [{ market: market.spec.id, lots, entry: entryOf(dice, market) }];
  });

/** One who is long in one market for as much as short in another, to a lot. */
const hedged = (dice: Dice, { markets }: Settlement, unit: number): Positions => {
  const [first, second] = markets as readonly [GridMarket, GridMarket];
  const lots = dice.between(1, 12) * unit * (dice.below(2) === 0 ? 1 : -1);
  const other = -Math.sign(lots) * Math.max(1, Math.round((Math.abs(lots) * first.lotValue) / second.lotValue));
  return [
    { market: first.spec.id, lots, entry: entryOf(dice, first) },
    { market: second.spec.id, lots: other, entry: entryOf(dice, second) },
  ];
};

/**
 * Accounts whose lots sum to zero in each market: up to twenty, at times fifty; a few large ones, copies of one another, hedged ones, owners
 * of two accounts, makers, and somebody who takes the rest.
 */
export const people = (dice: Dice, settlement: Settlement): readonly AccountSpec[] => {
  const count = dice.once(12) ? dice.between(20, 50) : dice.between(2, 20);
  // Lots that split into two, three or twelve; large ones for tiers of margin.
  const unit = dice.pick(settlement.modest ? [12, 1] : [12, 1, 12, 1000, 1]);
  const allHedged = settlement.markets.length > 1 && dice.once(8);
  const accounts: AccountSpec[] = [];
  for (let i = 0; i < count; i++) {
    const name = `p${i + 1}`;
    const before = accounts[i - 2];
    if (before !== undefined && dice.once(6)) {
      accounts.push({ ...before, name });
      continue;
    }
    const isHedged = settlement.markets.length > 1 && (dice.once(5) || (allHedged && i % 2 === 1));
    const positions = isHedged ? hedged(dice, settlement, unit) : directional(dice, settlement, i, unit);
    const kind = i > 1 && dice.once(5) ? 'maker' : 'trader';
    const account = accountOf(dice, settlement, name, kind, positions);
    const owner = accounts[0]?.name;
    accounts.push(i > 2 && owner !== undefined && dice.once(10) ? { ...account, owner } : account);
  }
  return balanced(accounts, settlement);
};

/** Adds somebody with money who holds what is missing in each market: every lot held long is held short. */
const balanced = (accounts: readonly AccountSpec[], { markets, decimals }: Settlement): readonly AccountSpec[] => {
  let notional = 0;
  const missing = markets.flatMap(({ spec, open, tick, lotValue }) => {
    const sum = accounts
      .flatMap(({ positions }) => positions)
      .reduce((total, { market, lots }) => total + (market === spec.id ? lots : 0), 0);
    notional += Math.abs(sum) * lotValue;
    return sum === 0 ? [] : [{ market: spec.id, lots: -sum, entry: scaled(open, tick) }];
  });
  if (missing.length === 0) return accounts;
  return [
    ...accounts,
    { name: 'rest', kind: 'trader', deposit: { USD: scaled(2 * notional, -decimals) }, positions: missing },
  ];
};
