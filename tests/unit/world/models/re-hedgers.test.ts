import { describe, expect, test } from 'vitest';
import type { ReplacementView } from '../../../../src/contract/index.ts';
import { builtIns } from '../../../../src/experiment/registry.ts';
import { audit } from '../../../../src/ledger/index.ts';
import { type Override, readExchange, readScenario } from '../../../../src/spec/index.ts';
import { World } from '../../../../src/world/index.ts';
import { reHedgers } from '../../../../src/world/models/index.ts';
import { marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const offer = (id: number, given: Partial<ReplacementView> = {}): ReplacementView => ({
  id,
  account: 9,
  market: 0,
  lots: -4,
  value: -400,
  pool: 'vault',
  since: 100,
  until: 200,
  ...given,
});

describe('re-hedgers', () => {
  const acts = (now: number, mark: number, replacements: readonly ReplacementView[], input = {}) =>
    reHedgers.act(
      'agents',
      venueView({ now, markets: [marketView({ mark })], replacements }),
      paramsOf(reHedgers, input),
      null,
    );

  test('take an offer once they have had time to react', () => {
    const offers = [offer(1), offer(2, { since: 103 })];
    expect(acts(104, 90, offers)).toEqual([]);
    expect(acts(105, 90, offers)).toEqual([{ do: 'reopen', offer: 1 }]);
    expect(acts(108, 90, offers, { after: '5s' })).toHaveLength(2);
  });

  // A short sold again at 100 is cheap while the mark is below, a long bought again at 100 while it is above.
  test('or only what has become cheap', () => {
    const offers = [offer(1), offer(2, { lots: 4, value: 400 })];
    const taken = (mark: number) =>
      acts(150, mark, offers, { take: 'when-cheaper' }).map((action) => (action.do === 'reopen' ? action.offer : 0));
    expect([90, 100, 110].map(taken)).toEqual([[1], [], [2]]);
  });
});

/*
 * At 94 a is bankrupt, and b and c, who face it, are closed at mark; the fund pays the 10 that are missing.
 *
 *   account   X          Y         deposit
 *   a         long  10                  50
 *   b         short  6   long  6     1,000     hedged
 *   c         short  4               1,000
 *   d                    short 6     1,000
 */
test('a world in which a hedger is cut and opens again', async () => {
  const registry = builtIns();
  const set = (path: string, value: unknown): Override => ({ path, value });
  const y = {
    kind: 'linear',
    class: 'test',
    tick: '0.01',
    lot: '1',
    band: { floor: '1', cap: '1000' },
    open: 100,
    beta: 1,
    openInterest: 1000,
    depthAtOnePercent: 1000,
  };
  const person = (name: string, deposit: string, lots: Record<string, number>) => ({
    name,
    kind: 'trader',
    deposit: { USD: deposit },
    positions: Object.entries(lots).map(([market, size]) => ({ market, lots: size, entry: '100' })),
  });
  const run = async (agents: unknown[]) => {
    const scenario = await readScenario('single-default', registry, {
      overrides: [
        set('markets.Y', y),
        set('agents', agents),
        set('accounts', [
          person('a', '50', { X: 10 }),
          person('b', '1000', { X: -6, Y: 6 }),
          person('c', '1000', { X: -4 }),
          person('d', '1000', { Y: -6 }),
        ]),
      ],
    });
    const protection = { use: 'replacement-offer', pool: 'insurance', within: '20s' };
    const design = await readExchange('research-pro-rata', registry, {
      overrides: [set('adl.protection', protection), set('funding', null)],
    });
    const world = new World(design, scenario, { seed: 1 });
    const { ledger } = world.venue;
    const pool = world.venue.pools[0]?.account as number;
    const lots = () =>
      [world.arrivals.named.get('b') as number, pool].flatMap((id) => [0, 1].map((m) => ledger.lots(id, m)));
    const seen: number[][] = [];
    do seen.push(lots());
    while (world.step());
    expect(audit(ledger)).toEqual([]);
    return seen;
  };
  // Cut at 20 s; offers stand until 40 s.
  const naked = [0, 6, 0, 0];
  expect((await run([])).at(-1)).toEqual(naked);
  expect((await run([{ use: 're-hedgers', after: '10s' }])).slice(1)).toEqual([
    [-6, 6, 0, 0],
    naked,
    [-6, 6, 6, 0],
    [-6, 6, 6, 0],
    [-6, 6, 6, 0],
  ]);
  expect((await run([{ use: 're-hedgers', after: '30s' }])).at(-1)).toEqual(naked);
});
