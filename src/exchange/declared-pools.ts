import { contractError, type Fund } from '../contract/index.ts';
import { apportion, D, MAX_EXACT, type Ratio, ratioOf, Total } from '../money/index.ts';
import { wholeOf } from './answers.ts';
import { type BoundUse, bindUse } from './bind.ts';
import type { Venue } from './venue.ts';

/** A pool as its mechanism declares it, units of the settlement asset. */
export interface DeclaredPool {
  readonly key: string;
  readonly capital: number;
  readonly floor: number;
  /** Infinity for no cap. */
  readonly lossCap: number;
  /** Share of the trading fees of its markets, 0 to 1. */
  readonly feeShare: Ratio;
}

/** All that one entry of `funds` declares. */
export interface DeclaredFund {
  readonly name: string;
  readonly use: BoundUse<Fund>;
  readonly pools: readonly DeclaredPool[];
  readonly members: readonly { readonly deposit: number; readonly commitment: number }[];
}

const NO_SHARE = ratioOf(0, 1);

const lossCapOf = (cap: number | undefined, units: (what: string, amount: number) => number): number =>
  cap === undefined ? Number.POSITIVE_INFINITY : units('the loss cap', cap);

const feeShareOf = (fund: string, share: Ratio = NO_SHARE): Ratio => {
  if (
    Number.isSafeInteger(share.n) &&
    Number.isSafeInteger(share.d) &&
    share.n >= 0 &&
    share.d > 0 &&
    share.n <= share.d
  )
    return share;
  throw contractError(
    'answer',
    `fund ${fund}: a share of trading fees of ${share.n}/${share.d}; it is between 0 and 1`,
  );
};

/** What each market is about to open with, one-sided, units of the settlement asset. */
const openingInterest = (markets: Venue['markets']): readonly number[] =>
  markets.map(({ setup }) => setup.openingInterest ?? 0);

/** Asks the funds of a design what pools they open, with how much. */
export const declaredFunds = (venue: Venue, decimals: number): DeclaredFund[] =>
  Object.entries(venue.design.funds).map(([name, declared]) => {
    const use: BoundUse<Fund> = bindUse(declared, decimals, `funds.${name}`);
    const { mechanism } = use;
    const params = use.params as never;
    const ask = <T>(question: () => T): T => venue.guard.call(mechanism, question);
    const units = (what: string, amount: number): number =>
      wholeOf(`fund ${mechanism.name}: ${what} of ${name}`, amount);
    const keys = ask(() => [...new Set(venue.markets.map((market) => mechanism.scope(market, params)))]);
    const pools = keys.map((key): DeclaredPool => {
      const served = venue.markets.filter((market) => ask(() => mechanism.scope(market, params)) === key);
      const capital = ask(() => mechanism.capital(key, params, openingInterest(served)));
      const floor = ask(() => mechanism.floor?.(key, params) ?? 0);
      const lossCap = ask(() => mechanism.lossCap?.(key, params));
      return {
        key,
        capital: units('the capital', capital),
        floor: units('the floor', floor),
        lossCap: lossCapOf(lossCap, units),
        feeShare: feeShareOf(
          mechanism.name,
          ask(() => mechanism.feeShare?.(key, params)),
        ),
      };
    });
    const members = ask(() => mechanism.members?.(params, openingInterest(venue.markets)) ?? []);
    return {
      name,
      use,
      pools,
      members: members.map(({ deposit, commitment }) => ({
        deposit: units('the deposit of a member', deposit),
        commitment: units('the commitment of a member', commitment),
      })),
    };
  });

/** Whether the pools of a fund absorb losses of cases; one that holds a `pool` is the counterparty of every trade instead. */
export const absorbsLosses = ({ holds }: Pick<Fund, 'holds'>): boolean => holds !== 'pool';

/**
 * Gives the pools that absorb losses one total, in proportion to what they declare: capital and members' deposits to the last unit,
 * by largest remainder; floors, loss caps and commitments in the same proportion, rounded down.
 *
 * Pools that declare nothing share equally, under their own floors and caps. Counterparty pools stay as they are.
 *
 * @param funds - What a design declares.
 * @param total - Units of the settlement asset, >= 0.
 */
export const equalFunds = (funds: readonly DeclaredFund[], total: number): DeclaredFund[] => {
  const absorbing = funds.filter(({ use }) => absorbsLosses(use.mechanism));
  const declared = absorbing.flatMap(({ pools, members }) => [
    ...pools.map(({ capital }) => capital),
    ...members.map(({ deposit }) => deposit),
  ]);
  const sum = new Total();
  for (const units of declared) sum.add(units);
  const shares = apportion(total, sum.isZero() ? declared.map(() => 1) : declared, undefined);
  const before = new D(sum.toBigInt().toString());
  // Infinity, and the largest integer there is, mean no cap.
  const scaled = (units: number): number =>
    before.isZero() || units >= MAX_EXACT ? units : new D(units).mul(total).div(before).floor().toNumber();
  let next = 0;
  return funds.map((fund) => {
    if (!absorbing.includes(fund)) return fund;
    const pools = fund.pools.map((pool) => ({
      ...pool,
      capital: shares[next++] as number,
      floor: scaled(pool.floor),
      lossCap: scaled(pool.lossCap),
    }));
    const members = fund.members.map(({ commitment }) => ({
      deposit: shares[next++] as number,
      commitment: scaled(commitment),
    }));
    return { ...fund, pools, members };
  });
};
