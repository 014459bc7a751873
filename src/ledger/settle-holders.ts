import type { Ledger } from './ledger.ts';
import type { LedgerMarket } from './shape.ts';

/** Settles all holders of a market and moves the residue, below one unit a position, to the rounding account. */
export const settleHolders = (ledger: Ledger, market: number): void => {
  const { positions, indexAccount, roundingAccount } = ledger;
  let row = positions.headOfMarket[market] as number;
  for (; row !== -1; row = positions.nextInMarket[row] as number)
    ledger.settle(positions.account[row] as number, market);
  const residue = ledger.indexBalance[market] as number;
  const asset = (ledger.shape.markets[market] as LedgerMarket).settle;
  if (residue > 0) ledger.transfer(asset, indexAccount, roundingAccount, residue, 'rounding', 0, market);
  if (residue < 0) ledger.transfer(asset, roundingAccount, indexAccount, -residue, 'rounding', 0, market);
};
