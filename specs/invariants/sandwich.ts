import { type DesignView, defineInvariant, type PairSubject } from 'breakwater';

/** Money that came to a pool from the rest of the world and went back to it, units. */
interface Flows {
  readonly account: number;
  readonly pool: string;
  readonly came: number;
  readonly went: number;
}

const flows = ({ second }: PairSubject): readonly Flows[] =>
  second.books.pools.map(({ name, account }) => {
    let [came, went] = [0, 0];
    for (const { cause, a, b, value } of second.rows) {
      if (cause !== 'flow') continue;
      if (b === account) came += value;
      else if (a === account) went += value;
    }
    return { account, pool: name, came, went };
  });

const hasShares = ({ mechanisms }: DesignView): true | string =>
  mechanisms.some(({ slot, params }) => slot === 'fund' && 'stakes' in params) ? true : 'nobody can stake in its pools';

/** IF6: what a pool wins is not taken by who came a moment before. */
export const noSandwich = defineInvariant({
  id: 'IF6/no-sandwich',
  says: 'Who stakes in a pool just before it wins most and asks all of it back just after is paid no more by the end of the run than was staked: a lock-up or a cool-down keeps it there.',
  scope: 'design',
  given: hasShares,
  tolerance: 'a unit',
  source: 'catalogue IF6; sandwiching the shares of a fund around a fee or a surplus of its fills',
  over: 'pair',
  change: 'sandwich-stake',
  reaches: (pair) => flows(pair).filter(({ came }) => came > 0).length,
  holds: (pair) => {
    const broken = flows(pair).find(({ came, went }) => came > 0 && went > came + 1);
    if (broken === undefined) return undefined;
    const { pool, came, went } = broken;
    return { who: `pool ${pool}`, expected: `at most ${came}, what was staked`, found: went, difference: went - came };
  },
});

/** IF6: what a pool loses is borne by those who were there when it became known. */
export const lossNotEscaped = defineInvariant({
  id: 'IF6/loss-not-escaped',
  says: 'Who holds half of a pool and asks for it just before the pool loses most is paid no more by the end of the run than half of what the pool has then if everybody stays.',
  scope: 'design',
  given: hasShares,
  tolerance: 'two units',
  source: 'catalogue IF6; stakers who leave ahead of a loss that everybody can see',
  over: 'pair',
  change: 'leave-before-loss',
  // The change has no meaning where no pool lost anything.
  reaches: () => 1,
  holds: (pair) => {
    for (const { account, pool, came, went } of flows(pair)) {
      const half = Math.floor(Math.max(0, pair.first.books.account(account).equity) / 2);
      if (came > 0 || went <= half + 2) continue;
      return { who: `pool ${pool}`, expected: `at most ${half}`, found: went, difference: went - half };
    }
    return undefined;
  },
});
