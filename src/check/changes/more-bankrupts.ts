import type { AccountSpec, ScriptedEvent } from '../../world/index.ts';
import type { Change } from './change.ts';
import { withScenario } from './scripted.ts';

/** Everybody is there several times over, and the pools hold as many times the money. */
export const moreBankrupts: Change = {
  name: 'more-bankrupts',
  says: 'everybody is there two or three times, does everything as often, and the pools hold as many times the money',
  apply: (trial, random) => {
    const { fundTotal, scenario } = trial;
    if (fundTotal === undefined) return undefined;
    const k = 2 + random.below(2);
    const copies = Array.from(
      { length: k },
      (_, copy) =>
        (name: string): string =>
          copy === 0 ? name : `${name}-x${copy + 1}`,
    );
    const accounts = copies.flatMap((named) =>
      scenario.accounts.map(
        (account): AccountSpec => ({
          ...account,
          name: named(account.name),
          ...(account.owner === undefined ? {} : { owner: named(account.owner) }),
        }),
      ),
    );
    const events = scenario.events.flatMap((event): readonly ScriptedEvent[] =>
      'account' in event ? copies.map((named) => ({ ...event, account: named(event.account) })) : [event],
    );
    return {
      trial: { ...withScenario(trial, { accounts, events }), fundTotal: k * fundTotal },
      twins: (name) => copies.map((named) => named(name)),
      factor: k,
    };
  },
};
