import type { Books } from 'breakwater';

/** What an account has in each asset, its positions at mark less what they owe, units by asset number. */
export const balancesAtMark = (books: Books, account: number): bigint[] => {
  const units = books.account(account).quote.slice();
  for (const { market, value, accrued } of books.walk(account)) {
    const asset = books.markets[market]?.settle ?? 0;
    units[asset] = (units[asset] ?? 0n) + BigInt(value - accrued);
  }
  return units;
};
