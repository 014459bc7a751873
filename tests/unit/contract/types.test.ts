import { expect, expectTypeOf, test } from 'vitest';
import {
  amount,
  defineAdlAllocation,
  defineAdlRanking,
  defineLiquidation,
  type Mechanism,
  pass,
  type Ratio,
  ratio,
  waitUntil,
  z,
} from '../../../src/index.ts';

const head = { name: 'mine', summary: 'A rule.', source: 'tests' };

test('parameters and views reach a decision with their types, and wrong answers do not fit', () => {
  const ranking = defineAdlRanking({
    ...head,
    params: z.strictObject({ floor: amount().prefault('1'), share: ratio().prefault('1/2') }),
    score: (candidate, params) => {
      expectTypeOf(candidate.profit).toEqualTypeOf<number>();
      expectTypeOf(params.floor).toEqualTypeOf<number>();
      expectTypeOf(params.share).toEqualTypeOf<Ratio>();
      expectTypeOf(candidate).not.toHaveProperty('profits');
      return candidate.profitRatio;
    },
  });
  expectTypeOf(ranking).toExtend<Mechanism>();
  expectTypeOf<() => string>().not.toExtend<NonNullable<typeof ranking.score>>();
  expect(ranking.slot).toBe('adl.ranking');
});

test('a layer answers with actions, pass or a wait, and an allocation with a column', () => {
  const layer = defineLiquidation({
    ...head,
    params: z.strictObject({}),
    takesLots: true,
    next: (subject) => (subject.legs.length === 0 ? pass : [{ do: 'order', market: 0, lots: 1, timeInForce: 'ioc' }]),
  });
  expectTypeOf<() => typeof pass>().toExtend<typeof layer.next>();
  expectTypeOf<() => ReturnType<typeof waitUntil>>().toExtend<typeof layer.next>();
  expectTypeOf<() => 'stop'>().not.toExtend<typeof layer.next>();
  expectTypeOf<() => Promise<typeof pass>>().not.toExtend<typeof layer.next>();
  expectTypeOf<() => { do: 'mint' }[]>().not.toExtend<typeof layer.next>();
  const allocation = defineAdlAllocation({
    ...head,
    params: z.strictObject({}),
    allocate: ({ n }) => new Float64Array(n),
  });
  expectTypeOf<() => number[]>().not.toExtend<typeof allocation.allocate>();
  expect(waitUntil(30)).toEqual({ wait: 30 });
});
