import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { countRows } from './count-rows.ts';
import { isTradeInBook } from './in-book.ts';

const MILLION = 1_000_000n;

/** A rate per million of a value, rounded up to whole units, exactly. */
const feeOf = (value: number, perMillion: number): number =>
  Number((BigInt(Math.abs(value)) * BigInt(perMillion) + MILLION - 1n) / MILLION);

/** A trade, and what each of its sides paid in fees after it. */
interface Paid extends Pick<StepRow, 'a' | 'b' | 'lots' | 'value' | 'step'> {
  maker: number;
  taker: number;
}

/** Trades of a step with their fees, which stand behind them in the log. */
function* paidIn({ walk, books }: StepSubject): Generator<Paid> {
  let last: Paid | undefined;
  for (const row of walk()) {
    if (row.kind === 'fill') {
      if (last !== undefined) yield last;
      const { a, b, lots, value, step } = row;
      last = isTradeInBook(row, books) ? { a, b, lots, value, step, maker: 0, taker: 0 } : undefined;
    }
    if (last === undefined || row.cause !== 'trading-fee') continue;
    if (row.a === last.a) last.maker += row.value;
    if (row.a === last.b) last.taker += row.value;
  }
  if (last !== undefined) yield last;
}

/** Whether each trade is paid for as the venue declares. */
export const tradingFee = defineInvariant({
  id: 'LQ11/trading-fee',
  says: 'Maker and taker of a trade in the book each pay their rate of its value, rounded up against them, once.',
  scope: 'universal',
  given: ({ fees }) => (fees.takerPerMillion + fees.makerPerMillion > 0 ? true : 'it takes no trading fees'),
  tolerance: 0,
  source: 'design.md, section 3: fees round up against the account',
  over: 'step',
  reaches: ({ walk, books }) => countRows(walk('fill'), (row) => isTradeInBook(row, books)),
  holds: (subject) => {
    if (countRows(subject.walk('fill'), (row) => isTradeInBook(row, subject.books)) === 0) return undefined;
    const { makerPerMillion, takerPerMillion } = subject.design.fees;
    for (const { a, b, lots, value, step, maker, taker } of paidIn(subject)) {
      for (const [account, rate, paid] of [
        [a, makerPerMillion, maker],
        [b, takerPerMillion, taker],
      ] as const) {
        const due = feeOf(value, rate);
        if (paid !== due)
          return {
            who: `account ${account}`,
            expected: due,
            found: paid,
            difference: paid - due,
            detail: `fee on a trade of ${lots} lots for ${value} in step ${step}`,
          };
      }
    }
    return undefined;
  },
});
