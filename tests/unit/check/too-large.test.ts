import { describe, expect, it } from 'vitest';
import { askTrial, playBatch, playTrial, storyOf, type Trial } from '../../../src/check/index.ts';
import { handWritten } from '../../../src/check/trials/hand-written.ts';
import { defineAdlTrigger, isBreakwaterError, mulDivFloor, z } from '../../../src/index.ts';
import { adl, design, use } from '../../fixtures/exchange.ts';

/*
 *             lots       entry   mark      profit, COIN      at 2 USD           at 20,000 USD
 *   long       300,000      25      26      300,000        600,000 USD    6,000,000,000 USD
 *   short     -300,000                                                   6e15 units, and twice that in the sums of both steps
 */
const trial: Trial = {
  design: design([adl()]),
  seed: 1,
  scenario: handWritten({
    name: 'too-large',
    summary: 'A price that grows beyond what amounts can hold.',
    step: 10,
    prices: [[25, 100, 100]],
    assets: [
      { name: 'USD', decimals: 6 },
      {
        name: 'COIN',
        decimals: 2,
        price: '2',
        path: [
          [0, 1],
          [10, 1],
          [20, 10_000],
        ],
      },
    ],
    markets: [
      {
        id: 'BTC',
        class: 'bitcoin',
        kind: 'linear',
        lot: '1',
        settle: 'COIN',
        tick: '1',
        band: { floor: '1', cap: '25000' },
        open: 25,
        beta: 1,
        openInterest: 0,
        depthAtOnePercent: 0,
      },
    ],
    accounts: [
      {
        name: 'long',
        kind: 'trader',
        deposit: { USD: '1000000' },
        positions: [{ market: 'BTC', lots: 300_000, entry: '25' }],
      },
      {
        name: 'short',
        kind: 'trader',
        deposit: { USD: '1000000' },
        positions: [{ market: 'BTC', lots: -300_000, entry: '25' }],
      },
    ],
    events: [],
  }),
};

describe('amounts that outgrow what is exact', () => {
  it('are the scenario’s mistake, told with the step and what to do', () => {
    const told = (): unknown => {
      try {
        return playTrial(trial);
      } catch (error) {
        return error;
      }
    };
    const error = told();
    if (!isBreakwaterError(error)) throw error;
    expect(error).toMatchObject({ kind: 'config', code: 'too-large' });
    expect(error.message).toMatch(/^step \d+, \d+ s: .*beyond/);
    expect(error.hint).toContain('fewer decimals');
  });

  it('are so too where a mechanism meets them first, by what it asks of a venue, and it is named', () => {
    const counting = defineAdlTrigger({
      name: 'counting',
      summary: 'Multiplies what it should not.',
      source: 'tests',
      params: z.strictObject({}),
      observe: () => {
        mulDivFloor(2 ** 52, 2 ** 52, 1);
      },
      decide: () => 'off',
    });
    const { refusal } = askTrial({ ...trial, design: design([adl({ trigger: use(counting) })]) }, []);
    expect(refusal).toMatchObject({ kind: 'config', code: 'too-large' });
    expect(refusal?.message).toMatch(/^step \d+, \d+ s: adl\.trigger counting threw: .*beyond/);
  });

  it('are counted apart from what a venue refuses', () => {
    const { runs, refused, tooLarge } = playBatch(trial.design, [], { from: 3, runs: 2, trialOf: () => trial });
    expect([runs, refused]).toEqual([2, { runs: 0 }]);
    expect(tooLarge).toEqual({ runs: 2, first: { run: 3, why: expect.stringMatching(/^step \d+, \d+ s: .*beyond/) } });
  });

  it('end a trial early and are told, as what a venue refuses is', () => {
    expect(askTrial(trial, []).refusal).toMatchObject({ code: 'too-large' });
    expect(storyOf(trial).refusal).toContain('beyond');
  });
});
