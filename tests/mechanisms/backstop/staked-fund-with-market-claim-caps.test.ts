import { describe, expect, test } from 'vitest';
import { stakedFundWithMarketClaimCaps as backstop } from '../../../mechanisms/backstop/index.ts';
import {
  caseView,
  firstState,
  heldView,
  marketView,
  outcomeOf,
  paramsOf,
  poolView,
  venueView,
} from '../../fixtures/views.ts';

const markets = [marketView(), marketView({ number: 1, id: 'ETH' })];
const params = paramsOf(backstop, { claim: '100', claims: { ETH: '10' } });
const venue = (cash: number) => venueView({ markets, pools: [poolView({ name: 'insurance', cash })] });
const owes = (deficit: number, ...weights: [number, number][]) =>
  caseView({
    equity: -deficit,
    held: weights.map(([market, maintenance]) => heldView(markets[market] ?? marketView(), 1, maintenance)),
  });
const pays = (state: ReturnType<typeof firstState>, subject: ReturnType<typeof owes>, cash = 1000) => {
  const answer = backstop.next(subject, venue(cash), params, state as never, undefined);
  return answer === 'pass' || 'wait' in answer ? [] : answer.map((one) => (one.do === 'pay' ? one.amount : Number.NaN));
};
const fresh = () => firstState(backstop, params);

describe('a payment', () => {
  // min(loss, vault - 1, claim left), as resolve_perp_bankruptcy has it.
  test.each([
    [30, 1000, [30]],
    [300, 1000, [100]],
    [30, 21, [20]],
    [30, 1, []],
    [30, 0, []],
  ])('of a loss of %i from a fund of %i', (loss, cash, paid) => {
    expect(pays(fresh(), owes(loss, [0, 1]), cash)).toEqual(paid);
  });

  test('uses up the claim of its market, over all cases', () => {
    const state = fresh();
    expect(pays(state, owes(70, [0, 1]))).toEqual([70]);
    expect(pays(state, owes(70, [0, 1]))).toEqual([30]);
    expect(pays(state, owes(70, [0, 1]))).toEqual([]);
    expect(pays(state, owes(70, [1, 1]))).toEqual([10]);
  });

  test('is split over the markets by maintenance, each with its own claim', () => {
    expect(pays(fresh(), owes(80, [0, 3], [1, 1]))).toEqual([60, 10]);
    // Together no more than the fund has, less the unit that stays.
    expect(pays(fresh(), owes(80, [0, 3], [1, 1]), 66)).toEqual([60, 5]);
  });
});

test('passes while there are lots, and once it has answered', () => {
  expect(pays(fresh(), caseView({ equity: 0 }))).toEqual([]);
  const answer = backstop.next(owes(5, [0, 1]), venue(9), params, fresh() as never, outcomeOf({ do: 'pay', lots: 0 }));
  expect(answer).toBe('pass');
});
