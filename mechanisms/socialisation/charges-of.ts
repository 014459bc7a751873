import type { Action } from 'breakwater';
import type { Gain } from './winners.ts';

/** Charges, market by market. */
export const chargesOf = (taken: readonly Gain[]): Action[] => {
  const byMarket = new Map<number | undefined, { account: number; amount: number }[]>();
  for (const { market, account, amount } of taken) {
    const charges = byMarket.get(market) ?? [];
    charges.push({ account, amount });
    byMarket.set(market, charges);
  }
  return [...byMarket].map(([market, charges]) => ({
    do: 'charge',
    base: 'gains',
    charges,
    ...(market === undefined ? {} : { market }),
  }));
};
