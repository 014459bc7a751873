import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Dice,
  examine,
  generateTrial,
  playTrial,
  shrinkTrial,
  simplerTrials,
  type Trial,
  trialOf,
  trials,
} from '../../../src/check/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { builtIns } from '../../../src/experiment/index.ts';
import { readExchange } from '../../../src/spec/index.ts';

const registry = builtIns();
const designs = new Map<string, ExchangeDesign>();
for (const name of ['research-pro-rata', 'hyperliquid-2025-10', 'bitmex', 'okx-like'])
  designs.set(name, await readExchange(name, registry));
const proRata = designs.get('research-pro-rata') as ExchangeDesign;

/** What a trial says, without the mechanisms. */
const text = ({ design: _design, ...trial }: Trial): string => JSON.stringify(trial);

const lotsOf = ({ scenario }: Trial, id: string): number =>
  scenario.accounts
    .flatMap(({ positions }) => positions)
    .reduce((sum, { market, lots }) => sum + (market === id ? lots : 0), 0);

describe('generated trials', () => {
  test('the same seed and number make the same trial', () => {
    expect(text(trialOf(proRata, 7, 3))).toBe(text(trialOf(proRata, 7, 3)));
    expect(text(trialOf(proRata, 7, 3))).not.toBe(text(trialOf(proRata, 7, 4)));
  });

  test('no words make the simplest trial: two people, one market, one step', () => {
    const { scenario } = generateTrial(new Dice([]), proRata);
    expect([scenario.accounts.length, scenario.markets.length, scenario.duration, scenario.events.length]).toEqual([
      2, 1, 10, 0,
    ]);
  });

  test.each([...designs])('every long of %s has a short, and every trial can be played', (_name, design) => {
    fc.assert(
      fc.property(trials(design), (trial) => {
        for (const { id } of trial.scenario.markets) expect(lotsOf(trial, id)).toBe(0);
        expect(playTrial(trial).done).toBe(trial.scenario.duration / trial.scenario.step);
      }),
      { seed: 20251010, numRuns: 60, endOnFailure: true },
    );
  });

  test('they reach every branch, with more than a hundredth of the runs each', () => {
    const { branches, runs } = examine(proRata, [], { runs: 300, seed: 1 });
    for (const [branch, times] of Object.entries(branches))
      expect([branch, times > runs / 100]).toEqual([branch, true]);
  });
});

describe('simpler trials', () => {
  test('each keeps every long with a short, and differs from the trial', () => {
    fc.assert(
      fc.property(trials(proRata), (trial) => {
        let seen = 0;
        for (const simpler of simplerTrials(trial)) {
          expect(text(simpler)).not.toBe(text(trial));
          for (const { id } of simpler.scenario.markets) expect(lotsOf(simpler, id)).toBe(0);
          if (++seen === 200) break;
        }
      }),
      { seed: 20251010, numRuns: 25, endOnFailure: true },
    );
  });

  test('a trial in which ADL fires shrinks to two or three people in one market with whole prices', () => {
    const fires = (trial: Trial): boolean => {
      try {
        const { log } = playTrial(trial).venue.ledger;
        return [...log].some(({ kind, cause }) => kind === 'fill' && cause === 'adl');
      } catch {
        return false;
      }
    };
    let run = 0;
    while (!fires(trialOf(proRata, 5, run)) || trialOf(proRata, 5, run).scenario.markets.length < 2) run += 1;
    const { scenario } = shrinkTrial(trialOf(proRata, 5, run), fires);
    expect(scenario.accounts.length).toBeLessThanOrEqual(3);
    expect(scenario.events).toEqual([]);
    expect(scenario.markets).toHaveLength(1);
    expect(scenario.duration / scenario.step).toBe(1);
    expect(scenario.markets[0]?.tick).toBe('1');
  });

  test('somebody is left, whatever may go: a file without anybody is no scenario', () => {
    const { scenario } = shrinkTrial(trialOf(proRata, 5, 0), () => true);
    expect(scenario.accounts).toHaveLength(1);
  });
});
