import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Dice, randomRun } from '../../../src/check/index.ts';
import type { Venue } from '../../../src/exchange/index.ts';
import { isBreakwaterError } from '../../../src/index.ts';
import { hedgeResultOf } from '../../../src/measure/hedge-result.ts';
import { figuresOf, type Gathered, Gatherer, gather, metricsOf, recordOfVenue } from '../../../src/measure/index.ts';
import { randomBuiltins } from '../invariants/random-builtins.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/** Every second account is hedged, whoever it is. */
const groups = new Map(Array.from({ length: 20 }, (_, i) => [7 + 2 * i, i % 5]));

/** Plays a random run while it is measured step by step; nothing when a mechanism was refused. */
const followed = (list: Uint32Array): { venue: Venue; gathered: Gathered; pieces: number } | undefined => {
  let gatherer: Gatherer | undefined;
  let done = 0;
  let pieces = 0;
  const follow = ({ venue }: { readonly venue: Venue }): Gatherer => {
    gatherer ??= new Gatherer(recordOfVenue(venue, groups));
    const { log } = venue.ledger;
    for (const span of log.spans(done)) gatherer.add(span);
    done = log.length;
    pieces += 1;
    return gatherer;
  };
  try {
    const venue = randomRun(new Dice(list), {
      design: randomBuiltins,
      collateral: true,
      settleInBoth: true,
      onStep: follow,
    });
    return { venue, gathered: follow({ venue }).end(), pieces };
  } catch (error) {
    if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
    return undefined;
  }
};

it('measures the same whether a log is read step by step or when the run is over', () => {
  const reached = { cases: 0, closedBefore: 0, adl: 0 };
  fc.assert(
    fc.property(words, (list) => {
      const run = followed(list);
      if (run === undefined) return;
      const after = gather(recordOfVenue(run.venue, groups));
      expect(run.gathered.cases).toEqual(after.cases);
      for (const of of [metricsOf, figuresOf, hedgeResultOf] as const) expect(of(run.gathered)).toEqual(of(after));
      expect(run.gathered).toEqual(after);
      if (after.cases.length > 0) reached.cases += 1;
      if (after.cases.some(({ data }) => data.closed !== undefined && data.closed < run.pieces - 1))
        reached.closedBefore += 1;
      if (after.deleveraging.fills > 0) reached.adl += 1;
    }),
    { numRuns: 500 },
  );
  for (const times of Object.values(reached)) expect(times).toBeGreaterThan(10);
}, 60_000);
