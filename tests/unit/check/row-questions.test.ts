import { describe, expect, it } from 'vitest';
import { invariants } from '../../../specs/invariants/index.ts';
import { StepChecker, trialOf, type Verdict } from '../../../src/check/index.ts';
import { playTrial } from '../../../src/check/trials/trial.ts';
import { builtIns } from '../../../src/experiment/registry.ts';
import { defineInvariant, defineRowInvariant, type Invariant, type InvariantOver } from '../../../src/index.ts';
import { readExchange } from '../../../src/spec/index.ts';
import { adl, design } from '../../fixtures/exchange.ts';

const head = { scope: 'design', tolerance: 0, source: 'tests' } as const;
const venue = design([adl()]);
const ofRows = invariants.filter(
  (one): one is InvariantOver<'step'> => one.over === 'step' && (one as InvariantOver<'step'>).rows !== undefined,
);

/** The same invariant without what it asks row by row. */
const whole = ({ rows, ...rest }: InvariantOver<'step'>): Invariant => defineInvariant(rest);

const verdictsOf = (asked: readonly Invariant[], trial: ReturnType<typeof trialOf>) => {
  const checker = new StepChecker(asked, { every: 4, counting: true, wholeLog: true });
  return checker.finish(playTrial(trial, { onStep: checker.onStep }));
};

/** What broke is told with the rows before it in one way, and with all of its step in the other. */
const toldAlike = (verdicts: readonly Verdict[]) =>
  verdicts.map((verdict) => (verdict.status === 'broken' ? { ...verdict, reached: 0 } : verdict));

describe('invariants about rows', () => {
  it('are many of the shipped', () => {
    expect(ofRows.length).toBeGreaterThanOrEqual(30);
  });

  it.each(['hyperliquid-2025-10', 'okex-2018', 'drift-v2'])(
    'say the same of %s when each walks the rows by itself',
    async (name) => {
      const shipped = await readExchange(name, builtIns());
      let reached = 0;
      for (let run = 0; run < 30; run++) {
        const trial = trialOf(shipped, 5, run);
        const together = verdictsOf(ofRows, trial);
        expect(toldAlike(together)).toEqual(toldAlike(verdictsOf(ofRows.map(whole), trial)));
        reached += together.filter((verdict) => verdict.reached > 0).length;
      }
      expect(reached).toBeGreaterThan(300);
    },
  );

  it('are asked of rows of their kinds, in order, with what they remember since the step began', () => {
    const seen: string[][] = [];
    const asked = defineRowInvariant({
      ...head,
      id: 'XX1/seen',
      says: 'Rows are seen in order.',
      rows: {
        kinds: ['round', 'step'],
        begin: (): string[] => [],
        ask: ({ kind, step }, subject, kinds) => {
          expect(step).toBe(subject.step);
          return kinds.push(kind) > 0;
        },
        rest: (_, kinds) => {
          seen.push(kinds);
          return undefined;
        },
      },
    });
    const [verdict] = verdictsOf([asked], trialOf(venue, 1, 1));
    expect(verdict).toMatchObject({ status: 'held', reached: seen.flat().length });
    const steps = seen.filter((kinds) => kinds.length > 0);
    expect(steps.length).toBeGreaterThan(1);
    for (const [first, ...rounds] of steps)
      expect([first, ...new Set(rounds)].slice(0, 2)).toEqual(['step', ...rounds.slice(0, 1)]);
  });

  it('end with the first that breaks, and are not asked again', () => {
    let asked = 0;
    const breaking = defineRowInvariant({
      ...head,
      id: 'XX2/breaks',
      says: 'No row is the third.',
      rows: {
        ask: ({ step }) => {
          asked += 1;
          return asked < 3 || { expected: 'no third row', found: `one in step ${step}` };
        },
        rest: () => ({ expected: 'not to be asked', found: 'asked' }),
      },
    });
    const [verdict] = verdictsOf([breaking], trialOf(venue, 1, 1));
    expect(verdict).toMatchObject({ status: 'broken', reached: 3, witness: { expected: 'no third row' }, step: 1 });
    expect(asked).toBe(3);
  });

  it('that look at rows there are not are refused, with the kinds there are', () => {
    const wrong = defineRowInvariant({
      ...head,
      id: 'XX3/wrong',
      says: 'Nothing.',
      rows: { kinds: ['fil'], ask: () => true },
    });
    expect(() => verdictsOf([wrong], trialOf(venue, 1, 1))).toThrow(
      /^XX3\/wrong looks at rows of kind "fil", and the kinds are .*fill/,
    );
  });
});

it('what a step comes to is made once, by the function that makes it', () => {
  const made: number[] = [];
  const make = ({ step }: { readonly step: number }): number => made.push(step);
  const asking = (id: `${string}/${string}`): Invariant =>
    defineInvariant({
      ...head,
      id,
      says: 'Asked twice.',
      over: 'step',
      holds: (subject) => {
        expect(subject.once(make)).toBe(made.length);
        expect(subject.once(({ step }) => -step)).toBe(-subject.step);
        return undefined;
      },
    });
  verdictsOf([asking('XX4/one'), asking('XX5/other')], trialOf(venue, 1, 1));
  expect(made.length).toBeGreaterThan(1);
  expect(new Set(made).size).toBeGreaterThanOrEqual(made.length - 1);
});
