import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../../../mechanisms/index.ts';
import { readExchange, readScenario, shippedExchanges, shippedScenarios } from '../../../../specs/index.ts';
import { invariants } from '../../../../specs/invariants/index.ts';
import { checkRun, StepChecker } from '../../../../src/check/index.ts';
import { OF_EVERY_RUN } from '../../../../src/cli/checks.ts';
import { Registry } from '../../../../src/index.ts';
import type { Override } from '../../../../src/spec/index.ts';
import { simulate, worldModels } from '../../../../src/world/index.ts';

const registry = new Registry([...mechanisms, ...worldModels]);
/** What every run is asked; the others are for the many small runs of check. */
const asked = invariants.filter(({ id }) => OF_EVERY_RUN.has(id));

/** A scenario cut down to a hundred traders, and to an eighth of its steps where it has many; one written out by hand stays as it is. */
const smallOf = async (name: string) => {
  const whole = await readScenario(name, registry);
  const overrides: Override[] = [];
  if (whole.population !== undefined) overrides.push({ path: 'population.traders', value: 100 });
  if (whole.duration >= 3600 && whole.steps.length > 0)
    overrides.push({ path: 'step', value: '120s' }, { path: 'steps.0.step', value: '40s' });
  return readScenario(name, registry, { overrides });
};
const scenarios = new Map(
  await Promise.all(shippedScenarios().map(async (name) => [name, await smallOf(name)] as const)),
);

/** Plays every scenario on one part of the shipped designs: parts are files of their own, so that they share the processors. */
export const playsShipped = (part: number, parts: number): void => {
  const names = shippedExchanges().filter((_, i) => i % parts === part);
  describe.each(names)('%s', (name) => {
    it.each([...scenarios])('keeps the facts of the ledger and what it claims in %s', async (_, scenario) => {
      const design = await readExchange(name, registry);
      const held = invariants.filter(({ id }) => OF_EVERY_RUN.has(id) || design.claims.includes(id));
      const checker = new StepChecker(held, { every: 5 });
      const world = simulate(design, scenario, { seed: 1, onStep: checker.onStep });
      expect(checker.finish(world).filter((verdict) => verdict.status === 'broken')).toEqual([]);
    });

    it('comes to the same where a finished run is checked from its log', async () => {
      const design = await readExchange(name, registry);
      const world = simulate(design, await readScenario('single-default', registry), { seed: 1 });
      expect(checkRun(world, asked).filter((verdict) => verdict.status === 'broken')).toEqual([]);
    });
  });
};
