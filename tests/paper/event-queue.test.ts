/**
 * Four waves of 10 October 2025, fill by fill, against the published tables; skipped where no copy of the record is there.
 *
 * Powered by HyperReplay, (c) ConejoCapital: https://github.com/ConejoCapital/HyperReplay
 *
 * @module
 */
import { describe, expect, test } from 'vitest';
import { numbersOf, present, rowsOf } from '../record/event-data.ts';
import { sum } from './published.ts';
import { clustersOf, shockOf } from './queue-as-coded.ts';

const describeWhen = present ? describe : describe.skip;
const WAVES = [7, 21, 25, 28] as const;

const marketsOf = (wave: number) => {
  const rows = rowsOf(`adl_wave_${wave}.csv`);
  const coins = [...new Set(rows.map(({ coin }) => coin as string))];
  return coins.map((coin) => ({ coin, rows: rows.filter((row) => row.coin === coin) }));
};
const round = (x: number | undefined): number => Number((x ?? 0).toFixed(9));

describeWhen('waves of fills (skipped without the event data, which may not be shipped)', () => {
  test.each([
    [7, 21, 8, 8055.871928000007, { CRV: 644626.2, XRP: 1204 }],
    [21, 26, 15, 1545.1890399999984, { BTC: 0.11733, SEI: 625, ENA: 15530, XRP: 12846, SUI: 442.5 }],
    [25, 10, 7, 671.6479340000006, { DYM: 2007.1, FARTCOIN: 56855.3, AI16Z: 2961 }],
    [28, 37, 22, 1262.7510999999936, { MET: 12123, XRP: 54512, TRUMP: 12.9 }],
  ] as const)(
    'wave %d: rows, times, losers, quantities, and the budget that was needed',
    (wave, n, losers, needed, quantities) => {
      const rows = rowsOf(`adl_wave_${wave}.csv`);
      expect([rows.length, new Set(rows.map((row) => row.liquidated_user)).size]).toEqual([n, losers]);
      const published = rowsOf('bad_debt_loser_waves.csv').find((row) => row.wave === String(wave));
      const times = numbersOf(rows, 'time');
      expect([published?.t_start_ms, published?.t_end_ms].map(Number)).toEqual([
        Math.min(...times),
        Math.max(...times),
      ]);
      const found = Object.fromEntries(
        marketsOf(wave).map(({ coin, rows: own }) => [coin, round(sum(numbersOf(own, 'adl_size')))]),
      );
      expect(found).toEqual(quantities);
      const gap = new Map(
        rowsOf('two_pass_wave_coin_gap_per_contract_gap5000_h0.csv')
          .filter((row) => row.wave === String(wave))
          .map((row) => [row.coin as string, Number(row.gap_per_contract_usd)]),
      );
      const raised = sum(
        marketsOf(wave).map(({ coin, rows: own }) => (gap.get(coin) as number) * sum(numbersOf(own, 'adl_size'))),
      );
      expect(Math.abs(raised / needed - 1)).toBeLessThan(1e-14);
      const row = rowsOf('policy_per_wave_metrics.csv').find((one) => one.wave === String(wave));
      for (const rule of ['budget_needed', 'budget_pr', 'budget_pnl_pr', 'budget_eq_pr'])
        expect(Math.abs(Number(row?.[rule]) / needed - 1), rule).toBeLessThan(1e-14);
    },
  );

  const published = () => rowsOf('per_shock_metrics_queue.csv');
  const shocks = () =>
    WAVES.flatMap((wave) =>
      marketsOf(wave).flatMap(({ coin, rows }) =>
        clustersOf(rows).map((cluster) => {
          const start = new Date(Number(cluster[0]?.time)).toISOString().replace('T', ' ').replace('Z', '000+00:00');
          const row = published().find((one) => one.coin === coin && one.t_start === start);
          return { name: `${wave} ${coin} ${row?.cluster_id}`, row, ...shockOf(cluster) };
        }),
      ),
    );

  test('deficits are those of all 15 clusters', () => {
    const all = shocks();
    expect(all).toHaveLength(15);
    for (const { name, row, deficit } of all) expect(round(deficit), name).toBe(round(Number(row?.deficit_usd)));
  });

  test('budget and capacity are those of the clusters in which nobody had been hit before', () => {
    const golden = {
      '7 XRP 3': [2, 0, 116.33437, 15964.5684],
      '21 BTC 9': [8, 0, 3559.74756, 13131.963625],
      '21 ENA 13': [6, 16.729654, 1962.968916, 22091.47017],
      '21 ENA 14': [1, 0, 0, 0],
      '21 SUI 18': [2, 6507.095492, 23.922, 23.922],
      '25 DYM 2': [1, 0, 41.225834, 642.209703],
      '25 AI16Z 9': [1, 13751.911704, 0, 0],
      '28 MET 2': [1, 0, 2.1225, 25.47],
    };
    const fresh = shocks().filter(({ row, budget }) => Math.abs(Number(row?.budget_queue_usd) - budget) < 1e-6);
    expect(
      Object.fromEntries(
        fresh.map(({ name, rows, deficit, budget, capacity }) => [
          name,
          [rows, ...[deficit, budget, capacity].map(round)],
        ]),
      ),
    ).toEqual(golden);
    for (const { row, capacity } of fresh) expect(round(capacity)).toBe(round(Number(row?.total_capacity_usd)));
  });

  test('the others are less by what their holders had taken part in before', () => {
    const hit = shocks().filter(({ row, budget }) => Math.abs(Number(row?.budget_queue_usd) - budget) >= 1e-6);
    expect(hit).toHaveLength(7);
    for (const { name, row, budget, capacity } of hit) {
      expect(Number(row?.budget_queue_usd), name).toBeLessThan(budget);
      expect(Number(row?.total_capacity_usd), name).toBeLessThan(capacity);
    }
    // One who was closed whole before keeps exp(-8) of the weight.
    const trump = hit.find(({ name }) => name === '28 TRUMP 11');
    expect(trump?.budget).toBeCloseTo(5.823705, 9);
    expect(Number(trump?.row?.budget_queue_usd)).toBeCloseTo(5.823705 * Math.exp(-8), 15);
  });
});
