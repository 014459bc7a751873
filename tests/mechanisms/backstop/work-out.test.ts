import { expect, test } from 'vitest';
import { emptyInventory, workOut } from '../../../mechanisms/backstop/work-out.ts';
import { caseView, legView, marketView, outcomeOf, venueView } from '../../fixtures/views.ts';

const btc = marketView();
const params = { workOver: 10, slippage: { n: 1, d: 20 } };
const inventory = (lots: number) => caseView({ kind: 'inventory', legs: lots === 0 ? [] : [legView(btc, lots)] });

/** Lots sold each step when the book takes all, or takes nothing in some steps. */
const paced = (
  start: number,
  steps: number,
  given: { stepSeconds?: number; add?: Record<number, number> } = {},
): number[] => {
  const state = emptyInventory();
  const sold: number[] = [];
  let lots = start;
  for (let step = 0; step < steps; step++) {
    lots += given.add?.[step] ?? 0;
    const answer = workOut(
      inventory(lots),
      venueView({ stepSeconds: given.stepSeconds ?? 1 }),
      params,
      state,
      undefined,
    );
    const order = typeof answer === 'object' && !('wait' in answer) ? answer[0] : undefined;
    const part = order?.do === 'order' ? order.lots : 0;
    sold.push(part);
    lots -= part;
  }
  return sold;
};

test('sells an inventory evenly over the time, and is then done', () => {
  expect(paced(100, 11)).toEqual([...Array(10).fill(10), 0]);
  expect(paced(-100, 2)).toEqual([-10, -10]);
});

test('rounds the pace up, so that it ends in time', () => {
  const sold = paced(95, 10);
  expect(sold).toEqual([...Array(9).fill(10), 5]);
});

test('is faster when something is added', () => {
  expect(paced(100, 4, { add: { 2: 200 } })).toEqual([10, 10, 28, 28]);
});

test('sells everything at once in a step that is longer than the time', () => {
  expect(paced(100, 1, { stepSeconds: 60 })).toEqual([100]);
});

test('limits its orders at a distance from mark, and asks once a step', () => {
  const view = venueView();
  expect(workOut(inventory(-100), view, params, emptyInventory(), undefined)).toEqual([
    { do: 'order', market: 0, lots: -10, limit: 105, timeInForce: 'ioc' },
  ]);
  expect(workOut(inventory(-90), view, params, emptyInventory(), outcomeOf({ do: 'order', lots: -10 }))).toBe('pass');
});
