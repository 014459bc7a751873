import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { builtIns, modules } from '../../../src/experiment/registry.ts';
import { gather, metricsOf, recordOf } from '../../../src/measure/index.ts';
import { readExchange, readScenario } from '../../../src/spec/index.ts';
import { simulate } from '../../../src/world/index.ts';

const registry = builtIns();
const scenario = await readScenario('structural-deficit', registry, {
  modules,
  overrides: [
    { path: 'population.traders', value: 60 },
    { path: 'population.positionCap', value: 0.05 },
    { path: 'step', value: '10m' },
  ],
});
const designWith = (severity: string, share: string, capital: string): Promise<ExchangeDesign> =>
  readExchange('research-static-severity', registry, {
    modules,
    overrides: [
      { path: 'adl.severity.of', value: severity },
      { path: 'funds.insurance.feeShare', value: share },
      { path: 'funds.insurance.capital', value: capital },
      { path: 'margin', value: { use: 'fraction', initial: '0.02', maintenance: '0.01' } },
      { path: 'fees', value: { taker: '0.0045', maker: '0.002' } },
    ],
  });

const share = fc.integer({ min: 0, max: 20 }).map((twentieths) => `${twentieths}/20`);

test('a deficit is what winners gave, the fund paid and nobody paid; the fund paid no more than it had and was fed', async () => {
  const reached = { raised: 0, paid: 0, unpaid: 0, diverted: 0 };
  await fc.assert(
    fc.asyncProperty(share, share, fc.nat(300_000), fc.nat(1000), async (severity, diversion, capital, seed) => {
      const world = simulate(await designWith(severity, diversion, String(capital)), scenario, { seed });
      const { ledger, pools } = world.venue;
      const fund = pools[0]?.account as number;
      const sums = { winners: 0, fund: 0, nobody: 0, fed: 0, opened: 0, fees: 0 };
      for (let row = 0; row < ledger.log.length; row++) {
        const { kind, cause, a, b, value } = ledger.log.at(row);
        if (kind !== 'transfer') continue;
        if (cause === 'charge') sums.winners += value;
        if (cause === 'pay' && a === fund) sums.fund += value;
        if (cause === 'write-off') sums.nobody += value;
        if (cause === 'trading-fee') sums.fees += value;
        if (cause === 'trading-fee' && b === fund) sums.fed += value;
        if (cause === 'deposit' && b === fund) sums.opened += value;
      }
      const run = gather(recordOf(world));
      const deficit = run.defaults.reduce((sum, one) => sum + one.shortfall, 0);
      const { residual, uncovered, feeDiversion, netRevenue } = metricsOf(run);
      // D = B + paid + R, and paid = K0 + diversion - what is left, so D <= B + diversion + K0 + R.
      expect(deficit).toBe(sums.winners + sums.fund + sums.nobody);
      expect(ledger.accounts.balance(0, fund)).toBe(sums.opened + sums.fed - sums.fund);
      expect(ledger.accounts.balance(0, fund)).toBeGreaterThanOrEqual(0);
      expect([uncovered, feeDiversion, netRevenue].map(Number)).toEqual(
        [sums.nobody, sums.fed, sums.fees - sums.fed].map((units) => units / 1e6),
      );
      expect(Number(residual)).toBeGreaterThanOrEqual(Number(uncovered));
      // Each deficit is asked for once, and its share rounded down to a unit.
      const [n = 0, d = 1] = severity.split('/').map(Number);
      expect(sums.winners).toBeLessThanOrEqual((deficit * n) / d);
      expect(sums.winners).toBeGreaterThan((deficit * n) / d - run.defaults.length - 1);
      reached.raised += Number(sums.winners > 0);
      reached.paid += Number(sums.fund > 0);
      reached.unpaid += Number(sums.nobody > 0);
      reached.diverted += Number(sums.fed > 0);
    }),
    { numRuns: 25 },
  );
  for (const times of Object.values(reached)) expect(times).toBeGreaterThan(3);
}, 120_000);
