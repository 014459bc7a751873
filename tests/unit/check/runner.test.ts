import { describe, expect, it } from 'vitest';
import { invariants, lossExplained, payAboveFloor } from '../../../specs/invariants/index.ts';
import { checkRun, designView, mergeVerdicts, StepChecker, type Verdict } from '../../../src/check/index.ts';
import { borneOf, neededOf, type Venue } from '../../../src/exchange/index.ts';
import { defineInvariant, same } from '../../../src/index.ts';
import { adl, bookLayer, design, person, step, testFund, use, venueOf } from '../../fixtures/exchange.ts';

const venueWithLoss = (): Venue => {
  const layers = [
    { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) },
    { label: 'fund', kind: 'fund' as const, pool: 'fund' },
    adl(),
  ];
  const venue = venueOf(design(layers, { funds: { fund: use(testFund(4)) } }));
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 100, [[0, -10, 100]]);
  return venue;
};

/** Broken from step 3 on. */
const early = defineInvariant({
  id: 'XX1/early',
  says: 'Nothing happens after step 2.',
  scope: 'design',
  tolerance: 0,
  source: 'tests',
  over: 'step',
  holds: ({ step: number }) => (number > 2 ? { expected: 2, found: number } : undefined),
});

const statusOf = (verdicts: readonly Verdict[], id: string) => verdicts.find((one) => one.id === id)?.status;

describe('the checker', () => {
  it('says of each invariant what came of it, and how often it was tried', () => {
    const venue = venueWithLoss();
    step(venue, [94]);
    const verdicts = checkRun({ venue }, invariants);
    expect(verdicts.map((verdict) => verdict.id)).toEqual(invariants.map((one) => one.id));
    expect(verdicts.filter((verdict) => verdict.status === 'broken')).toEqual([]);
    expect(statusOf(verdicts, 'CS6/loss-explained')).toBe('held');
    expect(statusOf(verdicts, 'IF1/pay-above-floor')).toBe('not-tried');
  });

  it('keeps the first witness and its step, and asks no more', () => {
    const venue = venueWithLoss();
    const checker = new StepChecker([early]);
    for (let i = 0; i < 5; i++) {
      step(venue, [100]);
      checker.onStep({ venue });
      expect(checker.isBroken).toBe(i >= 2);
    }
    expect(checker.finish()).toMatchObject([{ status: 'broken', step: 3, witness: { found: 3 }, reached: 3 }]);
  });

  it('reads the whole books every so many steps and at the end', () => {
    const venue = venueWithLoss();
    const full: number[] = [];
    const watch = defineInvariant({
      ...early,
      holds: (subject) => {
        if (subject.full) full.push(subject.step);
        return undefined;
      },
    });
    const checker = new StepChecker([watch], { every: 2 });
    for (let i = 0; i < 5; i++) {
      step(venue, [100]);
      checker.onStep({ venue });
    }
    checker.finish();
    expect(full).toEqual([2, 4, 5]);
  });

  it('asks nothing of a design to which an invariant does not apply', () => {
    const never = defineInvariant({
      ...early,
      given: (view) => (view.layers.includes('adl') ? 'it has auto-deleveraging' : true),
      holds: () => ({ expected: 1, found: 2 }),
    });
    const [verdict] = checkRun({ venue: venueWithLoss() }, [never]);
    expect(verdict).toMatchObject({ status: 'not-applicable', reason: 'it has auto-deleveraging', reached: 0 });
  });

  it('puts runs together by the worst of each and adds up what they reached', () => {
    const one = (status: Verdict['status'], reached: number): Verdict => ({
      id: 'X',
      says: 'x',
      scope: 'design',
      status,
      reached,
    });
    expect(mergeVerdicts([[one('not-tried', 0)], [one('held', 2)], [one('broken', 1)], [one('held', 4)]])).toEqual([
      one('broken', 7),
    ]);
  });

  it('shows a design by its mechanisms and what they declare', () => {
    const view = designView(design([adl()]));
    expect(view.layers).toEqual(['adl']);
    expect(view.mechanisms.map((one) => one.slot)).toContain('adl.ranking');
    expect(view.mechanisms.every((one) => one.capabilities !== undefined)).toBe(true);
  });
});

describe('the fold of the log', () => {
  it('comes to the record of the venue without having read it', () => {
    const venue = venueWithLoss();
    step(venue, [94]);
    const record = venue.cases.all[0]?.lines[0];
    expect(record).toMatchObject({ adl: 10, ownCollateral: 50, markLoss: 60 });
    const seen: unknown[] = [];
    const peek = defineInvariant({
      ...lossExplained,
      holds: ({ cases }) => {
        for (const one of cases()) seen.push(one.folded[0]);
        return undefined;
      },
    });
    checkRun({ venue }, [peek, payAboveFloor]);
    expect(seen).toEqual([record]);
    if (record !== undefined) expect(neededOf(record)).toBe(borneOf(record));
  });
});

describe('same', () => {
  it('gives nothing for equals, otherwise both sides and the difference', () => {
    expect(same(3, 3)).toBeUndefined();
    expect(same(0, -0)).toBeUndefined();
    expect(same(3, 5, 'account 1')).toEqual({ who: 'account 1', expected: 3, found: 5, difference: 2 });
    expect(same(2n ** 60n, 0n)).toEqual({ expected: String(2n ** 60n), found: '0', difference: String(-(2n ** 60n)) });
    expect(same('a', 'b')).toEqual({ expected: 'a', found: 'b' });
  });
});
