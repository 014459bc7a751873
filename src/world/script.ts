import type { AgentAction, AgentPoint } from '../contract/index.ts';
import { closeMarket, type Market, type Venue } from '../exchange/index.ts';
import { parseUnits } from '../money/index.ts';
import { ticksOf } from './markets.ts';
import type { MarketSpec, Scenario, ScriptedEvent } from './scenario.ts';

const pointOf = (event: ScriptedEvent): AgentPoint | undefined => ('when' in event ? event.when : undefined);

/** What a scenario says happens to named accounts and to markets, done when its moment comes. */
export class Script {
  readonly #scenario: Scenario;
  readonly #venue: Venue;
  readonly #accountOf: (name: string) => number;
  readonly #do: (action: AgentAction) => void;
  /** Events that wait for their point of the running step. */
  #waiting: readonly ScriptedEvent[] = [];

  /** @param accountOf - Account of a name. @param act - Does what an account asks for. */
  constructor(
    scenario: Scenario,
    venue: Venue,
    accountOf: (name: string) => number,
    act: (action: AgentAction) => void,
  ) {
    this.#scenario = scenario;
    this.#venue = venue;
    this.#accountOf = accountOf;
    this.#do = act;
  }

  /** Begins a step, seconds from `before` to `now`: what has no point of its own happens at once. */
  begin(before: number, now: number): void {
    this.#waiting = this.#scenario.events.filter(({ at }) => at > before && at <= now);
    this.at(undefined);
  }

  /** What waits for a point happens. */
  at(point: AgentPoint | undefined): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter((event) => pointOf(event) === point);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter((event) => pointOf(event) !== point);
    for (const event of due) this.#happens(event);
  }

  #happens(event: ScriptedEvent): void {
    const { assets, markets, replacements } = this.#venue;
    const marketOf = (id: string): Market => markets.find((one) => one.id === id) as Market;
    if (event.do === 'close-market') return closeMarket(this.#venue, marketOf(event.market).number);
    const account = this.#accountOf(event.account);
    switch (event.do) {
      case 'cancel-all':
        return this.#do({ do: 'cancel-all', account });
      case 'reopen':
        for (const offer of [...replacements.standing])
          if (offer.account === account) this.#do({ do: 'reopen', offer: offer.id });
        return;
      case 'place': {
        const { number } = marketOf(event.market);
        const { lots, timeInForce, limit } = event;
        const spec = this.#scenario.markets[number] as MarketSpec;
        const ticks = limit === undefined ? {} : { limit: ticksOf(spec, limit) };
        return this.#do({ do: 'place', account, market: number, lots, timeInForce, ...ticks });
      }
      default: {
        const asset = event.asset ?? this.#scenario.settle;
        const amount = parseUnits(event.amount, assets.find((one) => one.name === asset)?.decimals ?? 0);
        this.#do({ do: event.do, account, amount, ...(event.do === 'deposit' ? { asset } : {}) });
      }
    }
  }
}
