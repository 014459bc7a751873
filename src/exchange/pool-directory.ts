import type { Market } from './market.ts';
import type { Pool } from './pools.ts';

/** The pools of a venue by account, and by name and the market they serve. What serves a market is settled when it is first asked for. */
export class PoolDirectory {
  readonly #pools: readonly Pool[];
  readonly #markets: readonly Market[];
  readonly #byAccount = new Map<number, Pool>();
  readonly #byName = new Map<string, (Pool | undefined)[]>();

  constructor(pools: readonly Pool[], markets: readonly Market[]) {
    this.#pools = pools;
    this.#markets = markets;
    for (const pool of pools) this.#byAccount.set(pool.account, pool);
  }

  /** The pool whose account it is. */
  ofAccount(account: number): Pool | undefined {
    return this.#byAccount.get(account);
  }

  /** The pool of that name that serves a market. */
  find(name: string, market: number): Pool | undefined {
    if (this.#markets[market] === undefined) return this.#pools.find((pool) => pool.name === name);
    const known = this.#byName.get(name) ?? this.#find(name);
    return known[market];
  }

  #find(name: string): readonly (Pool | undefined)[] {
    const serving = this.#markets.map((market) =>
      this.#pools.find(
        (pool) =>
          pool.name === name ||
          (pool.name.startsWith(`${name}/`) && pool.serves(pool.name.slice(name.length + 1), market)),
      ),
    );
    this.#byName.set(name, serving);
    return serving;
  }
}
