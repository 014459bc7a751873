import { test, expect } from 'vitest';
import { readdirSync } from 'node:fs';
import { simulate, worldModels } from '../../../src/world/index.ts';
import { readExchange, readScenario } from '../../../src/spec/index.ts';
import { Registry } from '../../../src/contract/index.ts';
import { borneOf, neededOf } from '../../../src/exchange/case-record.ts';
import { mechanisms } from '../../../mechanisms/index.ts';
const reg = new Registry([...mechanisms, ...worldModels]);
test.each([...readdirSync('/tmp/ex').filter((f) => f.endsWith('.yaml')).map((f) => `/tmp/ex/${f}`), 'hyperliquid-2025-10', 'binance-usdm-2025-10'])('%s', async (exchange) => {
  const design = await readExchange(exchange, reg, {});
  for (const scenario of ['single-default', 'flash-crash']) {
    const t = Date.now();
    const world: any = simulate(design, await readScenario(scenario, reg, {}), { seed: 1 });
    const cases = world.venue.cases.all;
    const list = Array.isArray(cases) ? cases : [...cases];
    const sums: Record<string, number> = {};
    let bad = 0;
    for (const c of list) { const line = (c.data ?? c).lines[0]; if (neededOf(line) !== borneOf(line)) bad++; for (const [k, v] of Object.entries(line)) sums[`${(c.data ?? c).kind}.${k}`] = (sums[`${(c.data ?? c).kind}.${k}`] ?? 0) + (v as number) / 1e6; }
    for (const k of Object.keys(sums)) { sums[k] = Math.round(sums[k]!); if (sums[k] === 0) delete sums[k]; }
    console.log(exchange, scenario, Date.now() - t, 'ms', 'cases', list.length, 'bad', bad, JSON.stringify(sums), Object.keys(world.venue.cases).join());
  }
}, 200_000);
