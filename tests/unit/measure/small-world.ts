import type { WaterfallLayer } from '../../../src/exchange/index.ts';
import { defineShock, z } from '../../../src/index.ts';
import { type Scenario, simulate, type World } from '../../../src/world/index.ts';
import { adl, design, testFund, use } from '../../fixtures/exchange.ts';

const fall = defineShock({
  name: 'test-fall',
  summary: 'Two dollars a step.',
  source: 'tests',
  params: z.strictObject({}),
  price: (market, seconds) => market.open - 2 * (seconds / 10),
});

/** Long 10 at 100 with 50, two shorts, an empty book, and a fall of 2 every 10 seconds, down to 92. */
export const smallScenario: Scenario = {
  name: 'small',
  summary: 'A default written out by hand.',
  sources: [],
  step: 10,
  steps: [],
  duration: 40,
  settle: 'USD',
  assets: [{ name: 'USD', decimals: 2 }],
  markets: [
    {
      id: 'X',
      class: 'test',
      kind: 'linear',
      tick: '0.01',
      lot: '1',
      band: { floor: '1', cap: '1000' },
      open: 100,
      beta: 1,
      openInterest: 1000,
      depthAtOnePercent: 1000,
    },
  ],
  shock: use(fall),
  price: 'path',
  agents: [],
  accounts: [
    { name: 'a', kind: 'trader', deposit: { USD: '50' }, positions: [{ market: 'X', lots: 10, entry: '100' }] },
    { name: 'b', kind: 'trader', deposit: { USD: '1000' }, positions: [{ market: 'X', lots: -6, entry: '100' }] },
    { name: 'c', kind: 'trader', deposit: { USD: '1000' }, positions: [{ market: 'X', lots: -4, entry: '100' }] },
  ],
  events: [],
};

/** Runs the small scenario. */
export const smallWorld = (name = 'test', waterfall: readonly WaterfallLayer[] = [adl()], capital = 100_000): World =>
  simulate(design(waterfall, { name, funds: { fund: use(testFund(capital)) } }), smallScenario, { seed: 1 });
