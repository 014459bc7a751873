import type { AdlTrigger, CaseView, TriggerDecision } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { peakDrawdown, rollingAverageDrawdown } from '../../../../mechanisms/adl/index.ts';
import { caseView, legView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const [btc, eth] = ['BTC', 'ETH'].map((id, number) => marketView({ number, id })) as [
  ReturnType<typeof marketView>,
  ReturnType<typeof marketView>,
];
/** The venue at a moment: the balance of the fund of each market. */
const moment = (now: number, balance: number, other = 1_000_000, opening = 400_000) =>
  venueView({
    now,
    markets: [btc, eth],
    pools: [
      poolView({ name: 'insurance/BTC', account: 900, equity: balance, opening }),
      poolView({ name: 'insurance/ETH', account: 901, equity: other, opening: 1_000_000 }),
    ],
  });
const solvent = caseView({
  id: 1,
  equity: 8,
  legs: [legView(btc, 10, { equity: 4 }), legView(eth, -3, { equity: 4 })],
});
const held = caseView({ id: 2, kind: 'inventory', subject: 900, legs: [legView(btc, 5)] });
const push = (...needs: readonly object[]) => ({ on: true, needs: needs.map((need) => ({ in: 'lots', ...need })) });
const idle = push({ market: 0, amount: 0 });

/** A trigger over time: it sees each balance, then decides for these cases. */
const over = (trigger: AdlTrigger<never, never>, input: object = {}) => {
  const params = paramsOf(trigger as never, input as never) as never;
  const state = trigger.initial?.(params) as never;
  return {
    state: state as unknown,
    sees: (view: ReturnType<typeof moment>) => trigger.observe?.(view, params, state),
    decides: (view: ReturnType<typeof moment>, cases: readonly CaseView[] = []): TriggerDecision =>
      trigger.decide(view, cases, params, state),
  };
};
const peak = (input?: object) => over(peakDrawdown as never, input);
const average = (input?: object) => over(rollingAverageDrawdown as never, input);

describe('peak-drawdown', () => {
  test('starts at 30 % below the peak, stays on above the stop, and stops below it', () => {
    const fund = peak();
    for (const [i, balance] of [1_000_000, 1_200_000, 900_000].entries()) fund.sees(moment(60 * i, balance));
    expect(fund.decides(moment(180, 840_001))).toBe('off');
    expect(fund.decides(moment(180, 840_000))).toEqual(idle);
    // Between the two bounds it depends on where one comes from.
    expect(fund.decides(moment(240, 900_000))).toEqual(idle);
    expect(fund.decides(moment(300, 900_001))).toBe('off');
    expect(fund.decides(moment(360, 900_000))).toBe('off');
  });

  // Bitget: from 30 % below the peak until the fund is back at 90 %, read as 90 % of the peak.
  test('may go on until the fund is back at 90 % of its peak', () => {
    const fund = peak({ stop: '0.1' });
    fund.sees(moment(0, 1_000_000));
    expect(fund.decides(moment(60, 700_001))).toBe('off');
    expect(fund.decides(moment(60, 700_000))).toEqual(idle);
    expect(fund.decides(moment(120, 900_000))).toEqual(idle);
    expect(fund.decides(moment(180, 900_001))).toBe('off');
  });

  test('pushes all of its markets, accounts and inventory, and leaves the markets of other funds alone', () => {
    const fund = peak();
    fund.sees(moment(0, 1_000_000));
    const down = moment(60, 500_000);
    expect(fund.decides(down, [solvent])).toEqual(push({ market: 0, amount: 10 }));
    expect(fund.decides(down, [solvent, held])).toEqual(push({ market: 0, amount: 15 }));
    const kept = peak({ inventory: false });
    kept.sees(moment(0, 1_000_000));
    expect(kept.decides(down, [held, solvent])).toEqual(push({ market: 0, amount: 10, case: 1 }));
  });

  test('forgets a peak that is 8 hours old', () => {
    const fund = peak();
    fund.sees(moment(0, 1_000_000));
    fund.sees(moment(8 * 3600, 600_000));
    expect(fund.decides(moment(8 * 3600, 600_000))).toBe('off');
  });

  test('an empty fund is on, whatever its peak, until it has money again', () => {
    const fund = peak();
    expect(fund.decides(moment(0, 0))).toEqual(idle);
    expect(fund.decides(moment(60, -5))).toEqual(idle);
    expect(fund.decides(moment(120, 1))).toBe('off');
  });
});

describe.each([
  ['peak-drawdown', peak],
  ['rolling-average-drawdown', average],
])('%s of a fund at its best', (_, rule) => {
  const bankrupt = (loss: number) =>
    caseView({ id: 3, equity: 0 - loss, legs: [legView(btc, 10, { equity: 0 - loss }), legView(eth, 2)] });

  test('is on for a market where it cannot pay for a position, and leaves its own holdings and other markets alone', () => {
    const fund = rule();
    const rich = moment(0, 400_000);
    fund.sees(rich);
    expect(fund.decides(rich, [bankrupt(400_000), held])).toBe('off');
    expect(fund.decides(rich, [bankrupt(400_001)])).toEqual(push({ market: 0, amount: 10 }));
    expect(fund.decides(rich, [bankrupt(400_001), solvent, held])).toEqual(
      push({ market: 0, amount: 10, case: 3 }, { market: 0, amount: 10, case: 1 }),
    );
    expect(fund.decides(rich, [solvent, held])).toBe('off');
  });
});

test('peak-drawdown refuses a stop beyond its start', () => {
  expect(() => paramsOf(peakDrawdown, { stop: '0.9' })).toThrow(/stop is 9\/10, above drawdown with 3\/10/);
  expect(() => paramsOf(peakDrawdown, { stop: '0.3' })).not.toThrow();
  expect(() => paramsOf(peakDrawdown, { stop: '1.5' })).toThrow(/out of range/);
  expect(() => paramsOf(peakDrawdown, { window: '0s' })).toThrow(/0s is out of range; a duration here is at least 1ms/);
});

describe('rolling-average-drawdown', () => {
  // https://ukcamo.com/4352.html: an average of 400k; the fund starts ADL below 280k.
  test('starts below the average less 30 %', () => {
    const fund = average();
    fund.sees(moment(0, 400_000));
    expect(fund.decides(moment(60, 280_000))).toBe('off');
    expect(fund.decides(moment(60, 279_999), [solvent])).toEqual(push({ market: 0, amount: 10 }));
  });

  // Of 400,001 30 % are 120,000.3 and 25 % 100,000.25: a fall of 120,001 starts it, one of 100,000 ends it.
  test('starts and stops at the first whole unit beyond a bound that is none', () => {
    const fund = average({ least: '0' });
    const at = (fall: number) => moment(60, 400_001 - fall, 1_000_000, 400_001);
    fund.sees(moment(0, 400_001, 1_000_000, 400_001));
    expect(fund.decides(at(120_000))).toBe('off');
    expect(fund.decides(at(120_001))).toEqual(idle);
    expect(fund.decides(at(100_001))).toEqual(idle);
    expect(fund.decides(at(100_000))).toBe('off');
  });

  test('stays on until less than 25 % are missing', () => {
    const fund = average();
    fund.sees(moment(0, 400_000));
    expect(fund.decides(moment(60, 200_000))).toEqual(idle);
    expect(fund.decides(moment(120, 300_000))).toEqual(idle);
    expect(fund.decides(moment(180, 300_001))).toBe('off');
    expect(fund.decides(moment(240, 280_000))).toBe('off');
  });

  test('lets a small fund lose 50,000, and any fund all it has', () => {
    const small = (balance: number) => moment(60, balance, 1_000_000, 100_000);
    const fund = average();
    fund.sees(moment(0, 100_000, 1_000_000, 100_000));
    expect(fund.decides(small(50_000))).toBe('off');
    expect(fund.decides(small(49_999))).toEqual(idle);
    const tiny = average();
    tiny.sees(moment(0, 40_000, 1_000_000, 40_000));
    expect(tiny.decides(moment(60, 1, 1_000_000, 40_000))).toBe('off');
    expect(tiny.decides(moment(60, 0, 1_000_000, 40_000))).toEqual(idle);
  });

  test('averages over the window, the time before the run at the opening balance', () => {
    // Ten minutes of samples; after four of them at 200k the mean is (6 x 400k + 4 x 200k) / 10 = 320k.
    const fund = average({ window: '10m', least: '0', drawdown: '0.5' });
    for (const minute of [0, 1, 2, 3]) fund.sees(moment(60 * minute, 200_000));
    expect(fund.decides(moment(240, 160_000))).toBe('off');
    expect(fund.decides(moment(240, 159_999))).toEqual(idle);
    // A window later the opening is forgotten.
    for (let minute = 4; minute < 10; minute++) fund.sees(moment(60 * minute, 200_000));
    expect(fund.decides(moment(600, 150_000))).toBe('off');
    expect(fund.decides(moment(600, 99_999))).toEqual(idle);
  });

  test('takes one sample an interval, and keeps no more than the window has', () => {
    const fund = average({ window: '5m' });
    for (let now = 0; now < 3_600; now += 10) fund.sees(moment(now, 400_000 - now));
    const { balance } = fund.state as { balance: Record<string, { samples: unknown[] }> };
    expect(balance['insurance/BTC']?.samples).toHaveLength(5);
    expect(JSON.parse(JSON.stringify(fund.state))).toEqual(fund.state);
  });

  test('counts the gains to charge where the layer settles in gains', () => {
    const fund = average({ in: 'gain' });
    const flat = caseView({ id: 3, equity: -70, held: [{ market: btc, side: 1, maintenance: 1 }] });
    expect(fund.decides(moment(60, 0), [flat])).toEqual({
      on: true,
      needs: [{ in: 'gain', market: 0, amount: 70, case: 3 }],
    });
  });
});
