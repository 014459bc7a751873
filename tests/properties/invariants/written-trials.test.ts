import { describe, expect, test } from 'vitest';
import { type Counterexample, digestOf, playTrial, storyOf, trialOf } from '../../../src/check/index.ts';
import { documentOf, trialOfDocument } from '../../../src/cli/check/counterexample-file.ts';
import type { Invariant } from '../../../src/contract/index.ts';
import { builtIns } from '../../../src/experiment/index.ts';
import { readExchange } from '../../../src/spec/index.ts';

const invariant: Invariant = {
  id: 'XX1/nothing',
  says: 'Nothing happens.',
  scope: 'design',
  tolerance: 0,
  source: 'tests',
  over: 'step',
  holds: () => undefined,
};

describe.each(['hyperliquid-2025-10', 'deribit-2026-like', 'ccp-waterfall'])('trials of %s', (name) => {
  test('play to the same bytes when they are written down and read', async () => {
    const design = await readExchange(name, builtIns());
    for (let run = 0; run < 12; run++) {
      const trial = trialOf(design, 5, run);
      const found = { trial, run, witness: { expected: 0, found: 1 } } satisfies Counterexample;
      const again = await trialOfDocument(
        documentOf(found, invariant, { exchange: name, plugins: [], command: 'again' }),
        design,
      );
      expect(again.fundTotal).toBe(trial.fundTotal);
      expect(digestOf(playTrial(again).venue.ledger)).toEqual(digestOf(playTrial(trial).venue.ledger));
    }
  });

  test('are told with what everybody held, and every price', async () => {
    const design = await readExchange(name, builtIns());
    for (let run = 0; run < 6; run++) {
      const trial = trialOf(design, 5, run);
      const { scenario } = trial;
      const story = storyOf(trial);
      expect(story.people.map((person) => person.name)).toEqual(scenario.accounts.map((account) => account.name));
      expect(story.moments).toHaveLength(Math.round(scenario.duration / scenario.step) + 1);
      const lots = (of: 'before' | 'after', market: string): number =>
        story.people.reduce(
          (sum, person) => sum + (person[of].positions.find((one) => one.market === market)?.lots ?? 0),
          0,
        );
      for (const { id } of scenario.markets) {
        // A venue that lists a market in contracts of its own rounds what people hold.
        if (!Object.hasOwn(design.instruments ?? {}, id)) expect(lots('before', id)).toBe(0);
        expect(story.moments.every(({ marks }) => Number(marks[id]) > 0)).toBe(true);
      }
      const worlds = playTrial(trial);
      const equity = [...worlds.arrivals.named.values()].map((account) => worlds.venue.valuation.equityOf(account));
      const decimals = scenario.assets[0]?.decimals ?? 0;
      expect(story.people.map(({ after }) => Math.round(Number(`${after.equity}e${decimals}`)))).toEqual(equity);
    }
  });
});
