import { expect, test } from 'vitest';
import { type HedgedBook, play } from '../properties/hedges/random-hedgers.ts';

// An owner's long and short of A in two accounts were legs of a hedge to joint close: the long had to be sold for each lot that was cut,
// nobody bids for A while it crashes, and so the owner was left out of ADL.
test('a pair in the market of the cut needs no second leg, and spares nobody', () => {
  const book = (pair: number): HedgedBook => ({
    shorts: [
      { lots: 10, hedge: [8, 0], accounts: 1, more: [pair, -pair].map((lots) => ({ lots, money: 1e6 })) },
      { lots: 10, hedge: [0, 0], accounts: 1 },
    ],
    fails: 10,
    marks: [80, 100, 100],
    proRata: false,
  });
  const cut = [0, 5].map((pair) => play(book(pair), { use: 'joint-close', scope: 'venue' }).cut);
  expect(cut).toEqual([
    [10, 0],
    [10, 0],
  ]);
});
