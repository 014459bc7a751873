import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Market } from '../../../src/exchange/market.ts';
import { PoolDirectory } from '../../../src/exchange/pool-directory.ts';
import type { Pool } from '../../../src/exchange/pools.ts';

/** Markets and pools as far as a directory looks at them; a pool of scope k serves the markets whose number leaves k when divided by 3. */
const marketsOf = (count: number) => Array.from({ length: count }, (_, number) => ({ number }) as Market);
const poolOf = (name: string, account: number) =>
  ({ name, account, serves: (key: string, { number }: Market) => String(number % 3) === key }) as unknown as Pool;

/** The same by a plain search. */
const plainly = (pools: readonly Pool[], markets: readonly Market[], name: string, market: number): Pool | undefined =>
  pools.find((pool) => {
    if (pool.name === name) return true;
    const owner = markets[market];
    return (
      pool.name.startsWith(`${name}/`) && owner !== undefined && pool.serves(pool.name.slice(name.length + 1), owner)
    );
  });

const names = fc.constantFrom('a', 'b', 'a/0', 'a/1', 'b/2', 'a/1/0', 'ab');

test('a pool is found by name and market as a plain search finds it, and by its account', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.uniqueArray(names), fc.array(fc.tuple(names, fc.integer({ min: -1, max: 5 }))), (of, asked) => {
      const markets = marketsOf(5);
      const pools = of.map((name, i) => poolOf(name, 10 + i));
      const directory = new PoolDirectory(pools, markets);
      for (const [name, market] of asked) {
        const pool = plainly(pools, markets, name, market);
        expect(directory.find(name, market)).toBe(pool);
        if (pool !== undefined && pool.name !== name) found += 1;
      }
      for (const pool of pools) expect(directory.ofAccount(pool.account)).toBe(pool);
      expect(directory.ofAccount(9)).toBeUndefined();
    }),
    { numRuns: 300, seed: 8 },
  );
  expect(found).toBeGreaterThan(50);
});
