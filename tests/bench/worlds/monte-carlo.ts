import { definePopulation, z } from '../../../src/index.ts';
import { Digest } from '../../../src/math/index.ts';
import { type Scenario, simulate, type World } from '../../../src/world/index.ts';
import { gbm } from '../../../src/world/models/gbm.ts';
import { use } from '../../fixtures/exchange.ts';
import { crashDesign } from './crash-venue.ts';

/** Accounts and steps of a run. */
export const PEOPLE = 2_000;
export const STEPS = 500;
const OPEN = 50_000;

const cubed = (x: number): number => x * x * x;

/** People with one position each, half of them long, at a leverage of 1 to 20, most of them low. */
const crowd = definePopulation({
  name: 'bench-crowd',
  summary: 'One position each, half of them long.',
  source: 'tests',
  params: z.strictObject({}),
  people: ([market], _params, random) =>
    Array.from({ length: PEOPLE }, (_, i) => {
      const notional = 1_000 * (1 + random.below(100));
      return {
        owner: i,
        kind: 'trader',
        deposit: notional / (1 + 19 * cubed(random.unit())),
        positions: [{ market: market?.id ?? '', side: i % 2 === 0 ? 1 : -1, notional, entry: OPEN }],
      };
    }),
});

const scenario: Scenario = {
  name: 'bench-monte-carlo',
  summary: 'One market that moves at random.',
  sources: [],
  step: 10,
  steps: [],
  duration: 10 * STEPS,
  settle: 'USD',
  assets: [{ name: 'USD', decimals: 6 }],
  markets: [
    {
      id: 'X',
      class: 'btc',
      kind: 'linear',
      tick: '0.1',
      lot: '0.001',
      band: { floor: '1000', cap: '1000000' },
      open: OPEN,
      beta: 1,
      openInterest: 1_000_000,
      depthAtOnePercent: 1_000_000,
    },
  ],
  // A market that moves by four percent in the hour and a half of a run: in half of the runs somebody is liquidated.
  shock: use(gbm, gbm.params.parse({ classes: { btc: 3 } })),
  price: 'path',
  population: use(crowd),
  agents: [],
  accounts: [],
  events: [],
};

/** A whole run of a seed. */
export const worldOf = (seed: number, plainSweep = false): World =>
  simulate(crashDesign(), scenario, { seed, plainSweep });

/** Hash of a run: all that happened in it. */
export const runOf = (seed: number, plainSweep = false): string => worldOf(seed, plainSweep).venue.ledger.log.digest();

/** Hash of many runs, in the order of their seeds. */
export const digestOfRuns = (digests: readonly string[]): string => {
  const all = new Digest();
  for (const digest of digests) all.text(digest);
  return all.hex();
};
