import { ACCOUNT_KINDS } from '../../../ledger/index.ts';
import { AccountSet } from '../account-set.ts';
import type { Positions } from '../positions.ts';
import { GROUP_SCOPES, type GroupScope } from './groups.ts';

const PEOPLE: ReadonlySet<number> = new Set(
  (['trader', 'maker', 'member'] as const).map((kind) => ACCOUNT_KINDS.indexOf(kind)),
);

/** Lots of one side of a market: of everybody who may be cut, and of hedged accounts among them. */
export interface SideInterest extends Readonly<Record<GroupScope, number>> {
  readonly all: number;
}

/**
 * Open interest that ADL may draw on, side by side: held by people whose own case is not open, hedged or not.
 *
 * Pools and accounts in default are left out. Whether a rule would have taken somebody, for want of profit say, is not in the log.
 */
export class OppositeInterest {
  readonly #positions: Positions;
  readonly #scopeOf: (account: number) => GroupScope | undefined;
  readonly #markets: number;
  readonly #institutions = new AccountSet();
  readonly #inDefault = new AccountSet();
  /** Lots by market: longs, then shorts. */
  readonly #lots: Record<GroupScope | 'all', Float64Array>;

  constructor(markets: number, positions: Positions, scopeOf: (account: number) => GroupScope | undefined) {
    const column = (): Float64Array => new Float64Array(2 * markets);
    this.#markets = markets;
    this.#positions = positions;
    this.#scopeOf = scopeOf;
    this.#lots = { all: column(), account: column(), venue: column() };
  }

  /** An account opens; `kind` is its number in {@link ACCOUNT_KINDS}. */
  open(account: number, kind: number): void {
    if (!PEOPLE.has(kind)) this.#institutions.add(account);
  }

  /** Whether an account is a person's. */
  isPerson(account: number): boolean {
    return !this.#institutions.has(account);
  }

  #add(account: number, market: number, lots: number, sign: 1 | -1): void {
    if (lots === 0) return;
    const at = lots > 0 ? market : market + this.#markets;
    const scope = this.#scopeOf(account);
    const size = sign * Math.abs(lots);
    this.#lots.all[at] = (this.#lots.all[at] as number) + size;
    if (scope === undefined) return;
    const column = this.#lots[scope];
    column[at] = (column[at] as number) + size;
  }

  /** An account's lots in a market have changed by `lots`, signed. */
  changed(account: number, market: number, lots: number): void {
    if (this.#institutions.has(account) || this.#inDefault.has(account)) return;
    const after = this.#positions.lots(account, market);
    this.#add(account, market, after - lots, -1);
    this.#add(account, market, after, 1);
  }

  /** A default case about an account opens or closes. */
  default(account: number, open: boolean): void {
    if (this.#institutions.has(account) || this.#inDefault.has(account) === open) return;
    for (let market = 0; market < this.#markets; market++)
      this.#add(account, market, this.#positions.lots(account, market), open ? -1 : 1);
    if (open) this.#inDefault.add(account);
    else this.#inDefault.delete(account);
  }

  /** What is held on a side: 1 long, -1 short. */
  of(market: number, side: number): SideInterest {
    const at = side > 0 ? market : market + this.#markets;
    const [account, venue] = GROUP_SCOPES.map((scope) => this.#lots[scope][at] as number) as [number, number];
    return { all: this.#lots.all[at] as number, account, venue };
  }
}
