/**
 * What the ledger refuses before anything has moved, so that a refusal leaves everything as it was.
 *
 * @module
 */
import { exact } from '../money/index.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerMarket } from './shape.ts';

/** Refuses two changes, one after the other, that a balance could not take exactly. */
export const admitChanges = ({ accounts }: Ledger, asset: number, account: number, first: number, then = 0): void => {
  if (!accounts.isInstitutional(account)) exact(exact(accounts.balance(asset, account) + first) + then);
};

/**
 * Refuses a piece of signed `lots` at signed `worth`, received by an account, after which something could not be held exactly.
 *
 * @param row - The account's position in the market, -1 for none. @param due - Index charges the row has accrued, units.
 */
export const admitPiece = (
  ledger: Ledger,
  account: number,
  market: number,
  row: number,
  due: number,
  lots: number,
  worth: number,
): void => {
  const { positions, longLots, shortLots, shape } = ledger;
  admitChanges(ledger, (shape.markets[market] as LedgerMarket).settle, account, -due, -worth);
  const held = row === -1 ? 0 : (positions.lots[row] as number);
  exact((longLots[market] as number) + (Math.max(0, exact(held + lots)) - Math.max(0, held)));
  exact((shortLots[market] as number) + (Math.min(0, held + lots) - Math.min(0, held)));
  if (row !== -1) exact(Math.abs(positions.cost[row] as number) + Math.abs(worth));
};
