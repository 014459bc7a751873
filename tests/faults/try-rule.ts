import type { AnsweredRule } from '../../src/check/index.ts';
import { isBreakwaterError } from '../../src/index.ts';
import type { Outcome } from './fault.ts';
import type { Package } from './sound.ts';
import type { Task } from './task.ts';

/** Draws of a model among which the one with the fewest claims is looked for. */
const DRAWS = 400;

/** Asks the rule of a fault, or a model, until the invariant breaks where it holds without the mistake. */
export const tryRule = (faulty: Package, sound: Package, { fault, runs, seed }: Task): Outcome => {
  const { check, invariant } = faulty;
  const uses = (rules: Package['rules']) =>
    rules
      .filter(({ name }) => name === fault.on)
      .map((mechanism) => ({ name: fault.on, mechanism, params: mechanism.params.parse({}) }));
  const asked = { seed, rules: faulty.rules };
  const [rule] = uses(faulty.rules);
  if (invariant.over === 'claims' && rule === undefined)
    return { status: 'missed', why: `there is no allocation rule ${fault.on}`, also: [] };
  const ask = (draw: number): AnsweredRule | undefined => {
    try {
      return (
        rule !== undefined && invariant.over === 'claims'
          ? check.askRuleOnce(rule, [invariant], draw, asked)
          : check.askModels([invariant], draw, asked)
      )[0];
    } catch (error) {
      // A rule that raises what it cannot is refused before a model can say what is wrong with it.
      if (isBreakwaterError(error)) return undefined;
      throw error;
    }
  };
  const holdsWithout = (found: Parameters<typeof check.askAgain>[1]): boolean => {
    const without = { seed, rules: sound.rules };
    const said = sound.check.askAgain(sound.invariant, found, uses(sound.rules), without)?.verdict;
    return said !== undefined && said.status !== 'broken';
  };
  for (let draw = 0; draw < runs; draw++) {
    const found = ask(draw);
    if (found?.claims === undefined || !holdsWithout(found.claims)) continue;
    const small =
      invariant.over === 'model'
        ? check.smallestDraw(invariant, found, asked, DRAWS, (other) => holdsWithout({ draw: other }))
        : found;
    return {
      status: 'caught',
      runs: draw + 1,
      accounts: check.claimsIn(small.claims ?? found.claims),
      also: [],
      witness: small.verdict.witness,
    };
  }
  return { status: 'missed', why: `held in ${runs} questions`, also: [] };
};
