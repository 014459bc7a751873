import type { ScriptedEvent } from '../../world/index.ts';
import type { Change } from './change.ts';
import { idleHolders, stepEnds, withScenario } from './scripted.ts';

/** Money comes in, or goes out, just before accounts are judged, and the other way just after. */
export const shuffleCollateral: Change = {
  name: 'shuffle-collateral',
  says: 'in every step one account pays in as much as it has, or takes out half of it, before accounts are judged, and undoes it when the step ends',
  apply: (trial, random) => {
    const idle = idleHolders(trial);
    const account = idle[random.below(Math.max(1, idle.length))];
    const deposited = Math.floor(Number(account?.deposit[trial.scenario.settle] ?? 0));
    if (account === undefined || deposited < 2) return undefined;
    const more = random.below(2) === 0;
    const base = { account: account.name, amount: String(more ? deposited : Math.floor(deposited / 2)) };
    const events = stepEnds(trial).flatMap((at): readonly ScriptedEvent[] => [
      { ...base, at, when: 'before-margin-check', do: more ? 'deposit' : 'withdraw' },
      { ...base, at, when: 'agents', do: more ? 'withdraw' : 'deposit' },
    ]);
    return {
      trial: withScenario(trial, { events: [...trial.scenario.events, ...events].sort((a, b) => a.at - b.at) }),
      changed: [account.name],
    };
  },
};
