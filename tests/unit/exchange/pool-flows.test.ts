import { expect, test } from 'vitest';
import { defineFund, type PoolFlow, z } from '../../../src/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import { design, step, use, venueOf } from '../../fixtures/exchange.ts';

const flowing = (flow: () => PoolFlow | readonly PoolFlow[] | undefined) =>
  venueOf(
    design([], {
      funds: {
        vault: use(
          defineFund({
            name: 'flowing',
            summary: 'Flows.',
            source: 'tests',
            params: z.strictObject({}),
            holds: 'vault',
            scope: () => 'all',
            capital: () => 100,
            floor: () => 10,
            flow,
          }),
        ),
      },
    }),
  );

test('several flows of a step are done in turn, each with an event, and none takes the pool below its floor', () => {
  const venue = flowing(() => [
    { amount: 50, cause: 'stake' },
    { amount: 0, cause: 'top-up' },
    { amount: -120, cause: 'unstake' },
    { amount: -90, cause: 'unstake' },
  ]);
  const before = venue.ledger.log.length;
  step(venue, [100]);
  // 100 + 50 - 120 = 30, of which 20 are above the floor.
  expect(venue.pools[0]).toMatchObject({ cash: 10, spendable: 0 });
  const rows = Array.from({ length: venue.ledger.log.length - before }, (_, i) => venue.ledger.log.at(before + i));
  expect(rows.filter(({ cause }) => cause === 'flow').map(({ value }) => value)).toEqual([50, 120, 20]);
  expect(audit(venue.ledger)).toEqual([]);
});

test('a flow is no profit of the pool', () => {
  const venue = flowing(() => ({ amount: 1_000, cause: 'stake' }));
  step(venue, [100]);
  expect(venue.pools[0]?.equity).toBe(1_100);
  expect(venue.pools[0]?.profit(0)).toBe(0);
});

test('a flow that is no whole number is refused, and those before it are not done', () => {
  const venue = flowing(() => [
    { amount: 1, cause: 'stake' },
    { amount: 0.5, cause: 'stake' },
  ]);
  expect(() => step(venue, [100])).toThrow(/fund flowing: the flow of vault was 0.5; it is a whole number/);
  expect(venue.pools[0]?.cash).toBe(100);
});
