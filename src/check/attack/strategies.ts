import type { Dice } from '../dice.ts';
import { type Attack, type AttackMove, type AttackWorld, OPEN } from './world.ts';

/** A way to attack, read off the dice. Sizes and times are rough: the search finds better ones. */
export interface Strategy {
  readonly name: string;
  /** What attackers of this kind do, as one sentence. */
  readonly says: string;
  plan(dice: Dice, world: AttackWorld): Pick<Attack, 'capital' | 'moves' | 'pushes'>;
}

const SIZES = [400, 100, 1000, 4000] as const;

const buy = (
  who: number,
  step: number,
  lots: number,
  away = 10,
  more: Partial<Extract<AttackMove, { do: 'buy' }>> = {},
): AttackMove => ({
  who,
  step,
  do: 'buy',
  lots,
  away: lots > 0 ? away : 0 - away,
  rests: false,
  ...more,
});

/** Two accounts trade with each other: one rests an order at the index, the other takes it. */
const between = (seller: number, buyer: number, step: number, lots: number): readonly AttackMove[] => [
  buy(seller, step, -lots, 0, { rests: true }),
  buy(buyer, step, lots, 0),
];

const take = (who: number, step: number, dollars: number, when?: 'before-margin-check' | 'before-adl'): AttackMove => ({
  who,
  step,
  do: 'withdraw',
  dollars,
  ...(when === undefined ? {} : { when }),
});

/** Money for so many lots at a leverage. */
const money = (lots: number, leverage: number): number => Math.ceil((Math.abs(lots) * OPEN) / leverage);

const leverage = (dice: Dice): number => dice.pick([10, 5, 20, 3]);
const push = (dice: Dice): number => dice.pick([30, -30, 10, -10, 80, -60, 300]);
const ALL = 1_000_000_000;

const held = (steps: number, from: number, percent: number): readonly number[] =>
  Array.from({ length: steps }, (_, i) => (i + 1 >= from ? percent : 0));

/** One size through one account, or cut in parts. */
const inParts = (dice: Dice, world: AttackWorld, parts: number): ReturnType<Strategy['plan']> => {
  const lots = dice.pick(SIZES);
  const each = Math.max(1, Math.floor(lots / parts));
  const side = dice.below(2) === 0 ? 1 : -1;
  return {
    capital: Array.from({ length: parts }, () => money(each, leverage(dice))),
    moves: Array.from({ length: parts }, (_, who) => buy(who, 1, side * each)),
    pushes: held(world.steps, 2, push(dice)),
  };
};

/** A long and a short of the same size, in two accounts. */
const pair = (dice: Dice, lots: number): Pick<Attack, 'capital' | 'moves'> => ({
  capital: [money(lots, leverage(dice)), money(lots, dice.pick([2, 10, 20]))],
  moves: between(0, 1, 1, lots),
});

const strategy = (name: string, says: string, plan: Strategy['plan']): Strategy => ({ name, says, plan });

