import { isBreakwaterError } from '../../contract/index.ts';
import { simplest } from '../shrink/greedy.ts';
import type { AttackMeter, AttackResult } from './gain.ts';
import type { Attack } from './world.ts';

const without = <T>(list: readonly T[], at: number): readonly T[] => list.filter((_, i) => i !== at);

/** Attacks that lack an account, a move or a change of the index. */
function* fewer(attack: Attack): Generator<Attack> {
  for (let gone = attack.capital.length - 1; gone >= 0 && attack.capital.length > 1; gone--)
    yield {
      ...attack,
      capital: without(attack.capital, gone),
      moves: attack.moves
        .filter(({ who }) => who !== gone)
        .map((move) => ({ ...move, who: move.who > gone ? move.who - 1 : move.who })),
    };
  for (let gone = attack.moves.length - 1; gone >= 0; gone--) yield { ...attack, moves: without(attack.moves, gone) };
  for (const [i, percent] of attack.pushes.entries()) {
    const before = attack.pushes[i - 1] ?? 0;
    if (percent !== before) yield { ...attack, pushes: attack.pushes.map((push, j) => (j === i ? before : push)) };
  }
}

/**
 * An attack without what it does not need: it gains as much or more with fewer accounts, moves and pushes.
 *
 * @param known - What it comes to.
 * @param most - Attacks that are played at most.
 */
export const plainerAttack = (
  meter: AttackMeter,
  attack: Attack,
  known: AttackResult,
  most = 600,
): { readonly attack: Attack; readonly result: AttackResult } => {
  let result = known;
  const gainsAsMuch = (one: Attack): boolean => {
    try {
      const tried = meter.measure(one);
      if (tried.gain < result.gain) return false;
      result = tried;
      return true;
    } catch (error) {
      if (isBreakwaterError(error) && error.kind === 'contract') return false;
      throw error;
    }
  };
  const plainest = simplest(attack, fewer, gainsAsMuch, most);
  return { attack: plainest, result };
};
