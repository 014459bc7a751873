import { describe, expect, it } from 'vitest';
import { CHANGES, Dice, generateTrial, playTrial, type Trial } from '../../../src/check/index.ts';
import type { PairChange } from '../../../src/index.ts';
import { stream } from '../../../src/math/index.ts';
import { adl, design, testFund, testMargin, use } from '../../fixtures/exchange.ts';

const keyframes = (trial: Trial): Readonly<Record<string, readonly (readonly number[])[]>> =>
  (trial.scenario.shock.params as { markets: Record<string, number[][]> }).markets;

const market = (id: string) =>
  ({
    id,
    class: 'bitcoin',
    kind: 'linear',
    lot: '1',
    tick: '1',
    band: { floor: '1', cap: '1000' },
    open: 100,
    beta: 1,
    openInterest: 0,
    depthAtOnePercent: 0,
  }) as const;

/** Two who hold 10 lots against each other in A; one pays 5 in and bids for 2 lots at 98. */
const trial = (): Trial => {
  const exchange = design([adl()], { margin: use(testMargin(10_000)), funds: { fund: use(testFund(7)) } });
  const { scenario } = generateTrial(new Dice(new Uint32Array(500)), exchange);
  return {
    design: exchange,
    seed: 1,
    fundTotal: 50,
    scenario: {
      ...scenario,
      step: 10,
      duration: 20,
      assets: [{ name: 'USD', decimals: 0 }],
      markets: [market('A'), market('B')],
      shock: {
        ...scenario.shock,
        params: {
          ...(scenario.shock.params as object),
          markets: {
            A: [
              [0, 1],
              [10, 0.9],
              [20, 1.2],
            ],
            B: [[0, 1]],
          },
        },
      },
      accounts: [
        { name: 'long', kind: 'trader', deposit: { USD: '200' }, positions: [{ market: 'A', lots: 10, entry: '101' }] },
        {
          name: 'short',
          kind: 'trader',
          deposit: { USD: '200' },
          positions: [{ market: 'A', lots: -10, entry: '99' }],
        },
      ],
      events: [
        { at: 10, do: 'deposit', account: 'long', amount: '5' },
        { at: 10, do: 'place', account: 'long', market: 'A', lots: 2, limit: '98', timeInForce: 'gtc' },
      ],
    },
  };
};

const changedBy = (name: PairChange): NonNullable<ReturnType<NonNullable<ReturnType<typeof CHANGES.get>>['apply']>> => {
  const changed = CHANGES.get(name)?.apply(trial(), stream(1, 'test'), { tally: () => undefined, play: playTrial });
  if (changed === undefined) throw new Error(`${name} changed nothing`);
  return changed;
};

describe('the second trial of a pair', () => {
  it('has tenfold prices and money', () => {
    const { trial: second, factor } = changedBy('scale-price');
    expect(second).toMatchObject({
      fundTotal: 500,
      scenario: { markets: [{ open: 1000, band: { floor: '10', cap: '10000' } }, {}] },
    });
    expect(second.scenario.accounts[0]).toMatchObject({
      deposit: { USD: '2000' },
      positions: [{ lots: 10, entry: '1010' }],
    });
    expect(second.scenario.events).toMatchObject([{ amount: '50' }, { lots: 2, limit: '980' }]);
    expect(factor).toBe(10);
  });

  it('has tenfold sizes and money', () => {
    const { trial: second } = changedBy('scale-lots');
    expect(second.scenario.accounts[0]).toMatchObject({
      deposit: { USD: '2000' },
      positions: [{ lots: 100, entry: '101' }],
    });
    expect(second.scenario.events).toMatchObject([{ amount: '50' }, { lots: 20, limit: '98' }]);
    expect(second.fundTotal).toBe(500);
  });

  it('is a mirror', () => {
    const { trial: second } = changedBy('mirror');
    expect(keyframes(second)['A']).toEqual([
      [0, 1],
      [10, 1.1],
      [20, 0.8],
    ]);
    expect(second.scenario.accounts[0]).toMatchObject({ positions: [{ lots: -10, entry: '99' }] });
    expect(second.scenario.events[1]).toMatchObject({ lots: -2, limit: '102' });
  });

  it('moves half as far again, or in steps a fourth as long', () => {
    expect(keyframes(changedBy('bigger-move').trial)['A']).toEqual([
      [0, 1],
      [10, 0.85],
      [20, 1.3],
    ]);
    expect(changedBy('refine').trial.scenario.step).toBe(2.5);
  });

  it('has more money in one place', () => {
    const moneyOf = (name: PairChange): readonly string[] =>
      changedBy(name)
        .trial.scenario.accounts.map(({ deposit }) => deposit['USD'] as string)
        .sort();
    expect(moneyOf('nudge')).toEqual(['200', '201']);
    expect(moneyOf('more-collateral')).toEqual(['200', '500']);
    expect(moneyOf('without-defaulter')).toEqual(['1073742024', '200']);
    expect(changedBy('more-fund')).toMatchObject({ trial: { fundTotal: 200 }, factor: 150 });
  });

  it('has hedged accounts beside the others, and lots that sum to zero', () => {
    for (const name of ['hedged-twin', 'self-offset'] as const) {
      const { trial: second, changed = [], twins } = changedBy(name);
      const all = second.scenario.accounts.flatMap(({ positions }) => positions);
      for (const id of ['A', 'B'])
        expect(all.reduce((sum, one) => sum + (one.market === id ? one.lots : 0), 0)).toBe(0);
      expect(twins?.(changed[0] as string)).toHaveLength(name === 'hedged-twin' ? 2 : 3);
    }
  });

  it.each([...CHANGES.keys()])('of %s can be played, where there is one', (name) => {
    const changed = CHANGES.get(name)?.apply(trial(), stream(1, 'test'), { tally: () => undefined, play: playTrial });
    if (changed !== undefined) expect(playTrial(changed.trial, changed.play).done).toBeGreaterThan(0);
  });
});
