import { describe, expect, test } from 'vitest';
import { sqrtParticipationMargin as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof margin.params>>[1];
const terms: Input = { markets: { BTC: { base: '0.1', risk: '1', dailyVolume: '100000' } } };
const schedule = (input = terms, market = marketView()) => margin.schedule(market, paramsOf(margin, input));

/*
 * BIM 10 %, RP 1, 100,000 BTC a day; a lot is a coin. 300,000 of notional.
 *
 *      size     CoH    IM = max(BIM, RP x sqrt(CoH))    MM = 2/3 IM    close-out = max(1/3 IM, MM - 12 %)
 *       400    0.4 %    10 %      30,000                20,000         10,000
 *     1,000    1   %    10 %      30,000                20,000         10,000
 *     4,000    4   %    20 %      60,000                40,000         20,000
 *    36,000   36   %    60 %     180,000               120,000         84,000     (28 % > 20 %)
 *   100,000  100   %   100 %     300,000               200,000        164,000
 *   400,000  400   %   200 %, bounded at the whole     200,000        164,000
 */
test.each([
  [400, 30_000, 20_000, 10_000],
  [1_000, 30_000, 20_000, 10_000],
  [4_000, 60_000, 40_000, 20_000],
  [36_000, 180_000, 120_000, 84_000],
  [100_000, 300_000, 200_000, 164_000],
  [400_000, 300_000, 200_000, 164_000],
])('a position of %i coins', (size, initial, maintenance, closeOut) => {
  const { initial: im, maintenance: mm, closeOut: com } = schedule();
  for (const lots of [size, -size])
    expect([im(300_000, lots), mm(300_000, lots), com?.(300_000, lots)]).toEqual([initial, maintenance, closeOut]);
});

test('rounds the rate of initial margin up to a millionth, and each amount up once', () => {
  // sqrt(2 %) = 0.14142135...: 141,422 millionths.
  const { initial, maintenance, closeOut } = schedule();
  expect(initial(1_000_000, 2_000)).toBe(141_422);
  expect(maintenance(1_000_000, 2_000)).toBe(94_282);
  expect(maintenance(1_000_000_000, 2_000)).toBe(94_281_334);
  expect(closeOut?.(1_000_000_000, 2_000)).toBe(47_140_667);
});

test('counts size in coins, whatever a lot and a tick are', () => {
  // Ticks of 0.1 and units of 0.0001: a lot that is worth one unit a tick is 0.001 BTC, and 4,000 BTC are 4 million lots.
  const market = marketView({ tick: 0.1, decimals: 4 });
  expect(schedule(terms, market).initial(300_000, 4_000_000)).toBe(60_000);
});

test('counts the size of an inverse market in quote currency', () => {
  // A face of 1,000,000 at ticks of 0.01 and units of 0.001 is for 10 dollars: 400 lots are 4 % of 100,000 dollars a day.
  const market = marketView({ kind: 'inverse', tick: 0.01, decimals: 3 });
  expect(schedule(terms, market).initial(300_000, 400)).toBe(60_000);
});

test('bounds its slope by maintenance of the whole notional', () => {
  expect(schedule().slopePerMillion).toBe(666_667);
});

describe('bad terms', () => {
  test('are refused with their range', () => {
    const issues = (input: unknown) => margin.params.safeParse(input).error?.issues.map(({ message }) => message);
    expect(issues({ markets: { BTC: { dailyVolume: '0' } } })).toEqual([
      'a market without volume has no such margin; the quantity is above 0',
    ]);
    expect(issues({ maintenance: '0.1234567' })).toEqual([
      'a share here has at most six decimals, or a denominator of at most 1000000',
    ]);
    expect(issues({ closeOutWithin: '1.5' })).toEqual(['1.5 is out of range; a ratio here is between 0 and 1']);
  });

  test('of levels that cross are refused', () => {
    expect(() => schedule({ ...terms, closeOut: '0.7' })).toThrow(
      'close-out margin is 7/10 of initial margin, above maintenance at 2/3',
    );
  });
});
