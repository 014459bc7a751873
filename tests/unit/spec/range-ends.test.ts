import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { likeWritten } from '../../../src/experiment/plan/values.ts';
import { Registry } from '../../../src/index.ts';
import { exchangeData, exchangePath, readExchange, readScenario, shippedExchanges } from '../../../src/spec/index.ts';
import { simulate, worldModels } from '../../../src/world/index.ts';

const registry = new Registry([...mechanisms, ...worldModels]);
const hand = await readScenario('single-default', registry);
/** A minute with every market of the largest scenario: what a margin rule says of each is asked when it opens. */
const opening = await readScenario('october-2025', registry, {
  overrides: [
    { path: 'population.traders', value: 30 },
    { path: 'duration', value: '60s' },
    { path: 'steps', value: [] },
  ],
});

const at = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], data);

/** A comparison with `ranges` runs a design with each assumed field at either end of its range: both have to be a design. */
describe.each(shippedExchanges())('%s', (name) => {
  test('is a design at either end of the range of whatever is assumed', async () => {
    const { assumed } = await readExchange(name, registry);
    const data = await exchangeData(name);
    for (const [path, ends] of Object.entries(assumed)) {
      for (const end of ends) {
        const value = likeWritten(end, at(data, exchangePath(path, data)));
        const run = async (): Promise<number> => {
          const design = await readExchange(name, registry, { overrides: [{ path, value }] });
          return simulate(design, path.startsWith('margin') ? opening : hand, { seed: 1 }).venue.markets.length;
        };
        await expect(run(), `${path}: ${end}`).resolves.toBeGreaterThan(0);
      }
    }
  });
});
