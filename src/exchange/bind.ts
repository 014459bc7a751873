import { bindAmounts, configError } from '../contract/index.ts';
import { MoneyError, parseUnits } from '../money/index.ts';
import type { Use } from './design.ts';

/** A mechanism with parameters whose amounts are integers of the settlement asset. */
export interface BoundUse<M> {
  readonly mechanism: M;
  readonly params: unknown;
  /** Where it stands in the design: `waterfall.2.adl.trigger`. Its state is kept under this name. */
  readonly place: string;
}

/** Binds the amounts of a mechanism's parameters to a unit of 10^-decimals. */
export const bindUse = <M extends { readonly name: string }>(
  use: Use<M>,
  decimals: number,
  place: string,
): BoundUse<M> => {
  const toUnits = (decimal: string): number => {
    try {
      return parseUnits(decimal, decimals);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      throw configError('amount', `${use.mechanism.name}: ${error.message}`, {
        where: { path: place },
        hint: error.hint,
        cause: error,
      });
    }
  };
  return { mechanism: use.mechanism, params: bound(use.params, decimals, toUnits), place };
};

/** What parameters were bound to, by decimals: a design is bound anew for each of thousands of small runs. */
const known = new WeakMap<object, Map<number, unknown>>();

const bound = (params: unknown, decimals: number, toUnits: (decimal: string) => number): unknown => {
  if (params === null || typeof params !== 'object') return bindAmounts(params, toUnits);
  const before = known.get(params) ?? new Map<number, unknown>();
  known.set(params, before);
  if (!before.has(decimals)) before.set(decimals, bindAmounts(params, toUnits));
  return before.get(decimals);
};
