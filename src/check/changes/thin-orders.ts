import type { AccountSpec, ScriptedEvent } from '../../world/index.ts';
import type { Change } from './change.ts';
import { lotWorth, priceAt, stepEnds, withScenario } from './scripted.ts';

/** How far from the price of the step its orders stand. */
const AWAY = [0.9, 0.97, 1.03, 1.1];

/** Somebody puts orders of one lot into the book wherever somebody in breach may meet them. */
export const thinOrders: Change = {
  name: 'thin-orders',
  says: 'in every step somebody puts orders of one lot into the book, on both sides of the price, before accounts are judged and before anybody is deleveraged',
  apply: (trial) => {
    const { markets, settle, accounts } = trial.scenario;
    const wealth = markets.reduce((sum, market) => sum + lotWorth(market), 0) * 10_000;
    const griefer: AccountSpec = {
      name: 'griefer',
      kind: 'trader',
      deposit: { [settle]: String(wealth) },
      positions: [],
    };
    const account = griefer.name;
    const events = stepEnds(trial).flatMap((at) =>
      (['before-margin-check', 'before-adl'] as const).flatMap((when): readonly ScriptedEvent[] => [
        { at, when, account, do: 'cancel-all' },
        ...markets.flatMap((market) =>
          AWAY.flatMap((factor): readonly ScriptedEvent[] => {
            const limit = priceAt(trial, market, at, factor);
            if (limit === undefined) return [];
            const lots = factor < 1 ? 1 : -1;
            return [{ at, when, account, do: 'place', market: market.id, lots, limit, timeInForce: 'post-only' }];
          }),
        ),
      ]),
    );
    if (!events.some((event) => event.do === 'place')) return undefined;
    return {
      trial: withScenario(trial, {
        accounts: [...accounts, griefer],
        events: [...trial.scenario.events, ...events].sort((a, b) => a.at - b.at),
      }),
      added: [account],
    };
  },
};
