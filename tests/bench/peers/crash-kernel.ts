/**
 * A crash with nothing around it: typed arrays, float64, no books, no records, no plug-ins. What the same choice costs at the very least.
 *
 * @module
 */
import type { Venue } from '../../../src/exchange/index.ts';
import { selectFirst } from './quickselect.ts';

/** Columns of a one-market book. */
export interface Columns {
  readonly lots: Float64Array;
  readonly cost: Float64Array;
  /** Quote: cash less cost. */
  readonly quote: Float64Array;
}

/** Copies the columns of a one-market venue, account by account. */
export const columnsOf = ({ ledger }: Venue): Columns => {
  const { positions, accounts } = ledger;
  const held = Array.from({ length: positions.used }, (_, row) => row).filter((row) => positions.account[row] !== -1);
  const traders = held.filter((row) => accounts.kindOf(positions.account[row] as number) === 'trader');
  return {
    lots: Float64Array.from(traders, (row) => positions.lots[row] as number),
    cost: Float64Array.from(traders, (row) => positions.cost[row] as number),
    quote: Float64Array.from(traders, (row) => accounts.balance(0, positions.account[row] as number)),
  };
};

/** Rows of winners, to be filled: score, lots, and where each comes from. */
export interface Winners {
  readonly score: Float64Array;
  readonly size: Float64Array;
  readonly index: Int32Array;
}

/** Scores the shorts in profit by profit share times leverage; returns how many there are. */
export const scoresOf = ({ lots, cost, quote }: Columns, price: number, { score, size, index }: Winners): number => {
  let winners = 0;
  for (let i = 0; i < lots.length; i++) {
    const value = (lots[i] as number) * price;
    const gain = value - (cost[i] as number);
    if ((lots[i] as number) >= 0 || gain <= 0) continue;
    index[winners] = i;
    score[winners] = (gain / Math.abs(cost[i] as number)) * (Math.abs(value) / ((quote[i] as number) + value));
    size[winners++] = -(lots[i] as number);
  }
  return winners;
};

/** Closes bankrupt longs at bankruptcy against the shorts with the highest profit times leverage; returns the lots closed. */
export const crashOf = (columns: Columns, price: number, maintenancePerMillion: number): number => {
  const { lots, quote } = columns;
  const n = lots.length;
  const rows = { score: new Float64Array(n), size: new Float64Array(n), index: new Int32Array(n) };
  const due: number[] = [];
  let need = 0;
  for (let i = 0; i < n; i++) {
    const value = (lots[i] as number) * price;
    if ((quote[i] as number) + value >= Math.ceil((Math.abs(value) * maintenancePerMillion) / 1e6)) continue;
    due.push(i);
    need += lots[i] as number;
  }
  const winners = scoresOf(columns, price, rows);
  const [score, size, index] = [
    rows.score.subarray(0, winners),
    rows.size.subarray(0, winners),
    rows.index.subarray(0, winners),
  ];
  const taken = selectFirst(score, size, index, need);
  const order = Uint32Array.from({ length: taken }, (_, k) => k);
  order.sort((a, b) => (score[b] as number) - (score[a] as number));
  let closed = 0;
  let next = 0;
  let left = 0;
  for (const i of due) {
    // All of its money goes with the lots: each counterparty pays its share.
    const perLot = (quote[i] as number) / (lots[i] as number);
    let open = lots[i] as number;
    while (open > 0 && (left > 0 || next < taken)) {
      if (left === 0) left = size[order[next++] as number] as number;
      const winner = index[order[next - 1] as number] as number;
      const piece = Math.min(open, left);
      lots[winner] = (lots[winner] as number) + piece;
      quote[winner] = (quote[winner] as number) + piece * perLot;
      open -= piece;
      left -= piece;
      closed += piece;
    }
    quote[i] = 0;
    lots[i] = open;
  }
  return closed;
};
