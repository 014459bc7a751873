import type { Books, PoolBooks } from 'breakwater';

const known = new WeakMap<Books, ReadonlyMap<number, PoolBooks>>();

/** The pool whose account it is; undefined where it is nobody's or no pool's. */
export const poolOf = (books: Books, account: number): PoolBooks | undefined => {
  let pools = known.get(books);
  if (pools === undefined) {
    pools = new Map(books.pools.map((pool) => [pool.account, pool]));
    known.set(books, pools);
  }
  return pools.get(account);
};