/** Every way to attack that is tried, in the order in which they are planted. */
export const STRATEGIES: readonly Strategy[] = [
  strategy(
    'matched-pair',
    'A long and a short of one owner; the price moves, the loser goes bankrupt, the winner leaves.',
    (dice, world) => {
      const lots = dice.pick(SIZES);
      const { capital, moves } = pair(dice, lots);
      const out = [0, 1].map((who) => take(who, world.steps, ALL));
      return { capital, moves: [...moves, ...out], pushes: held(world.steps, 2, push(dice)) };
    },
  ),
  strategy('split', 'A position stands in several accounts.', (dice, world) =>
    inParts(dice, world, dice.between(2, 5)),
  ),
  strategy('merge', 'A position stands in one account.', (dice, world) => inParts(dice, world, 1)),
  strategy('wash', 'Two accounts trade back and forth, to move the last price, entries and ranks.', (dice, world) => {
    const lots = dice.pick(SIZES);
    const { capital, moves } = pair(dice, lots);
    const back = Array.from({ length: world.steps - 2 }, (_, i) =>
      i % 2 === 0 ? between(1, 0, i + 2, lots) : between(0, 1, i + 2, lots),
    );
    return { capital, moves: [...moves, ...back.flat()], pushes: held(world.steps, world.steps - 1, push(dice)) };
  }),
  strategy('dust', 'Many accounts of one lot each beside a large one.', (dice, world) => {
    const plan = inParts(dice, world, 1);
    const dust = dice.between(2, 6);
    return {
      ...plan,
      capital: [...plan.capital, ...Array.from({ length: dust }, () => OPEN)],
      moves: [...plan.moves, ...Array.from({ length: dust }, (_, i) => buy(i + 1, 1, dice.below(2) === 0 ? 1 : -1))],
    };
  }),
  strategy('size-by-one', 'A position changes by one lot just before ADL.', (dice, world) => {
    const plan = inParts(dice, world, 1);
    const nudge = buy(0, dice.between(2, world.steps), dice.below(2) === 0 ? 1 : -1, 10, { when: 'before-adl' });
    return { ...plan, moves: [...plan.moves, nudge] };
  }),
  strategy('collateral-shuffle', 'Money moves out before ADL and in again after it.', (dice, world) => {
    const plan = inParts(dice, world, 1);
    const at = dice.between(2, world.steps);
    const dollars = Math.floor((plan.capital[0] ?? 0) / 2);
    return {
      ...plan,
      moves: [...plan.moves, take(0, at, dollars), { who: 0, step: at, when: 'agents', do: 'deposit', dollars }],
    };
  }),
  strategy('entry-reset', 'A position is closed and opened again, so that its entry price is new.', (dice, world) => {
    const plan = inParts(dice, world, 1);
    const { lots } = plan.moves[0] as Extract<AttackMove, { do: 'buy' }>;
    const at = dice.between(3, world.steps);
    return { ...plan, moves: [...plan.moves, buy(0, at, -lots), buy(0, at, lots)] };
  }),
  strategy(
    'thin-orders',
    'Orders of one lot stand in the book against the liquidation of another account.',
    (dice, world) => {
      const plan = inParts(dice, world, 1);
      const thin = Array.from({ length: world.steps - 1 }, (_, i) =>
        buy(1, i + 2, dice.below(2) === 0 ? 1 : -1, 0, { rests: true }),
      );
      return { ...plan, capital: [...plan.capital, 10 * OPEN], moves: [...plan.moves, ...thin] };
    },
  ),
  strategy('stale-then-jump', 'Nothing happens for some steps, then the index jumps.', (dice, world) => {
    const { capital, moves } = pair(dice, dice.pick(SIZES));
    return { capital, moves, pushes: held(world.steps, world.steps, push(dice)) };
  }),
  strategy('serialisation', 'Many accounts go bankrupt in the same step.', (dice, world) =>
    inParts(dice, world, dice.between(6, 12)),
  ),
  strategy(
    'wall-pull',
    'A wall of bids holds the price, is taken away, and the attackers let their own longs be taken over.',
    (dice, world) => {
      const lots = dice.pick(SIZES);
      const parts = dice.between(1, 4);
      const wall = Array.from({ length: 2 }, (_, i) => buy(parts, i + 1, 2 * lots, -1, { rests: true }));
      const at = dice.between(3, world.steps);
      return {
        capital: [...Array.from({ length: parts }, () => money(lots / parts, leverage(dice))), money(2 * lots, 2)],
        moves: [
          ...wall,
          ...Array.from({ length: parts }, (_, who) => buy(who, 2, Math.ceil(lots / parts))),
          { who: parts, step: at, do: 'cancel-all' },
        ],
        pushes: held(world.steps, at, dice.pick([-10, -30, -60])),
      };
    },
  ),
  strategy('oracle-push', 'The index is pushed while a position stands, and let go again.', (dice, world) => {
    const plan = inParts(dice, world, 1);
    const from = dice.between(2, world.steps);
    const percent = push(dice);
    return { ...plan, pushes: Array.from({ length: world.steps }, (_, i) => (i + 1 === from ? percent : 0)) };
  }),
  strategy(
    'forced-take-over',
    'A large position gives up its margin so that the venue has to take it over; then the index is pushed against the venue.',
    (dice, world) => {
      const lots = dice.pick(SIZES);
      const side = dice.below(2) === 0 ? 1 : -1;
      const at = dice.between(2, Math.max(2, world.steps - 2));
      const percent = dice.pick([5, 10, 30, 80]);
      return {
        capital: [money(lots, dice.pick([5, 10])), money(lots, 3)],
        moves: [
          ...(side === 1 ? between(1, 0, 1, lots) : between(0, 1, 1, lots)),
          take(0, at, ALL),
          take(1, world.steps, ALL),
        ],
        pushes: Array.from({ length: world.steps }, (_, i) =>
          i < at ? (i === at - 1 ? -side * 2 : 0) : -side * percent,
        ),
      };
    },
  ),
  strategy('profit-first', 'Profit is withdrawn before ADL can take it.', (dice, world) => {
    const { capital, moves } = pair(dice, dice.pick(SIZES));
    const out = Array.from({ length: world.steps - 1 }, (_, i) =>
      [0, 1].map((who) => take(who, i + 2, ALL, 'before-adl')),
    );
    return { capital, moves: [...moves, ...out.flat()], pushes: held(world.steps, 2, push(dice)) };
  }),
  strategy(
    'profit-then-crash',
    'A large position is pushed into profit, the profit is withdrawn, and the price falls back on what is left.',
    (dice, world) => {
      const lots = dice.pick(SIZES);
      const side = dice.below(2) === 0 ? 1 : -1;
      const percent = dice.pick([30, 80, 10]);
      const turn = dice.between(2, world.steps - 1);
      return {
        capital: [money(lots, leverage(dice))],
        moves: [buy(0, 1, side * lots), take(0, turn + 1, ALL)],
        pushes: Array.from({ length: world.steps }, (_, i) =>
          i + 1 < 2 ? 0 : i < turn ? side * percent : -side * Math.min(percent, 60),
        ),
      };
    },
  ),
  strategy(
    'sandwich',
    'Money comes just before fees and losses of the venue are shared out, and leaves after it.',
    (dice, world) => {
      const { capital, moves } = pair(dice, dice.pick(SIZES));
      const at = dice.between(2, world.steps);
      return {
        capital: [...capital, 1],
        moves: [
          ...moves,
          { who: 2, step: at, when: 'before-mark', do: 'deposit', dollars: 1_000_000 },
          take(2, Math.min(world.steps, at + 1), ALL),
        ],
        pushes: held(world.steps, at, push(dice)),
      };
    },
  ),
  strategy(
    'between-mark-and-check',
    'Somebody acts after the mark is known and before the margin check.',
    (dice, world) => {
      const plan = inParts(dice, world, 1);
      const { lots } = plan.moves[0] as Extract<AttackMove, { do: 'buy' }>;
      const at = dice.between(2, world.steps);
      return {
        ...plan,
        moves: [
          ...plan.moves,
          buy(0, at, -lots, 5, { when: 'before-margin-check' }),
          take(0, at, ALL, 'before-margin-check'),
        ],
      };
    },
  ),
];
