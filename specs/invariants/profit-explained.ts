import { defineInvariant, type RunSubject, type StepRow } from 'breakwater';

/** What moved the equity of an account, units of the settlement asset. */
interface Parts {
  /** Change of the value of what it held, by market: the legs of a hedge apart, so that their sum is the basis. */
  readonly price: number[];
  /** Fills against mark: its own trades, and what ADL and its companions cost it. */
  trade: number;
  haircut: number;
  /** Transfers: index charges, fees, charges, deposits less withdrawals, and all others. */
  funding: number;
  fees: number;
  charged: number;
  paidIn: number;
  rest: number;
  /** Roundings of inverse values that may have happened on the way. */
  roundings: number;
}

const SOURCES: ReadonlySet<string> = new Set(['deposit', 'withdraw', 'withheld', 'flow', 'commitment']);
const FEES: ReadonlySet<string> = new Set(['trading-fee', 'liquidation-fee', 'forfeit']);

/** Follows what each account holds, and books every change of its equity under what caused it. */
class Explanation {
  readonly #run: RunSubject;
  readonly #parts = new Map<number, Parts>();
  readonly #lots = new Map<number, Map<number, number>>();
  readonly #mark: number[] = [];

  constructor(run: RunSubject) {
    this.#run = run;
    for (const row of run.rows) this.#take(row);
  }

  of(account: number): Parts {
    let parts = this.#parts.get(account);
    if (parts === undefined) {
      const price = this.#run.books.markets.map(() => 0);
      parts = { price, trade: 0, haircut: 0, funding: 0, fees: 0, charged: 0, paidIn: 0, rest: 0, roundings: 0 };
      this.#parts.set(account, parts);
    }
    return parts;
  }

  #held(account: number): Map<number, number> {
    const held = this.#lots.get(account) ?? new Map<number, number>();
    this.#lots.set(account, held);
    return held;
  }

  #take(row: StepRow): void {
    if (row.kind === 'price') return this.#price(row.market, row.value);
    if (row.kind === 'fill') return this.#fill(row);
    if (row.kind === 'settle-index') return this.#paid(row.a, row.b, row.value, 'funding');
    if (row.kind !== 'transfer') return;
    if (row.cause === 'funding' || row.cause === 'index-shift') return this.#paid(row.a, row.b, row.value, 'funding');
    if (FEES.has(row.cause)) return this.#paid(row.a, row.b, row.value, 'fees');
    if (row.cause === 'charge') return this.#paid(row.a, row.b, row.value, 'charged');
    if (row.cause === 'adl-difference') return this.#paid(row.a, row.b, row.value, 'haircut');
    this.#paid(row.a, row.b, row.value, SOURCES.has(row.cause) ? 'paidIn' : 'rest');
  }

  #paid(
    from: number,
    to: number,
    units: number,
    as: 'funding' | 'fees' | 'charged' | 'haircut' | 'paidIn' | 'rest',
  ): void {
    this.of(from)[as] -= units;
    this.of(to)[as] += units;
  }

  #price(market: number, mark: number): void {
    const before = this.#mark[market];
    this.#mark[market] = mark;
    const { value, kind } = this.#run.books.markets[market] as RunSubject['books']['markets'][number];
    if (before === undefined) return;
    for (const [account, held] of this.#lots) {
      const lots = held.get(market) ?? 0;
      if (lots === 0) continue;
      const parts = this.of(account);
      parts.price[market] = (parts.price[market] as number) + value(lots, mark) - value(lots, before);
      if (kind === 'inverse') parts.roundings += 1;
    }
  }

  #fill({ a, b, market, lots, value, mark, cause }: StepRow): void {
    const at = this.#run.books.markets[market];
    for (const [account, sign] of [
      [a, -1],
      [b, 1],
    ] as const) {
      const held = this.#held(account);
      held.set(market, (held.get(market) ?? 0) + sign * lots);
      const parts = this.of(account);
      // Who is cut by ADL is b, and by a companion order a.
      const isCut = (cause === 'adl' && sign === 1) || (cause === 'companion' && sign === -1);
      parts[isCut ? 'haircut' : 'trade'] += sign * ((at?.value(lots, this.#mark[market] ?? 0) ?? mark) - value);
      if (at?.kind === 'inverse') parts.roundings += 1;
    }
  }
}

const sum = ({ price, trade, haircut, funding, fees, charged, rest, paidIn }: Parts): number =>
  price.reduce((total, part) => total + part, 0) + trade + haircut + funding + fees + charged + rest + paidIn;

/** Whether an account ever held both sides, so that a basis is among what it earned. */
const wasHedged = (run: RunSubject, account: number): boolean => {
  const signs = new Set<number>();
  for (const { kind, a, b, lots } of run.rows) {
    if (kind !== 'fill') continue;
    if (b === account) signs.add(Math.sign(lots));
    if (a === account) signs.add(-Math.sign(lots));
  }
  return signs.size > 1;
};

/** HB6: what an account earned is told apart, and nothing is left over. */
export const profitExplained = defineInvariant({
  id: 'HB6/profit-explained',
  says: 'What an account has at the end is what was paid in and out, the change of price of each leg (together the basis of a hedge), funding, fees, its own fills against mark, and what cuts and charges cost it: the parts add up.',
  scope: 'universal',
  tolerance: 'none for linear markets; one unit for each price and fill of an inverse one, by rounding',
  source: 'catalogue HB6, for every account: a neutral one is a special case',
  over: 'run',
  reaches: (run) => run.people.filter((account) => wasHedged(run, account)).length,
  holds: (run) => {
    if (run.books.assets.length > 1) return undefined;
    const explained = new Explanation(run);
    for (const account of run.people) {
      const parts = explained.of(account);
      // What has accrued and is not settled is in the equity already.
      let accrued = 0;
      for (const one of run.books.walk(account)) accrued += one.accrued;
      const { equity } = run.books.account(account);
      const off = equity + accrued - sum(parts);
      if (Math.abs(off) > parts.roundings)
        return {
          who: `account ${account}`,
          expected: sum(parts) - accrued,
          found: equity,
          difference: off,
          detail: `price ${parts.price.join(' + ')}, funding ${parts.funding}, fees ${parts.fees}, trades ${parts.trade}, cuts ${parts.haircut}, charges ${parts.charged}, paid in ${parts.paidIn}, other ${parts.rest}`,
        };
    }
    return undefined;
  },
});
