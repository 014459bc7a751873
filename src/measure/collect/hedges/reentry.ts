import { Total, value } from '../../../money/index.ts';
import type { Numeraire } from '../../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../../run-record.ts';
import { GROUP_SCOPES, type GroupScope } from './groups.ts';

/** What it would cost hedged accounts to take the positions again that ADL closed, at the next mark of each market. */
export class Reentry {
  readonly #run: RunRecord;
  /** Lots cut and not yet priced, by scope and market, with what they were executed at. */
  readonly #lots: Record<GroupScope, Float64Array>;
  readonly #executed: Record<GroupScope, Float64Array>;
  /** Cost by scope, numeraire units. */
  readonly cost: Record<GroupScope, Total> = { account: new Total(), venue: new Total() };

  /** @param run - Its markets. */
  constructor(run: RunRecord) {
    const column = (): Float64Array => new Float64Array(run.markets.length);
    this.#run = run;
    this.#lots = { account: column(), venue: column() };
    this.#executed = { account: column(), venue: column() };
  }

  /** Lots that a hedged account received by ADL at a value. */
  cut(scope: GroupScope, market: number, lots: number, executed: number): void {
    const [held, paid] = [this.#lots[scope], this.#executed[scope]];
    held[market] = (held[market] as number) + lots;
    paid[market] = (paid[market] as number) + executed;
  }

  /** A market has a new mark (or the run is over, at the last): what was cut before could be taken again at it. */
  price(market: number, mark: number, numeraire: Numeraire): void {
    const { instrument, settle } = this.#run.markets[market] as MeasuredMarket;
    for (const scope of GROUP_SCOPES) {
      const [held, paid] = [this.#lots[scope], this.#executed[scope]];
      const lots = held[market] as number;
      if (lots === 0 && paid[market] === 0) continue;
      this.cost[scope].add(numeraire.of(settle, (paid[market] as number) - value(instrument, lots, mark)));
      held[market] = 0;
      paid[market] = 0;
    }
  }
}
