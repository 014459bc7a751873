import type { AccountTally, StepRow } from '../contract/index.ts';
import { ACCOUNT_KINDS } from '../ledger/index.ts';
import { brokeHedge } from './branch-counter.ts';

type Kept = { -readonly [F in keyof Omit<AccountTally, 'putIn'>]: number } & { readonly putIn: number[] };

const NOTHING: AccountTally = Object.freeze({
  deposited: 0,
  withdrawn: 0,
  putIn: [],
  fees: 0,
  received: 0,
  fills: 0,
  adlLots: 0,
  companionLots: 0,
  adlCost: 0,
  charged: 0,
  liquidatedLots: 0,
  defaults: 0,
  firstDefault: -1,
  firstCut: -1,
  firstBroken: -1,
});

/** Causes of money that comes from the rest of the world or goes back there for nothing in return. */
const PUT_IN: ReadonlySet<string> = new Set(['deposit', 'withdraw', 'commitment', 'flow']);
const OUTSIDE = ACCOUNT_KINDS.indexOf('outside');

/** Causes under which a piece of a subject goes, other than by ADL. */
const LEAVES: ReadonlySet<string> = new Set(['book', 'offer', 'take-over', 'market-close']);

const add = (sums: number[], at: number, units: number): void => {
  while (sums.length <= at) sums.push(0);
  sums[at] = (sums[at] as number) + units;
};

/** What a run did to each account, counted row by row. */
export class Tallies {
  readonly #kept: (Kept | undefined)[] = [];
  readonly #worth: (asset: number, units: number) => number;
  /** Subject of each case by id. */
  readonly #subjects: number[] = [];
  /** Account of the rest of the world. */
  #outside = -1;

  /** @param worth - What units of an asset are worth now, units of the settlement asset. */
  constructor(worth: (asset: number, units: number) => number) {
    this.#worth = worth;
  }

  /** What was counted for an account so far. */
  of(account: number): AccountTally {
    return this.#kept[account] ?? NOTHING;
  }

  /** Takes the next row. */
  take(row: StepRow): void {
    if (row.kind === 'transfer') this.#payment(row);
    else if (row.kind === 'fill') this.#fill(row);
    else if (row.kind === 'open-account') {
      if (row.value === OUTSIDE) this.#outside = row.a;
    } else if (row.kind === 'open-case') {
      this.#subjects[row.case] = row.a;
      // Numbers of kinds are those of the event schema: 0 is a default.
      if (row.value !== 0) return;
      const of = this.#at(row.a);
      of.defaults += 1;
      if (of.firstDefault === -1) of.firstDefault = row.step;
    }
  }

  #payment(row: StepRow): void {
    const units = this.#worth(row.market, row.value);
    if (row.cause !== 'deposit' && row.cause !== 'open') this.#at(row.b).received += units;
    if (PUT_IN.has(row.cause)) {
      if (row.a === this.#outside) add(this.#at(row.b).putIn, row.market, row.value);
      if (row.b === this.#outside) add(this.#at(row.a).putIn, row.market, -row.value);
    }
    switch (row.cause) {
      case 'deposit':
        this.#at(row.b).deposited += units;
        return;
      case 'withdraw':
        this.#at(row.a).withdrawn += units;
        return;
      case 'trading-fee':
      case 'liquidation-fee':
        this.#at(row.a).fees += units;
        return;
      case 'charge':
        this.#cut(row.a, row.step).charged += units;
        return;
      case 'adl-difference':
        this.#at(row.a).adlCost += units;
        this.#at(row.b).adlCost -= units;
    }
  }

  #fill(row: StepRow): void {
    const lots = Math.abs(row.lots);
    this.#at(row.a).fills += 1;
    this.#at(row.b).fills += 1;
    if (row.cause === 'adl') {
      const of = this.#cut(row.b, row.step);
      of.adlLots += lots;
      // The counterparty pays the value and has what is worth the mark.
      of.adlCost += row.value - row.mark;
      if (of.firstBroken === -1 && brokeHedge(row)) of.firstBroken = row.step;
    } else if (row.cause === 'companion') this.#cut(row.a, row.step).companionLots += lots;
    if ((row.cause === 'adl' || LEAVES.has(row.cause)) && row.case > 0 && this.#subjects[row.case] === row.a)
      this.#at(row.a).liquidatedLots += lots;
  }

  #cut(account: number, step: number): Kept {
    const of = this.#at(account);
    if (of.firstCut === -1) of.firstCut = step;
    return of;
  }

  #at(account: number): Kept {
    const known = this.#kept[account];
    if (known !== undefined) return known;
    const made: Kept = { ...NOTHING, putIn: [] };
    if (account >= 0) this.#kept[account] = made;
    return made;
  }
}
