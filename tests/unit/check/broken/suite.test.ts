import { describe, expect, it } from 'vitest';
import { invariants } from '../../../../specs/invariants/index.ts';
import { askSuite, type Examination, type Finding, suiteOf, type Trial } from '../../../../src/check/index.ts';

const trial = { scenario: { accounts: [{}, {}] } } as unknown as Trial;
const finding = (id: string, status: Finding['status'], runs: number): Finding => ({
  id,
  says: '',
  scope: 'universal',
  status,
  runs,
  reached: runs,
  ...(status === 'broken' ? { counterexample: { trial, run: 3, witness: { expected: 0, found: 1 } } } : {}),
});
const examined = (...findings: readonly Finding[]): Examination => ({ runs: 200, findings }) as unknown as Examination;
const HELD = 'CS1/value-conservation';
const asked = (one: Examination, faults: { name: string; caughtBy?: string }[] = [], found = true) =>
  Object.fromEntries(
    askSuite(
      suiteOf(one, invariants, faults, () => (found ? { expected: 0, found: 1 } : undefined)),
      invariants,
    ).map(({ id, status, witness }) => [id.slice(0, 3), witness ?? status]),
  );

describe('the suite asked about itself', () => {
  it('is fine when all was reached, caught and replays', () => {
    const one = examined(
      finding(HELD, 'held', 2),
      finding('AF3/no-flip', 'not-applicable', 0),
      finding('DT2/replay', 'broken', 1),
    );
    expect(asked(one, [{ name: 'same side', caughtBy: 'AF1' }])).toEqual({
      TQ1: 'held',
      TQ2: 'held',
      TQ3: 'held',
      TQ4: 'held',
    });
  });

  it('names what was reached too rarely', () => {
    expect(asked(examined(finding(HELD, 'held', 1))).TQ1).toEqual({
      who: HELD,
      expected: 'reached in at least 2 of 200 runs',
      found: 1,
    });
  });

  it('names a fault that nothing catches', () => {
    expect(asked(examined(), [{ name: 'same side' }])).toMatchObject({
      TQ2: { who: 'same side', found: 'none' },
      TQ3: 'not-tried',
    });
  });

  it('names a counterexample that does not break again', () => {
    expect(asked(examined(finding(HELD, 'broken', 5)), [], false).TQ3).toMatchObject({
      who: HELD,
      found: '2 accounts, run 3',
    });
  });

  it('names a property that held without a run', () => {
    expect(asked(examined(finding(HELD, 'held', 0))).TQ4).toMatchObject({ who: HELD, found: 'random, 0 runs' });
  });
});
