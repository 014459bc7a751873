import { defineRowInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';
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

/** What is wrong with the fees of a trade, which stand behind it in the log. */
const misses = (trade: Paid | undefined, { design }: StepSubject): Witness | undefined => {
  if (trade === undefined) return undefined;
  const { a, b, lots, value, step, maker, taker } = trade;
  const { makerPerMillion, takerPerMillion } = design.fees;
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
  return undefined;
};

/** Whether each trade is paid for as the venue declares. */
export const tradingFee = defineRowInvariant({
  id: 'LQ11/trading-fee',
  says: 'Maker and taker of a trade in the book each pay their rate of its value, rounded up against them, once.',
  scope: 'universal',
  given: ({ fees }) => (fees.takerPerMillion + fees.makerPerMillion > 0 ? true : 'it takes no trading fees'),
  tolerance: 0,
  source: 'design.md, section 3: fees round up against the account',
  rows: {
    kinds: ['fill', 'transfer'],
    begin: (): { last: Paid | undefined } => ({ last: undefined }),
    ask: (row, subject, trades) => {
      const { last } = trades;
      if (row.kind === 'fill') {
        const { a, b, lots, value, step } = row;
        const isTrade = isTradeInBook(row, subject.books);
        trades.last = isTrade ? { a, b, lots, value, step, maker: 0, taker: 0 } : undefined;
        return misses(last, subject) ?? isTrade;
      }
      if (last === undefined || row.cause !== 'trading-fee') return false;
      if (row.a === last.a) last.maker += row.value;
      if (row.a === last.b) last.taker += row.value;
      return false;
    },
    rest: (subject, { last }) => misses(last, subject),
  },
});
