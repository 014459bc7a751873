import { type Action, apportion, type CaseView, defineAdl, mulDivFloor, z } from 'breakwater';
import { facingOf } from './facing.ts';

type CandidateView = Parameters<Parameters<typeof defineAdl>[0]['plan']>[0];

/** One side of one market in which cases hold lots, and those who face it. */
interface Book {
  /** Lots all cases hold there, >= 0. */
  held: number;
  /** Accounts on the other side. */
  accounts: number[];
  /** Lots of each, >= 0. */
  lots: number[];
  /** Their sum. */
  facing: number;
  /** Lots that are torn up, all cases together. */
  torn: number;
  /** What each account still gives of its share. */
  gives: Float64Array;
  /** The first account that may still give. */
  next: number;
}

const keyOf = (market: number, lots: number): string => `${market}${lots > 0 ? 'L' : 'S'}`;

/** Gathers the books in which the cases hold lots. */
const gather = (view: CandidateView, cases: readonly CaseView[]): Map<string, Book> => {
  const books = new Map<string, Book>();
  for (const { market, lots } of cases.flatMap(({ legs }) => legs)) {
    if (lots === 0) continue;
    let book = books.get(keyOf(market.number, lots));
    if (book === undefined) {
      const facing = facingOf(view, cases, market.number, lots);
      const sizes = facing.map((candidate) => Math.abs(candidate.lots));
      book = {
        held: 0,
        accounts: facing.map(({ account }) => account),
        lots: sizes,
        facing: sizes.reduce((sum, size) => sum + size, 0),
        torn: 0,
        gives: new Float64Array(0),
        next: 0,
      };
      books.set(keyOf(market.number, lots), book);
    }
    book.held += Math.abs(lots);
  }
  return books;
};

/** Lots of each leg of a case that are torn up: one share of all, the least that any of its books can meet. */
const scaled = ({ legs }: CaseView, books: Map<string, Book>): number[] => {
  let [n, d] = [1, 1];
  for (const { market, lots } of legs) {
    const book = books.get(keyOf(market.number, lots));
    if (lots === 0 || book === undefined) continue;
    if (book.facing / book.held < n / d) [n, d] = [book.facing, book.held];
  }
  return legs.map(({ lots }) => mulDivFloor(Math.abs(lots), n, d));
};

/** Takes lots out of what the accounts of a book still give, from the first that still gives on. */
const take = (book: Book, wanted: number): { account: number; lots: number }[] => {
  const cuts: { account: number; lots: number }[] = [];
  let left = wanted;
  while (left > 0 && book.next < book.accounts.length) {
    const gives = book.gives[book.next] ?? 0;
    const lots = Math.min(left, gives);
    if (lots > 0) cuts.push({ account: book.accounts[book.next] ?? -1, lots });
    book.gives[book.next] = gives - lots;
    left -= lots;
    if (lots === gives) book.next += 1;
  }
  return cuts;
};

/**
 * Tears up the positions of all open cases at mark against everyone who faces them, over all markets at once.
 *
 * A case is torn up by one share in all its markets: s = min(1, min over its legs of (lots facing / lots all cases hold on that
 * side)), so that what is left has the shape of what was there, and no leg is closed while its hedge is stuck. In each market
 * the torn lots are shared over all holders of the other side in proportion to their lots, by largest remainder; winners and
 * losers alike. Settled at mark, so nobody gains or loses by the fill; the subject's deficit stays for the next layer.
 *
 * @source ISDA, "CCP loss allocation at the end of the waterfall", 2013 (partial tear-up); CME Rule filing 16-354; the joint
 * share is ours
 */
export const jointProRataTearUp = defineAdl({
  name: 'joint-pro-rata-tear-up',
  summary: 'Partial tear-up of all markets at once, pro rata over opposite positions, at mark.',
  formula:
    'torn = floor(|lots| x min(1, min over legs of lots facing / lots of all cases there)) of each leg\n' +
    'give = torn x own lots / lots facing, by largest remainder; value = value at mark',
  source: 'ISDA, CCP loss allocation at the end of the waterfall, 2013 (partial tear-up)',
  params: z.strictObject({}),
  capabilities: { closes: 'opposite', moves: 'lots', actsEarly: true },
  plan: (view, cases) => {
    const books = gather(view, cases);
    const wanted = cases.map((subject) => scaled(subject, books));
    for (const [c, { legs }] of cases.entries()) {
      for (const [l, { market, lots }] of legs.entries()) {
        const book = books.get(keyOf(market.number, lots));
        if (book !== undefined) book.torn += wanted[c]?.[l] ?? 0;
      }
    }
    for (const book of books.values()) book.gives = apportion(book.torn, book.lots, book.lots);
    return cases.flatMap((subject, c) => {
      const actions = subject.legs.flatMap(({ market, lots }, l): Action[] => {
        const book = books.get(keyOf(market.number, lots));
        const torn = wanted[c]?.[l] ?? 0;
        if (book === undefined || torn === 0) return [];
        const cuts = take(book, torn);
        const closed = cuts.reduce((sum, cut) => sum + cut.lots, 0);
        const value = market.value(Math.sign(lots) * closed, market.mark);
        return [{ do: 'cut', market: market.number, cuts, value }];
      });
      return actions.length === 0 ? [] : [{ case: subject.id, actions }];
    });
  },
});
