import { bearerOf, type CaseLine, emptyLine } from '../exchange/index.ts';
import { ACCOUNT_KINDS, CAUSES, type Cause, EVENT, type EventSpan } from '../ledger/index.ts';
import type { MeasuredMarket, RunRecord } from './run-record.ts';

/** Causes of money that leaves the subject, and the field they are counted in. */
const OUTFLOWS: Partial<Record<Cause, 'fees' | 'forfeited' | 'slippage'>> = {
  'liquidation-fee': 'fees',
  forfeit: 'forfeited',
  'take-over-difference': 'slippage',
  'adl-difference': 'slippage',
};

/** One row of the log as a piece of a case is read from it. */
interface Piece {
  readonly cause: Cause;
  readonly worth: number;
  readonly released: number;
  readonly atMark: number;
}

/** Works the accounts of cases out again from the event log alone. */
class Lines {
  readonly #run: RunRecord;
  readonly #kinds = new Map<number, number>();
  readonly #subjects = new Map<number, number>();
  readonly lines = new Map<number, CaseLine[]>();

  constructor(run: RunRecord) {
    this.#run = run;
  }

  #line(caseId: number, asset: number): CaseLine {
    return this.lines.get(caseId)?.[asset] as CaseLine;
  }

  #settle(market: number): number {
    return (this.#run.markets[market] as MeasuredMarket).settle;
  }

  #bearer(cause: Cause, account: number): ReturnType<typeof bearerOf> {
    return bearerOf(cause, ACCOUNT_KINDS[this.#kinds.get(account) as number] as (typeof ACCOUNT_KINDS)[number]);
  }

  add({ columns, from: first, to: end }: EventSpan): void {
    const { kind, cause, case: caseOf, market, a, b, value, cost, mark } = columns;
    for (let row = first; row < end; row++) {
      const from = a[row] as number;
      if (kind[row] === EVENT['open-account']) this.#kinds.set(from, value[row] as number);
      const id = caseOf[row] as number;
      if (id === 0) continue;
      const why = CAUSES[cause[row] as number] as Cause;
      const amount = value[row] as number;
      const where = market[row] as number;
      const piece = { cause: why, worth: amount, released: cost[row] as number, atMark: mark[row] as number };
      switch (kind[row]) {
        case EVENT['open-case']:
          this.#subjects.set(id, from);
          this.lines.set(
            id,
            this.#run.assets.map(() => emptyLine()),
          );
          break;
        case EVENT.left:
          this.#line(id, where).left = amount;
          break;
        case EVENT['close-case']:
          this.#line(id, 0).left = amount;
          break;
        case EVENT.fill:
          // Companion orders and the closing of a market move lots of others than the subject.
          if (from === this.#subjects.get(id))
            this.#piece(id, this.#settle(where), piece, this.#bearer(why, b[row] as number));
          break;
        case EVENT['net-inventory']:
          this.#piece(id, this.#settle(where), piece, 'book');
          break;
        case EVENT['sell-collateral']:
          this.#piece(id, 0, { ...piece, released: piece.atMark }, 'book');
          break;
        case EVENT.transfer:
          this.#transfer(id, where, why, from, b[row] as number, amount);
          break;
      }
    }
  }

  #piece(id: number, asset: number, piece: Piece, bearer: ReturnType<typeof bearerOf>): void {
    const line = this.#line(id, asset);
    line.markLoss += piece.released - piece.atMark;
    line.ownCollateral += piece.released - piece.worth;
    if (piece.worth < piece.atMark) line.slippage += piece.atMark - piece.worth;
    else line[bearer] += piece.worth - piece.atMark;
  }

  #transfer(id: number, asset: number, cause: Cause, from: number, to: number, units: number): void {
    const line = this.#line(id, asset);
    const subject = this.#subjects.get(id);
    const outflow = OUTFLOWS[cause];
    if (from === subject && outflow !== undefined) {
      line.ownCollateral += units;
      line[outflow] += units;
    } else if (to === subject) {
      line.ownCollateral -= units;
      line[this.#bearer(cause, from)] += units;
    }
  }
}

/**
 * Works the accounts of all cases out from the event log alone: what a case record must say, unit for unit.
 *
 * @param run - A run of which the whole log is held; its case records are not looked at.
 * @returns Accounts by asset number, by case id.
 */
export const linesOfLog = (run: RunRecord): ReadonlyMap<number, readonly CaseLine[]> => {
  const lines = new Lines(run);
  for (const span of run.log.spans(0)) lines.add(span);
  return lines.lines;
};
