import { type Action, type CaseView, defineAdl, z } from 'breakwater';
import { boundedMinMax } from './bounded-min-max.ts';
import { facingOf } from './facing.ts';

type View = Parameters<Parameters<typeof defineAdl>[0]['plan']>[0];
type Leg = CaseView['legs'][number];

/** One side of one market in which cases hold lots, and what each of all holders has on the other. */
interface Book {
  readonly market: Leg['market'];
  readonly facing: ReadonlyMap<number, number>;
  /** Lots all cases hold there. */
  held: number;
  /** Who gives, in the order of the accounts, until it is used up. */
  queue: { readonly account: number; lots: number }[];
}

const keyOf = ({ market, lots }: Leg): string => `${market.number}${lots > 0 ? 'L' : 'S'}`;

const booksOf = (view: View, cases: readonly CaseView[]): Map<string, Book> => {
  const books = new Map<string, Book>();
  for (const leg of cases.flatMap(({ legs }) => legs)) {
    if (leg.lots === 0) continue;
    const key = keyOf(leg);
    const book = books.get(key) ?? {
      market: leg.market,
      facing: new Map(
        facingOf(view, cases, leg.market.number, leg.lots).map(
          ({ account, lots }) => [account, Math.abs(lots)] as const,
        ),
      ),
      held: 0,
      queue: [],
    };
    book.held += Math.abs(leg.lots);
    books.set(key, book);
  }
  return books;
};

/** Solves all books at once and queues what each account gives; returns the largest share and its bound. */
const solve = (books: readonly Book[]): { readonly largest: number; readonly bound: number } => {
  const accounts = [...new Set(books.flatMap(({ facing }) => [...facing.keys()]))].sort((a, b) => a - b);
  const lots = books.map(({ facing }) => Float64Array.from(accounts, (account) => facing.get(account) ?? 0));
  const { gives, largest, bound } = boundedMinMax({
    worth: books.map(({ market }) => Math.max(1, market.notional(1))),
    need: books.map(({ held }, b) => Math.min(held, lots[b]?.reduce((sum, x) => sum + x, 0) ?? 0)),
    lots,
  });
  for (const [b, book] of books.entries()) {
    const column = gives[b] as Float64Array;
    book.queue = accounts.map((account, i) => ({ account, lots: column[i] as number })).filter((one) => one.lots > 0);
  }
  return { largest, bound };
};

/** Takes lots from the front of a queue. */
const take = (queue: Book['queue'], wanted: number): { account: number; lots: number }[] => {
  const cuts: { account: number; lots: number }[] = [];
  let left = wanted;
  while (left > 0) {
    const front = queue[0];
    if (front === undefined) break;
    const lots = Math.min(left, front.lots);
    cuts.push({ account: front.account, lots });
    front.lots -= lots;
    left -= lots;
    if (front.lots === 0) queue.shift();
  }
  return cuts;
};

/**
 * Closes what all cases hold in all markets against everyone who faces them, so that nobody's share is larger than it need be.
 *
 * The share of an account is the worth at mark of the lots it is cut, over all markets, over that of the lots with which it faces the
 * cases; the largest is made small in whole lots as `boundedMinMax` does, which is not always the smallest: the problem is NP-hard. Its
 * figures, which a run records each time it acts, are that share, a bound below which no rule could have brought it, and the gap. The worth of a lot
 * counts in whole units, at least one. Settled at mark, so nobody gains or loses by the fill; the subject's deficit stays for the next
 * layer.
 *
 * @source https://arxiv.org/abs/2512.01112 (the min-max program in whole contracts); the joint form, its bound and the settlement at mark
 * are ours
 */
export const jointMinMaxHaircut = defineAdl({
  name: 'joint-min-max-haircut',
  summary: 'All markets at once, the largest share that anyone is cut as small as a bounded search finds it.',
  formula:
    'minimise max over accounts of (sum of worth x lots cut) / (sum of worth x lots facing), whole lots, by search\n' +
    'worth = max(1, notional of a lot); value = value at mark',
  source: 'https://arxiv.org/abs/2512.01112 (the min-max program in whole contracts); joint form and bound are ours',
  params: z.strictObject({}),
  capabilities: { closes: 'opposite', moves: 'lots', actsEarly: true },
  initial: (): { largest: number; bound: number } => ({ largest: 0, bound: 0 }),
  figures: {
    largest: {
      unit: 'share',
      says: 'Largest share of the lots with which it faces the cases, by worth, that an account was to give.',
      of: ({ largest }) => largest,
    },
    bound: {
      unit: 'share',
      says: 'No rule could have brought the largest share below this, not even in fractions of lots.',
      of: ({ bound }) => bound,
    },
    gap: {
      unit: 'share',
      says: 'The largest share less its bound: at most this far from the best, which is NP-hard to find.',
      of: ({ largest, bound }) => Math.max(0, largest - bound),
    },
  },
  plan: (view, cases, _params, state) => {
    const books = booksOf(view, cases);
    if (books.size === 0) return [];
    Object.assign(state, solve([...books.values()]));
    return cases.flatMap((subject) => {
      const actions = subject.legs.flatMap((leg): Action[] => {
        const cuts = take(books.get(keyOf(leg))?.queue ?? [], Math.abs(leg.lots));
        const closed = cuts.reduce((sum, cut) => sum + cut.lots, 0);
        if (closed === 0) return [];
        const value = leg.market.value(Math.sign(leg.lots) * closed, leg.market.mark);
        return [{ do: 'cut', market: leg.market.number, cuts, value }];
      });
      return actions.length === 0 ? [] : [{ case: subject.id, actions }];
    });
  },
});
