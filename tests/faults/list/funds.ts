import type { Fault } from '../fault.ts';

const pools = 'src/exchange/pools.ts';
const fees = 'src/exchange/trading-fees.ts';

/** Mistakes in what pools may pay, and in what they are paid. */
export const funds: readonly Fault[] = [
  {
    name: 'fund-overdrawn-by-one',
    says: 'A pool may spend one unit more than it has above its floor.',
    caughtBy: 'IF1/pay-above-floor',
    on: 'queue.yaml',
    file: pools,
    from: 'const free = this.#free() - this.floor;',
    to: 'const free = this.#free() - this.floor + 1;',
    sample: true,
  },
  {
    name: 'floor-forgotten',
    says: 'A pool spends what it is to keep.',
    caughtBy: 'IF1/pay-above-floor',
    on: 'queue.yaml',
    file: pools,
    from: 'const free = this.#free() - this.floor;',
    to: 'const free = this.#free();',
  },
  {
    name: 'unrealised-profit-spent',
    says: 'A pool spends the unrealised profit of its inventory.',
    caughtBy: 'IF1/pay-above-floor',
    on: 'hyperliquid-2025-10',
    file: pools,
    from: 'const least = Math.min(positions.cost[row] as number, atMark) -',
    to: 'const least = atMark -',
  },
  {
    name: 'fee-paid-twice',
    says: 'The part of a trading fee that goes to a fund is not taken off what goes to the venue.',
    caughtBy: 'LQ11/trading-fee',
    on: 'gains.yaml',
    file: fees,
    from: 'left -= part;',
    to: '',
  },
  {
    name: 'fee-rounded-down',
    says: 'Trading fees are rounded down, in favour of the trader.',
    caughtBy: 'LQ11/trading-fee',
    on: 'queue.yaml',
    file: fees,
    from: 'const fee = rateCeil(Math.abs(executed), perMillion);',
    to: 'const fee = Math.floor((Math.abs(executed) * perMillion) / 1_000_000);',
    sample: true,
  },
];
