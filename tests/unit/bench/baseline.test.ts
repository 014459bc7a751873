import { describe, expect, it } from 'vitest';
import {
  type Baseline,
  baselineOf,
  better,
  compare,
  FAILING,
  fails,
  judged,
  missing,
  NOISE,
  told,
} from '../../bench/kit/baseline.ts';
import { peer, result } from './results.ts';

const baseline: Baseline = { 'adding n=1000': { digest: 'abc', ratios: { bigint: 3 } } };
const now = (ratio: number, over = {}) => result({ digest: 'abc', peers: { bigint: peer(ratio, over) } });

describe('compared with what is committed', () => {
  it.each([2.01, 3, 30])('a ratio of %d in place of 3 is not worse by more than half', (ratio) => {
    expect(compare(baseline, [now(ratio)])).toEqual([]);
  });

  it('a ratio of 1.99 in place of 3 is, and both figures are told', () => {
    const found = compare(baseline, [now(1.99)]);
    expect(found.map(told)).toEqual(['adding n=1000: bigint took 3 x our time, and takes 1.99 x']);
  });

  it('a ratio fails from so many times worse on, all else at once', () => {
    const failing = (...results: Parameters<typeof compare>[1]) => compare(baseline, results).some(fails);
    expect(failing(now(3 / FAILING + 0.01))).toBe(false);
    expect(failing(now(3 / FAILING - 0.01))).toBe(true);
    expect(failing({ ...now(30), digest: 'def' })).toBe(true);
    expect(missing(baseline, [], ['adding']).some(fails)).toBe(true);
  });

  it('the least of the rounds counts, not their median', () => {
    expect(compare(baseline, [now(1, { best: 3 })])).toEqual([]);
    expect(compare(baseline, [now(3, { best: 1 })])).toHaveLength(1);
  });

  it('rounds that lie too far apart say nothing', () => {
    expect(compare(baseline, [now(1, { spread: NOISE + 0.01 })])).toEqual([]);
    expect(compare(baseline, [{ ...now(1), spread: NOISE + 0.01 }])).toEqual([]);
    expect(compare(baseline, [now(1, { spread: NOISE })])).toHaveLength(1);
  });

  it('a limit is held to nothing', () => {
    const peers = { bigint: peer(3), scan: peer(0.001, { limit: true }) };
    expect(compare(baseline, [result({ digest: 'abc', peers })])).toEqual([]);
  });

  it('so is a peer at another size', () => {
    const peers = { bigint: peer(3), 'bigint, 10 numbers': peer(0.001, { aside: true }) };
    expect(compare(baseline, [result({ digest: 'abc', peers })])).toEqual([]);
  });

  it('a peer that is gone is told', () => {
    expect(compare(baseline, [result({ digest: 'abc', peers: {} })]).map(told)).toEqual([
      'adding n=1000: bigint is committed, and was not measured',
    ]);
  });

  it('a result that is gone is told, when its benchmark was run', () => {
    const lines = (...benches: string[]) => missing(baseline, [], benches).map(told);
    expect(lines('adding')).toEqual(['adding n=1000: it is committed, and was not measured']);
    expect(lines('add')).toEqual([]);
    expect(missing({ ...baseline, 'retired/x n=1': { ratios: {} } }, [now(3)])).toHaveLength(1);
    expect(missing(baseline, [now(3)])).toEqual([]);
  });

  it('another hash is told, however fast, and so is one that is gone', () => {
    expect(compare(baseline, [{ ...now(30), digest: 'def' }]).map(told)).toEqual([
      'adding n=1000: what it computes has changed, its hash was abc and is def',
    ]);
    expect(compare(baseline, [result()]).map(told)).toEqual([
      'adding n=1000: what it computes has changed, its hash was abc and is none',
    ]);
  });

  it('a result, or a peer, that nothing is committed for is told', () => {
    expect(compare(baseline, [result({ n: 7 })]).map(told)).toEqual(['adding n=7: nothing is committed for it']);
    const peers = { bigint: peer(3), 'decimal.js': peer(200) };
    expect(compare(baseline, [result({ digest: 'abc', peers })])).toHaveLength(1);
  });
});

it('of two runs the better ratio of each peer stands, and what one of them lacks is left out', () => {
  const first = result({ peers: { a: peer(5), b: peer(1), c: peer(1) } });
  const later = result({ peers: { a: peer(2), b: peer(4) } });
  const [best] = better([first, result({ n: 7 })], [later, result({ n: 8 })]);
  expect(Object.entries(best?.peers ?? {}).map(([name, { ratio }]) => [name, ratio])).toEqual([
    ['a', 5],
    ['b', 4],
  ]);
  expect(better([first, result({ n: 7 })], [later, result({ n: 8 })])).toHaveLength(1);
});

describe('of several tries', () => {
  it('one good ratio is enough', () => {
    expect(judged(baseline, [[now(1)], [now(3)]]).findings).toEqual([]);
    expect(judged(baseline, [[now(1)], [now(1.5)]]).findings).toMatchObject([{ what: 'ratio', now: 1.5 }]);
  });

  it.each([
    ['first', [[{ ...now(3), digest: 'def' }], [now(3)]]],
    ['last', [[now(1)], [{ ...now(3), digest: 'def' }]]],
  ])('a wrong hash in the %s one fails', (_, tries) => {
    expect(judged(baseline, tries).findings.map(told)).toEqual([
      'adding n=1000: it computes different things from try to try',
      'adding n=1000: what it computes has changed, its hash was abc and is def',
    ]);
  });

  it('the same finding is told once', () => {
    const wrong = { ...now(3), digest: 'def' };
    expect(judged(baseline, [[wrong], [wrong]]).findings).toHaveLength(1);
  });
});

describe('what is committed', () => {
  it('is the least ratio of several runs, without limits', () => {
    const runs = [2, 9, 3].map((ratio) => [
      result({ digest: 'abc', peers: { bigint: peer(ratio), scan: peer(1, { limit: true }) } }),
    ]);
    expect(baselineOf(runs)).toEqual({ 'adding n=1000': { digest: 'abc', ratios: { bigint: 2 } } });
  });

  it('is nothing when two runs compute different things', () => {
    expect(() => baselineOf([[result({ digest: 'a' })], [result({ digest: 'b' })]])).toThrow(
      'adding n=1000: two runs computed different things',
    );
  });
});
