import type { PoolBooks, PoolTally } from '../contract/index.ts';

type Kept = { -readonly [F in keyof PoolTally]: PoolTally[F] } & { stretch: number };

/** How each pool goes, read at the end of each step. */
export class PoolMeter {
  readonly #pools: readonly PoolBooks[];
  readonly #kept: Kept[] = [];

  constructor(pools: readonly PoolBooks[]) {
    this.#pools = pools;
  }

  get tallies(): readonly PoolTally[] {
    return this.#kept.map(({ name, first, high, drawdown, below }) => ({ name, first, high, drawdown, below }));
  }

  /** Reads all pools once more. */
  endStep(): void {
    for (const [i, { name, equity }] of this.#pools.entries()) {
      this.#kept[i] ??= { name, first: equity, high: equity, drawdown: 0, below: 0, stretch: 0 };
      const kept = this.#kept[i] as Kept;
      kept.stretch = equity < kept.high ? kept.stretch + 1 : 0;
      kept.below = Math.max(kept.below, kept.stretch);
      kept.high = Math.max(kept.high, equity);
      kept.drawdown = Math.max(kept.drawdown, kept.high - equity);
    }
  }
}
