import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeclaredFund, equalFunds } from '../../../src/exchange/declared-pools.ts';
import { testFund } from '../../fixtures/exchange.ts';

type Pool = DeclaredFund['pools'][number];

const pool = (capital: number, more: Partial<Pool> = {}): Pool => ({
  key: 'all',
  capital,
  floor: 0,
  lossCap: Number.POSITIVE_INFINITY,
  feeShare: { n: 0, d: 1 },
  ...more,
});
const fund = (
  pools: readonly Pool[],
  holds: 'fund' | 'vault' | 'pool' = 'fund',
  members: DeclaredFund['members'] = [],
): DeclaredFund => ({
  name: holds,
  use: { mechanism: testFund(0, holds) as never, params: {}, place: `funds.${holds}` },
  pools,
  members,
});
const heldBy = (funds: readonly DeclaredFund[]): number =>
  funds
    .filter(({ use }) => use.mechanism.holds !== 'pool')
    .flatMap(({ pools, members }) => [...pools.map(({ capital }) => capital), ...members.map(({ deposit }) => deposit)])
    .reduce((sum, units) => sum + units, 0);

describe('equal funds', () => {
  it('share the total as they were declared: 60, 30 and a deposit of 10 become 30, 15 and 5 of 50', () => {
    const declared = [
      fund([pool(60, { lossCap: 21, floor: 4 })], 'vault'),
      fund([pool(30)], 'fund', [{ deposit: 10, commitment: 25 }]),
      fund([pool(1_000)], 'pool'),
    ];
    const [vault, insurance, counterparty] = equalFunds(declared, 50);
    expect(vault?.pools).toEqual([pool(30, { lossCap: 10, floor: 2 })]);
    expect(insurance).toMatchObject({ pools: [{ capital: 15 }], members: [{ deposit: 5, commitment: 12 }] });
    expect(counterparty).toBe(declared[2]);
  });

  it('share equally where nothing was declared', () => {
    const [one, two] = equalFunds([fund([pool(0, { lossCap: 7 }), pool(0)]), fund([pool(0)], 'vault')], 10);
    expect([...(one?.pools ?? []), ...(two?.pools ?? [])].map(({ capital }) => capital)).toEqual([4, 3, 3]);
    expect(one?.pools[0]?.lossCap).toBe(7);
  });

  it('leave a cap that means no cap', () => {
    const declared = [fund([pool(1, { lossCap: Number.MAX_SAFE_INTEGER })])];
    expect(equalFunds(declared, 5)[0]?.pools[0]?.lossCap).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('hold exactly the total, in whatever pools, and as many as before', () => {
    const units = fc.maxSafeNat();
    const someFund = fc
      .tuple(
        fc.array(units, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('fund' as const, 'vault' as const, 'pool' as const),
        fc.array(units, { maxLength: 3 }),
      )
      .map(([capitals, holds, deposits]) =>
        fund(
          capitals.map((capital) => pool(capital)),
          holds,
          deposits.map((deposit) => ({ deposit, commitment: 0 })),
        ),
      );
    fc.assert(
      fc.property(fc.array(someFund, { minLength: 1, maxLength: 4 }), units, (declared, total) => {
        const equal = equalFunds(declared, total);
        fc.pre(declared.some(({ use }) => use.mechanism.holds !== 'pool'));
        expect(heldBy(equal)).toBe(total);
        expect(equal.map(({ pools, members }) => [pools.length, members.length])).toEqual(
          declared.map(({ pools, members }) => [pools.length, members.length]),
        );
      }),
    );
  });
});
