import type { RandomStream } from '../../math/index.ts';
import type { Attack, AttackMove } from './world.ts';

type Change = (attack: Attack, random: RandomStream) => Attack;

const pick = <T>(list: readonly T[], random: RandomStream): T | undefined =>
  list[random.below(Math.max(1, list.length))];
const MOST_MOVES = 40;
const MOST_ACCOUNTS = 16;
const MOST_CAPITAL = 1_000_000_000;
const POINTS = [undefined, 'before-mark', 'before-margin-check', 'between-rounds', 'before-adl', 'agents'] as const;

/** A size that is somewhat larger, smaller, or off by one. */
const resized = (size: number, random: RandomStream): number => {
  const factor = pick([2, 0.5, 1.2, 0.8, 1.05, 0.95], random) as number;
  const other = random.chance(0.2) ? size + (random.chance(0.5) ? 1 : -1) : Math.round(size * factor);
  return Math.max(1, Math.min(MOST_CAPITAL, other));
};

const withMove = (attack: Attack, at: number, move: AttackMove): Attack => ({
  ...attack,
  moves: attack.moves.map((one, i) => (i === at ? move : one)),
});

const changeMove: Change = (attack, random) => {
  const at = random.below(Math.max(1, attack.moves.length));
  const move = attack.moves[at];
  if (move === undefined) return attack;
  switch (random.below(4)) {
    case 0:
      return withMove(attack, at, { ...move, step: 1 + random.below(attack.world.steps) });
    case 1: {
      const { when: _when, ...rest } = move;
      const when = pick(POINTS, random);
      return withMove(attack, at, (when === undefined ? rest : { ...rest, when }) as AttackMove);
    }
    case 2:
      return withMove(attack, at, { ...move, who: random.below(attack.capital.length) });
    default:
      if (move.do === 'buy') {
        const lots = Math.sign(move.lots) * resized(Math.abs(move.lots), random) * (random.chance(0.1) ? -1 : 1);
        const away = random.chance(0.3) ? pick([0, 1, 3, 10, 50, -1, -3, -10], random) : move.away;
        return withMove(attack, at, { ...move, lots, away: away as number });
      }
      return 'dollars' in move ? withMove(attack, at, { ...move, dollars: resized(move.dollars, random) }) : attack;
  }
};

const addMove: Change = (attack, random) => {
  if (attack.moves.length >= MOST_MOVES) return attack;
  const model = pick(attack.moves, random);
  if (model === undefined) return attack;
  const step = 1 + random.below(attack.world.steps);
  // What was bought at one time is sold at another.
  const move =
    model.do === 'buy' && random.chance(0.6)
      ? { ...model, step, lots: -model.lots, away: 0 - model.away }
      : { ...model, step };
  return { ...attack, moves: [...attack.moves, move] };
};

const dropMove: Change = (attack, random) => {
  const gone = random.below(Math.max(1, attack.moves.length));
  return { ...attack, moves: attack.moves.filter((_, i) => i !== gone) };
};

/** Percent that a push is at least and at most: a price stays above nothing. */
const PUSH_RANGE = [-95, 900] as const;

/**
 * Another push: a new one, one that is somewhat nearer or farther, or one half-way between its neighbours.
 *
 * The small changes matter: whether a venue closes, takes over or writes off is often a question of a few percent.
 */
const pushed = (pushes: readonly number[], at: number, random: RandomStream): number => {
  const now = pushes[at] ?? 0;
  switch (random.below(3)) {
    case 0:
      return pick([0, 5, -5, 10, -10, 30, -30, 80, -60, 300], random) as number;
    case 1:
      return now + (pick([1, -1, 2, -2, 4, -4, 8, -8, 16, -16], random) as number);
    default:
      return Math.round(((pushes[at - 1] ?? 0) + (pushes[at + 1] ?? now)) / 2);
  }
};

const changePush: Change = (attack, random) => {
  const { steps } = attack.world;
  const pushes = Array.from({ length: steps }, (_, i) => attack.pushes[i] ?? 0);
  const at = random.below(steps);
  const [least, most] = PUSH_RANGE;
  const percent = Math.max(least, Math.min(most, pushed(pushes, at, random)));
  const until = random.chance(0.5) ? steps : at + 1;
  for (let i = at; i < until; i++) pushes[i] = percent;
  return { ...attack, pushes };
};

const changeCapital: Change = (attack, random) => {
  const at = random.below(attack.capital.length);
  return { ...attack, capital: attack.capital.map((dollars, i) => (i === at ? resized(dollars, random) : dollars)) };
};

const addAccount: Change = (attack, random) => {
  if (attack.capital.length >= MOST_ACCOUNTS) return attack;
  const like = random.below(attack.capital.length);
  const copies = attack.moves
    .filter(({ who }) => who === like)
    .map((move) => ({ ...move, who: attack.capital.length }));
  return {
    ...attack,
    capital: [...attack.capital, attack.capital[like] as number],
    moves: [...attack.moves, ...copies].slice(0, MOST_MOVES),
  };
};

const CHANGES: readonly Change[] = [
  changeMove,
  changeMove,
  changeMove,
  addMove,
  dropMove,
  changePush,
  changePush,
  changeCapital,
  addAccount,
];

/** An attack changed in one to three ways, or with moves of another one in the same number of accounts. */
export const mutate = (attack: Attack, other: Attack, random: RandomStream): Attack => {
  let changed = attack;
  if (random.chance(0.15)) {
    const moves = [...attack.moves, ...other.moves.filter(({ who }) => who < attack.capital.length)];
    changed = { ...attack, moves: moves.filter(({ step }) => step <= attack.world.steps).slice(0, MOST_MOVES) };
  }
  for (let times = 1 + random.below(3); times > 0; times--)
    changed = (pick(CHANGES, random) as Change)(changed, random);
  return changed;
};
