import { describe, expect, test } from 'vitest';
import { waterfallExhausted as trigger } from '../../../../mechanisms/adl/index.ts';
import {
  accountView,
  caseView,
  heldView,
  legView,
  marketView,
  paramsOf,
  poolView,
  venueView,
} from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC' });
/** A clearing house: own tranche, and members with a deposit and what they can be assessed. */
const house = (tranche: number, ...members: readonly (readonly [deposit: number, commitment: number])[]) =>
  venueView({
    markets: [btc],
    pools: [poolView({ name: 'house', equity: tranche })],
    accounts: members.map(([equity, commitment], i) => accountView(10 + i, { kind: 'member', equity, commitment })),
  });
const defaulted = caseView({ id: 1, equity: 5, legs: [legView(btc, 10)] });
const held = caseView({ id: 2, kind: 'inventory', subject: 900, legs: [legView(btc, 4)] });
const push = { on: true, needs: [{ in: 'lots', market: 0, amount: 10 }] };
const params = paramsOf(trigger, { pool: 'house' });

describe('waterfall-exhausted', () => {
  test('starts when tranche, deposits and assessments are all used up', () => {
    const decide = (view: ReturnType<typeof house>) => trigger.decide(view, [defaulted], params, { on: false });
    expect(decide(house(1, [0, 0], [0, 0]))).toBe('off');
    expect(decide(house(0, [1, 0], [0, 0]))).toBe('off');
    expect(decide(house(0, [0, 0], [0, 1]))).toBe('off');
    expect(decide(house(0, [0, 0], [-7, 0]))).toEqual(push);
  });

  test('a member in default has nothing to give', () => {
    const view = venueView({
      markets: [btc],
      accounts: [accountView(10, { kind: 'member', equity: 50, commitment: 90, inCase: true })],
    });
    expect(trigger.decide(view, [defaulted], params, { on: false })).toEqual(push);
  });

  test('can leave assessments to later', () => {
    const funded = paramsOf(trigger, { pool: 'house', assessments: false });
    expect(trigger.decide(house(0, [0, 90]), [defaulted], funded, { on: false })).toEqual(push);
  });

  test('starts at what is to be left, and stops only once that much more is there again', () => {
    const rule = paramsOf(trigger, { pool: 'house', left: '100', rebuilt: '50' });
    const state = { on: false };
    const decide = (tranche: number) => trigger.decide(house(tranche), [defaulted], rule, state);
    expect(decide(101)).toBe('off');
    expect(decide(100)).toEqual(push);
    expect(decide(150)).toEqual(push);
    expect(decide(151)).toBe('off');
    expect(decide(150)).toBe('off');
  });

  test('counts what is owed where the layer settles in gains, and leaves what a pool took over alone', () => {
    const gains = paramsOf(trigger, { pool: 'house', in: 'gain' });
    const flat = caseView({ id: 3, equity: -20, held: [heldView(btc, 1)] });
    expect(trigger.decide(house(0), [flat], gains, { on: false })).toEqual({
      on: true,
      needs: [{ in: 'gain', market: 0, amount: 20, case: 3 }],
    });
    expect(trigger.decide(house(0), [held], params, { on: false })).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 0 }],
    });
  });
});
