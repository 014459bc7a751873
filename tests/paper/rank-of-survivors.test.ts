import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greedyQueue, integerProRata } from '../../mechanisms/adl/index.ts';
import { endowments, give, sum, survivors } from './published.ts';

/*
 * Printed (section on fairness, thm:unique-pro-rata): capped pro-rata, h_i = min(eta, cap_i), keeps the order of endowments: w_i >= w_j
 * implies (1 - h_i) w_i >= (1 - h_j) w_j.
 *
 * True where no account has a higher cap than a smaller one, equal caps among them. With any caps it fails: who is capped
 * lower overtakes.
 */
interface Capped {
  readonly w: number;
  readonly cap: number;
}

/** What is left of each endowment when a budget is raised. */
const left = (list: readonly Capped[], need: number): number[] =>
  survivors(
    list.map(({ w }) => w),
    give(
      integerProRata,
      need,
      list.map(({ w, cap }) => ({ claim: w, limit: w * cap })),
    ),
  );

//          w     cap    gives, eta = .5   left
//   1     10      1            5            5
//   2      9      0            0            9
test('refuted: capped pro-rata keeps the order of accounts', () => {
  const accounts = [
    { w: 10, cap: 1 },
    { w: 9, cap: 0 },
  ];
  expect(left(accounts, 5)).toEqual([5, 9]);
});

test('true where larger accounts are capped no higher than smaller ones', () => {
  const account = fc.record({
    w: fc.integer({ min: 1, max: 1000 }),
    cap: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(account, { minLength: 2, maxLength: 10 }), share, (list, part) => {
      const caps = list.map((one) => one.cap).sort((a, b) => a - b);
      const sorted = list
        .map((one) => one.w)
        .sort((a, b) => b - a)
        .map((w, i) => ({ w, cap: caps[i] as number }));
      const kept = left(sorted, part * sum(sorted.map(({ w, cap }) => w * cap)));
      // To the millionth that whole units leave of each.
      kept.forEach((x, i) => {
        if (i > 0) expect(x).toBeLessThanOrEqual((kept[i - 1] as number) + 2.1e-6);
      });
    }),
  );
});

// Printed beside it, and true: a queue turns the order round.
test('a queue puts the largest behind the next', () => {
  expect(survivors([10, 9], give(greedyQueue, 5, endowments([10, 9])))).toEqual([5, 9]);
});
