import { describe, expect, it } from 'vitest';
import { invariants, lossExplained, payAboveFloor, replaySame } from '../../../specs/invariants/index.ts';
import { checkRun, designView, mergeVerdicts, StepChecker, type Verdict } from '../../../src/check/index.ts';
import { borneOf, neededOf, type Venue } from '../../../src/exchange/index.ts';
import { defineInvariant, same } from '../../../src/index.ts';
import { EventLog } from '../../../src/ledger/index.ts';
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
    expect(verdicts.filter(({ status, scope }) => status === 'broken' && scope === 'universal')).toEqual([]);
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

describe('a log that is followed while it is written', () => {
  /** Three steps, each checked, with rows let go in blocks of eight as soon as the checker needs them no more. */
  const followed = () => {
    const venue = venueWithLoss();
    const log = new EventLog(1, 8);
    for (const row of venue.ledger.log) log.copy(row);
    venue.ledger.log = log;
    const checker = new StepChecker(invariants);
    for (const mark of [100, 94, 94]) {
      step(venue, [mark]);
      checker.onStep({ venue });
      expect(checker.needs).toBe(log.length);
      log.release(checker.needs);
    }
    return { venue, log, checker };
  };
  const replayOf = (verdicts: readonly Verdict[]) => verdicts.find(({ id }) => id === replaySame.id);

  it('is replayed to the same books though its first rows are gone', () => {
    const { venue, log, checker } = followed();
    expect(log.first).toBeGreaterThan(8);
    expect(
      checker.finish({ venue }).filter(({ status, scope }) => status === 'broken' && scope === 'universal'),
    ).toEqual([]);
    expect(replayOf(checker.verdicts)).toMatchObject({ status: 'held' });
  });

  it('is known when a column says something else in the end', () => {
    const { venue, checker } = followed();
    (venue.ledger.accounts.quote[0] as Float64Array)[8] = 1234;
    expect(replayOf(checker.finish({ venue }))).toMatchObject({ status: 'broken', witness: { who: 'columns' } });
  });

  it('is known when a line was altered after it had been read', () => {
    const { venue, log, checker } = followed();
    for (const { columns, from } of log.spans(log.first)) columns.value[from] = 1234;
    expect(replayOf(checker.finish({ venue }))).toMatchObject({ status: 'broken', witness: { who: 'log' } });
  });

  it('cannot be checked once rows nobody read are gone', () => {
    const { venue } = followed();
    expect(() => checkRun({ venue }, invariants)).toThrow(RangeError);
  });

  it('does what it can, and a line that it cannot do is told at the end', () => {
    const { venue, log, checker } = followed();
    log.copy({ ...log.at(log.length - 1), kind: 'transfer', market: 0, a: 7, b: 8, value: -5 });
    expect(() => checker.onStep({ venue })).not.toThrow();
    expect(() => checker.finish({ venue })).toThrow('a transfer of -5 units was below zero');
  });
});

describe('rows of a step', () => {
  it('are told one by one as they are told together, all or of a kind', () => {
    const told: unknown[] = [];
    const venue = venueWithLoss();
    step(venue, [94]);
    const watch = defineInvariant({
      ...early,
      holds: ({ rows, walk }) => {
        told.push(...Array.from(walk('fill'), ({ a, heldByA, heldByB }) => ({ a, heldByA, heldByB })));
        expect(Array.from(walk(), ({ kind, cause, value, freeAfter }) => ({ kind, cause, value, freeAfter }))).toEqual(
          rows.map(({ kind, cause, value, freeAfter }) => ({ kind, cause, value, freeAfter })),
        );
        return undefined;
      },
    });
    checkRun({ venue }, [watch]);
    expect(told).toContainEqual({ a: 7, heldByA: 10, heldByB: -10 });
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
