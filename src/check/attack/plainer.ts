import { isBreakwaterError } from '../../contract/index.ts';
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
  let best = { attack, result: known };
  let left = most;
  const tried = (one: Attack): AttackResult | undefined => {
    try {
      return meter.measure(one);
    } catch (error) {
      if (isBreakwaterError(error) && error.kind === 'contract') return undefined;
      throw error;
    }
  };
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const one of fewer(best.attack)) {
      left -= 1;
      if (left < 0) break;
      const result = tried(one);
      if (result === undefined || result.gain < best.result.gain) continue;
      best = { attack: one, result };
      found = true;
      break;
    }
  }
  return best;
};
