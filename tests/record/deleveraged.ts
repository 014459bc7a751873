import { CAUSE, EVENT } from '../../src/ledger/index.ts';
import type { RunRecord } from '../../src/measure/index.ts';

/** One auto-deleveraging fill of a run. */
export interface AdlFill {
  readonly seconds: number;
  readonly owner: number;
  readonly market: string;
  /** Absolute value at mark, units. */
  readonly notional: number;
  /** Whether it closed the whole position. */
  readonly whole: boolean;
  /** Realised profit of the counterparty, units. */
  readonly profit: number;
}

/** What the record of a run says of liquidations and auto-deleveraging. */
export interface Deleveraged {
  readonly fills: readonly AdlFill[];
  /** Absolute value at mark of every piece that left an account in default, by market. */
  readonly liquidated: ReadonlyMap<string, number>;
}

const LEAVES: ReadonlySet<number> = new Set([CAUSE.book, CAUSE.offer, CAUSE['take-over'], CAUSE.adl]);

/** Reads the fills of a run out of its event log: nothing else of the run is looked at. */
export const deleveraged = ({ log, cases, markets }: RunRecord): Deleveraged => {
  const events = log.columns();
  const held = new Map<number, { lots: number; cost: number }>();
  const owners = new Map<number, number>();
  const fills: AdlFill[] = [];
  const liquidated = new Map<string, number>();
  let now = 0;
  const take = (account: number, market: number, lots: number, value: number): { after: number; profit: number } => {
    const key = account * markets.length + market;
    const before = held.get(key) ?? { lots: 0, cost: 0 };
    const after = before.lots + lots;
    const closed =
      before.lots !== 0 && Math.sign(before.lots) !== Math.sign(lots)
        ? Math.min(Math.abs(lots), Math.abs(before.lots))
        : 0;
    const released = closed === 0 ? 0 : (before.cost * closed) / Math.abs(before.lots);
    const brought = lots === 0 ? 0 : (value * (Math.abs(lots) - closed)) / Math.abs(lots);
    held.set(key, { lots: after, cost: before.cost - released + brought });
    return { after, profit: -(value - brought) - released };
  };
  for (let row = 0; row < events.kind.length; row++) {
    const [a, b, market] = [events.a[row], events.b[row], events.market[row]] as [number, number, number];
    if (events.kind[row] === EVENT['open-account']) owners.set(a, b === -1 ? a : b);
    else if (events.kind[row] === EVENT.step) now = events.value[row] as number;
    else if (events.kind[row] === EVENT.fill) {
      const [lots, value, mark] = [events.lots[row], events.value[row], events.mark[row]] as [number, number, number];
      take(a, market, -lots, -value);
      const { after, profit } = take(b, market, lots, value);
      const cause = events.cause[row] as number;
      const id = markets[market]?.id ?? '';
      if (cases[(events.case[row] as number) - 1]?.kind === 'default' && LEAVES.has(cause))
        liquidated.set(id, (liquidated.get(id) ?? 0) + Math.abs(mark));
      if (cause === CAUSE.adl)
        fills.push({
          seconds: now,
          owner: owners.get(b) ?? b,
          market: id,
          notional: Math.abs(mark),
          whole: after === 0,
          profit,
        });
    }
  }
  return { fills, liquidated };
};
