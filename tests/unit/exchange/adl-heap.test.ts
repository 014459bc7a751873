import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  integerProRata,
  markOverEntryTimesAccountLeverage,
  pnlPctTimesEffectiveLeverage,
  profitable,
} from '../../../mechanisms/adl/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import type { AdlLayer } from '../../../src/exchange/adl/layer.ts';
import { type Solution, solve } from '../../../src/exchange/adl/solve.ts';
import type { Market, Venue } from '../../../src/exchange/index.ts';
import type { LiveCase } from '../../../src/exchange/views.ts';
import { design, person, venueOf } from '../../fixtures/exchange.ts';
import { adlOf, built, margin } from '../../mechanisms/engine/built.ts';

/*
 * 100,000 shorts are ranked, tested and allocated to, round after round. What is kept may not grow at all, and what is left to the
 * collector may be some boxed numbers an account, which V8 makes where a number is handed from one function to another (16 bytes each: 30
 * to 48 in all, and 72 to 90 in some processes where coverage is counted); an object with a list an account comes to more.
 */
const HOLDERS = 100_000;
const KEPT = 0.5;
const PASSING = 100;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const shortsAt90 = (ranking: Parameters<typeof built>[0], allocation: Parameters<typeof built>[0]) => {
  const layer = adlOf({
    trigger: built(accountEquityNegative),
    eligible: [built(profitable)],
    ranking: built(ranking),
    allocation: built(allocation),
    closeOut: built(bankruptcy),
  });
  const venue = venueOf(design([layer], margin(fraction, { initial: '0.02', maintenance: '0.01' })));
  const loser = person(venue, 50_000, [[0, 50_000, 100]]);
  for (let i = 0; i < HOLDERS; i++) person(venue, 100 + (i % 997), [[0, -1 - (i % 13), 90 + (i % 31)]]);
  venue.ledger.setPrice(0, 90, 90);
  return { venue, layer: venue.layers[0]?.adl as AdlLayer, first: venue.cases.openDefault(loser) };
};

const round = (venue: Venue, layer: AdlLayer, first: LiveCase): Solution => {
  layer.thaw();
  return solve(venue, layer, { market: venue.markets[0] as Market, side: -1, on: 'lots', need: 50_000, first });
};

/** Bytes a holder by which heap and typed arrays grow in a round, once its columns are there: the least of some rounds. */
interface Growth {
  /** Heap that the round leaves to the collector, and heap that it keeps. */
  readonly passing: number;
  readonly kept: number;
  /** Typed arrays it makes, and those it keeps. */
  readonly columns: number;
  readonly keptColumns: number;
}

const growth = (run: () => unknown): Growth => {
  for (let i = 0; i < 6; i++) run();
  const rounds = Array.from({ length: 5 }, () => {
    collect();
    const before = process.memoryUsage();
    run();
    const after = process.memoryUsage();
    collect();
    const settled = process.memoryUsage();
    return {
      passing: after.heapUsed - before.heapUsed,
      kept: settled.heapUsed - before.heapUsed,
      columns: after.arrayBuffers - before.arrayBuffers,
      keptColumns: settled.arrayBuffers - before.arrayBuffers,
    };
  });
  const least = (of: keyof Growth): number => Math.min(...rounds.map((one) => Math.max(0, one[of]))) / HOLDERS;
  return {
    passing: least('passing'),
    kept: least('kept'),
    columns: least('columns'),
    keptColumns: least('keptColumns'),
  };
};

test.each([
  ['a queue', markOverEntryTimesAccountLeverage, greedyQueue, 1],
  // What everybody gives is a column of the rule's own.
  ['a share of everybody', pnlPctTimesEffectiveLeverage, integerProRata, 9],
] as const)(
  'ranking, eligibility and allocation of %s allocate nothing for an account',
  (_, ranking, allocation, columns) => {
    const { venue, layer, first } = shortsAt90(ranking, allocation);
    const solution = round(venue, layer, first);
    expect(solution.gives.reduce((sum, give) => sum + give, 0)).toBe(50_000);
    const grown = growth(() => round(venue, layer, first));
    expect(grown.kept).toBeLessThan(KEPT);
    expect(grown.keptColumns).toBeLessThan(KEPT);
    expect(grown.passing).toBeLessThan(PASSING);
    expect(grown.columns).toBeLessThan(columns);
  },
);

test('the measure sees one small object an account, kept or not', () => {
  const passing = growth(() => Array.from({ length: HOLDERS }, (_, i) => ({ i, at: [i] })).length);
  expect(passing.passing).toBeGreaterThan(PASSING);
  expect(passing.kept).toBeLessThan(KEPT);
  const held: unknown[] = [];
  expect(growth(() => held.push(Array.from({ length: HOLDERS }, (_, i) => i + 0.5))).kept).toBeGreaterThan(KEPT);
});
