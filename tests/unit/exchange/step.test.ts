import { expect, test } from 'vitest';
import { defineFund, z } from '../../../src/index.ts';
import { design, person, step, use, venueOf } from '../../fixtures/exchange.ts';

const head = { summary: 'For tests.', source: 'tests', params: z.strictObject({}) };

test('a settlement period gives way to the next at the end of the step that reaches its end', () => {
  const venue = venueOf(design([], { settlement: 10 }));
  const seen = [4, 5, 1, 9, 1].map((seconds) => {
    step(venue, [100], seconds);
    return [venue.now, venue.view.periodStart, venue.view.periodEnd];
  });
  expect(seen).toEqual([
    [4, 0, 10],
    [9, 0, 10],
    [10, 10, 20],
    [19, 10, 20],
    [20, 20, 30],
  ]);
});

test('gains are counted from the beginning of a period, after its first step too', () => {
  const venue = venueOf(design([], { settlement: 10 }));
  const account = person(venue, 1000, [[0, 10, 100]]);
  const gain = () => venue.gainSincePeriod(account, venue.valuation.equityOf(account));
  const gains = [101, 103, 104].map((price) => {
    step(venue, [price], 5);
    return gain();
  });
  expect(gains).toEqual([10, 0, 10]);
});

test('flows of pools are named in the log, and a pool without any is not asked', () => {
  const pool = (flow?: () => { amount: number; cause: 'stake' }) =>
    use(
      defineFund({
        ...head,
        name: 'flowing',
        holds: 'vault',
        scope: () => 'all',
        capital: () => 100,
        ...(flow === undefined ? {} : { flow }),
      }),
    );
  const venue = venueOf(
    design([], {
      funds: {
        silent: pool(),
        in: pool(() => ({ amount: 5, cause: 'stake' })),
        out: pool(() => ({ amount: -7, cause: 'stake' })),
      },
    }),
  );
  const entered: string[] = [];
  const { call } = venue.guard;
  venue.guard.call = (mechanism, run) => {
    entered.push(mechanism.name);
    return call.bind(venue.guard)(mechanism, run);
  };
  step(venue, [100]);
  expect(venue.pools.map(({ cash }) => cash)).toEqual([100, 105, 93]);
  expect([...venue.ledger.log].filter(({ cause }) => cause === 'flow').map(({ value }) => value)).toEqual([5, 7]);
  expect(entered).toEqual(['flowing', 'flowing']);
});
