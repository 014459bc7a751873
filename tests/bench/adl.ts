/**
 * Auto-deleveraging: who is cut, through the contract and in bare columns.
 *
 * @module
 */
import { adl } from '../../mechanisms/index.ts';
import { runAdl } from '../../src/exchange/adl/run.ts';
import type { ClaimsProblem } from '../../src/index.ts';
import { stream } from '../../src/math/index.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { apportionBySorting } from './peers/apportion.ts';
import { columnsOf, scoresOf } from './peers/crash-kernel.ts';
import { selectFirst } from './peers/quickselect.ts';
import { CRASHED, winnersVenue } from './worlds/crash-venue.ts';

/** Share of the winners' lots that is closed. */
const SHARE = 0.01;

/** Opens the case and lets the ADL layer choose and close; returns the lots that are left. */
const chosen = (winners: number) => {
  const { venue, subject, need } = winnersVenue(winners, SHARE);
  const live = venue.cases.openDefault(subject);
  const layer = venue.layers.find((one) => one.adl !== undefined)?.adl;
  if (layer === undefined) throw new Error('the design has no ADL layer');
  return {
    venue,
    need,
    run: (): number => {
      runAdl(venue, layer, [live]);
      return venue.ledger.lots(subject, 0);
    },
  };
};

/** Scores the winners from columns and finds those that are cut. */
const bareChoice = (winners: number) => {
  const { venue, need } = winnersVenue(winners, SHARE);
  const columns = columnsOf(venue);
  const score = new Float64Array(winners);
  const size = new Float64Array(winners);
  const index = new Int32Array(winners);
  return {
    index,
    run: (): number => {
      const found = scoresOf(columns, CRASHED, { score, size, index });
      return selectFirst(score.subarray(0, found), size.subarray(0, found), index.subarray(0, found), need);
    },
  };
};

/** Both cut the same winners. */
const sameCut = (winners: number): string => {
  const { venue, run } = chosen(winners);
  const before = venue.ledger.accounts.count - winners - 1;
  const held = Float64Array.from({ length: winners }, (_, i) => venue.ledger.lots(before + i, 0));
  agree(run() === 0, 'ADL closes all there is to close');
  const cut = new Set([...held.keys()].filter((i) => venue.ledger.lots(before + i, 0) !== held[i]));
  const bare = bareChoice(winners);
  const taken = bare.run();
  agree(
    taken === cut.size && bare.index.subarray(0, taken).every((i) => cut.has(i)),
    'the winners that are cut, through the contract and in bare columns',
  );
  return venue.ledger.log.digest();
};

const adlChoice = async (run: Run): Promise<Result[]> => {
  const all = run.small ? [300, 3_000, 30_000] : [1_000, 10_000, 100_000, 1_000_000];
  const results: Result[] = [];
  for (const winners of run.profiler === undefined ? all : [100_000]) {
    const digest = sameCut(winners);
    const bare = bareChoice(winners);
    results.push(
      await measured(run, {
        name: 'adl-choice',
        n: winners,
        each: 'choice',
        unit: 'ms',
        elements: 1,
        ours: { fresh: () => chosen(winners).run },
        peers: { 'bare quickselect': bare.run },
        digest,
        ...(winners === 100_000 ? { published: { 'Python queue, n = 100,000': 17 } } : {}),
      }),
    );
  }
  return results;
};

/** A claims problem as the engine hands it to a rule; no order is asked for by a proportional one. */
const problemOf = (n: number): ClaimsProblem => {
  const draw = draws(4);
  const claim = Float64Array.from({ length: n }, () => Math.floor(1 + 1e6 * draw()));
  const weight = Float64Array.from({ length: n }, () => Math.floor(1 + 1e9 * draw()));
  const none = new Int32Array(0);
  return {
    n,
    need: Math.floor(claim.reduce((sum, one) => sum + one, 0) / 3),
    claim,
    limit: claim,
    exposure: claim,
    equity: claim,
    weight,
    rank: { order: () => none, prefix: () => none },
    random: stream(1),
  };
};

const proRata = async (run: Run): Promise<Result[]> => {
  const all = run.small ? [300, 3_000, 30_000] : [1_000, 10_000, 100_000, 1_000_000];
  const results: Result[] = [];
  for (const n of run.profiler === undefined ? all : [100_000]) {
    const problem = problemOf(n);
    const ours = (): Float64Array => adl.integerProRata.allocate(problem, {}, null);
    const gives = ours();
    const { need, weight, limit } = problem;
    agree(gives.reduce((sum, give) => sum + give, 0) === need, 'the gives sum to the need');
    const peer = (): bigint[] => apportionBySorting(need, weight, limit);
    if (n <= 10_000) {
      const exact = peer();
      agree(
        gives.every((give, i) => BigInt(give) === exact[i]),
        'the gives of both',
      );
    }
    results.push(
      await measured(run, {
        name: 'pro-rata',
        n,
        each: 'split',
        unit: 'ms',
        elements: 1,
        ours,
        ...(n <= (run.small ? 10_000 : 100_000) ? { peers: { 'bigint and sort': peer } } : {}),
        ...(n === 100_000 ? { published: { 'Python, weight = cap': 78, 'Python, weight = equity': 241 } } : {}),
      }),
    );
  }
  return results;
};

/** Benchmarks of ADL. */
export const benches: readonly Bench[] = [
  {
    name: 'adl-choice',
    says: 'choose and close 1 % of what winners hold, by a queue, through the contract',
    measure: adlChoice,
  },
  { name: 'pro-rata', says: 'capped pro-rata in whole units, through the contract', measure: proRata },
];
