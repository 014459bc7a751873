import type { ExchangeDesign } from '../../exchange/index.ts';
import { formatUnits } from '../../money/index.ts';
import { decimalsOf, type World } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import { longer } from './calm.ts';
import type { Change, FirstRun } from './change.ts';
import { canBeStaked } from './stakes.ts';

type FundUse = ExchangeDesign['funds'][string];
type Plans = { readonly stakes: readonly object[]; readonly unstakes: readonly object[] };

/** A step in which a pool won or lost most, and what it held before, units. */
interface Moment {
  readonly step: number;
  readonly before: number;
}

/** Nobody comes or goes in it by the design's own plan, so that all that does is what a change adds. */
const isQuiet = (use: FundUse): boolean => {
  if (!canBeStaked(use)) return false;
  const { stakes, unstakes } = use.params as Plans;
  return stakes.length === 0 && unstakes.length === 0;
};

/** What each pool that is named holds after each step, units. */
const held = (trial: Trial, first: FirstRun, names: readonly string[]): ReadonlyMap<string, readonly number[]> => {
  const rows = new Map(names.map((name) => [name, [] as number[]]));
  const look = ({ venue }: World): void => {
    for (const { name, equity } of venue.pools) rows.get(name)?.push(equity);
  };
  first.play(trial, { onStart: look, onStep: look });
  return rows;
};

/** The step in which a pool's holding changed most in a direction; nothing when it never did. */
const most = (holding: readonly number[], direction: 1 | -1): Moment | undefined => {
  let best: Moment | undefined;
  let change = 0;
  for (let step = 1; step < holding.length; step++) {
    const before = holding[step - 1] as number;
    const by = direction * ((holding[step] as number) - before);
    if (by <= change || before <= 0) continue;
    change = by;
    best = { step, before };
  }
  return best;
};

/** The plans of a pool whose terms stay as the design has them. */
const planned = ({ mechanism, params }: FundUse, plans: Plans): object => {
  const { stakes, unstakes } = mechanism.params.parse(plans) as Plans;
  return { ...(params as object), stakes, unstakes };
};

/** A trial in which somebody comes to its pools or leaves them around the step in which each changes most. */
const around = (
  trial: Trial,
  first: FirstRun,
  direction: 1 | -1,
  plansOf: (moment: Moment, at: (step: number) => string) => Plans,
): Trial | undefined => {
  const { design, scenario } = trial;
  const quiet = Object.entries(design.funds).filter(([, use]) => isQuiet(use));
  if (quiet.length === 0) return undefined;
  const holding = held(
    trial,
    first,
    quiet.map(([name]) => name),
  );
  const funds = quiet.flatMap(([name, use]): [string, FundUse][] => {
    const moment = most(holding.get(name) ?? [], direction);
    if (moment === undefined) return [];
    const plans = plansOf(moment, (step) => `${step * scenario.step}s`);
    return [[name, { ...use, params: planned(use, plans) }]];
  });
  if (funds.length === 0) return undefined;
  // One step more, so that who came in the last can leave.
  return { ...longer(trial, 1), design: { ...design, funds: { ...design.funds, ...Object.fromEntries(funds) } } };
};

/** Somebody doubles each pool just before it wins most, and asks for it back just after. */
export const sandwichStake: Change = {
  name: 'sandwich-stake',
  says: 'a newcomer stakes as much as is there in each pool before the step in which it wins most, and asks it back in the next, on the terms of the design',
  apply: (trial, _, first) => {
    const second = around(trial, first, 1, ({ step, before }, at) => ({
      stakes: [{ by: 'newcomer', at: at(step), amount: formatUnits(before, decimalsOf(trial.scenario)) }],
      unstakes: [{ by: 'newcomer', at: at(step + 1), share: '1' }],
    }));
    return second === undefined ? undefined : { trial: second };
  },
};

/** Half of those who hold each pool ask for their money just before it loses most. */
export const leaveBeforeLoss: Change = {
  name: 'leave-before-loss',
  says: 'half of what each pool opened with is asked back before the step in which it loses most, on the terms of the design',
  apply: (trial, _, first) => {
    const second = around(trial, first, -1, ({ step }, at) => ({
      stakes: [],
      unstakes: [{ by: 'opening', at: at(step), share: '0.5' }],
    }));
    return second === undefined ? undefined : { trial: second };
  },
};
