import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { readExchange, readScenario, shippedExchanges } from '../../../specs/index.ts';
import { invariants } from '../../../specs/invariants/index.ts';
import { checkRun, StepChecker } from '../../../src/check/index.ts';
import { Registry } from '../../../src/index.ts';
import { simulate, worldModels } from '../../../src/world/index.ts';

const registry = new Registry([...mechanisms, ...worldModels]);
const universal = invariants.filter((one) => one.scope === 'universal');

describe('shipped exchanges on a scenario small enough to read', () => {
  it.each(shippedExchanges())('%s', async (name) => {
    const design = await readExchange(name, registry);
    const scenario = await readScenario('single-default', registry);
    const checker = new StepChecker(universal, { every: 5 });
    const world = simulate(design, scenario, { seed: 1, onStep: checker.onStep });
    const broken = checker.finish(world).filter((verdict) => verdict.status === 'broken');
    expect(broken).toEqual([]);
    // Checked at once from its log, the finished run comes to the same.
    expect(checkRun(world, universal).filter((verdict) => verdict.status === 'broken')).toEqual([]);
  });
});
