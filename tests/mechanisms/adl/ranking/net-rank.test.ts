import { expect, test } from 'vitest';
import { netRank } from '../../../../mechanisms/adl/index.ts';
import { candidateView, marketView, paramsOf } from '../../../fixtures/views.ts';

const eth = marketView({ mark: 10, beta: 1.25 });
const score = (given: Parameters<typeof candidateView>[0], scope: 'account' | 'venue' = 'account'): number =>
  netRank.score?.(candidateView({ market: eth, ...given }), paramsOf(netRank, { scope }), 0) ?? Number.NaN;

//                             ETH at 10, beta 1.25        rest of the book      net, as it wins
//   plain                     short 100   -1,250                                          1,250
//   hedged in part            short 200   -2,500          +1,500                          1,000
//   hedged                    short 400   -5,000          +5,000                              0
//   net on the other side     short 100   -1,250          +2,000                           -750
test('ranks by what is left of a book, in units of the common factor', () => {
  const scores = [
    score({ lots: -100, netExposureRatio: 1 }),
    score({ lots: -200, netExposureRatio: 0.4 }),
    score({ lots: -400, netExposureRatio: 0 }),
    score({ lots: -100, netExposureRatio: -0.6 }),
  ];
  expect(scores).toEqual([1250, 1000, 0, -750]);
});

test('weighs nobody below zero', () => {
  const params = paramsOf(netRank);
  const weigh = (netExposureRatio: number) =>
    netRank.weigh?.(candidateView({ market: eth, lots: 100, netExposureRatio }), params);
  expect([weigh(0.4), weigh(-0.6)]).toEqual([500, 0]);
});

test('sees one account, or all of an owner', () => {
  const split = { lots: -100, netExposureRatio: 1, ownerNetExposureRatio: 0 };
  expect([score(split), score(split, 'venue')]).toEqual([1250, 0]);
});
