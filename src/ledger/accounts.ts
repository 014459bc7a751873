import type { AccountKind } from '../contract/index.ts';
import { MAX_EXACT, MoneyError } from '../money/index.ts';
import { grown } from './grown.ts';
import { KindList } from './kind-list.ts';

/** Kinds of account, in schema order. */
export const ACCOUNT_KINDS: readonly AccountKind[] = [
  'trader',
  'maker',
  'member',
  'fund',
  'vault',
  'pool',
  'fees',
  'rounding',
  'index',
  'transit',
  'hole',
  'outside',
];

/** Kinds from this one on are institutional: their balances may outgrow 2^53 units and are kept as two limbs. */
const FIRST_INSTITUTIONAL = ACCOUNT_KINDS.indexOf('fund');

/** One high limb stands for this many units; the low limb lies in [0, LIMB). */
const LIMB = 2 ** 52;
const FIRST_CAPACITY = 64;

/** Made apart from the hot path: a template literal there would box the balance. */
const overflow = (account: number, before: number, delta: number): MoneyError =>
  new MoneyError(
    'overflow',
    `the balance of account ${account} would leave the exact range: ${before} + ${delta} units`,
    'use a coarser unit for this asset',
  );

/**
 * Accounts as a struct of arrays: kind, owner, head of the chain of positions, and one `quote` column an asset.
 *
 * Institutional accounts keep each balance as `hi x 2^52 + lo`; all others are one exact integer.
 */
export class Accounts {
  /** Number of the kind in {@link ACCOUNT_KINDS}. */
  kind: Uint8Array;
  /** Owner id. */
  owner: Int32Array;
  /** First position row of the account, -1 for none. */
  head: Int32Array;
  /** Low limb of `quote`, one column an asset. */
  readonly quote: Float64Array[];
  /** High limbs, one column an asset, as long as the highest institutional id asks for. */
  readonly #high: Float64Array[];
  readonly #ofKind: KindList[] = ACCOUNT_KINDS.map(() => new KindList());
  /** Capital a member has committed beyond its deposit, by account. */
  readonly commitment = new Map<number, number>();
  #count = 0;

  /** @param assets - Number of assets. @param capacity - Accounts to make room for. */
  constructor(assets: number, capacity = FIRST_CAPACITY) {
    this.kind = new Uint8Array(capacity);
    this.owner = new Int32Array(capacity);
    this.head = new Int32Array(capacity).fill(-1);
    this.quote = Array.from({ length: assets }, () => new Float64Array(capacity));
    this.#high = Array.from({ length: assets }, () => new Float64Array(0));
  }

  /** Number of accounts. */
  get count(): number {
    return this.#count;
  }

  /** Adds an account and returns its id. An owner of -1 makes the account its own owner. */
  add(kind: AccountKind, owner = -1): number {
    if (this.#count === this.kind.length) this.#grow(this.#count * 2);
    const id = this.#count++;
    const number = ACCOUNT_KINDS.indexOf(kind);
    this.kind[id] = number;
    (this.#ofKind[number] as KindList).push(id);
    this.owner[id] = owner === -1 ? id : owner;
    if (number >= FIRST_INSTITUTIONAL) this.#makeLimbs(id);
    return id;
  }

  /** Makes room for so many accounts in all. */
  reserve(accounts: number): void {
    if (accounts > this.kind.length) this.#grow(accounts);
  }

  #makeLimbs(account: number): void {
    this.#high.forEach((column, asset) => {
      if (account < column.length) return;
      this.#high[asset] = grown(column, Math.max(account + 1, 2 * column.length));
    });
  }

  #grow(capacity: number): void {
    this.kind = grown(this.kind, capacity);
    this.owner = grown(this.owner, capacity);
    this.head = grown(this.head, capacity, -1);
    this.quote.forEach((column, asset) => {
      this.quote[asset] = grown(column, capacity);
    });
  }

  /** Whether an account's balances are kept as two limbs. */
  isInstitutional(account: number): boolean {
    return (this.kind[account] as number) >= FIRST_INSTITUTIONAL;
  }

  /** Accounts of a kind, by id: a list that stays as it is, whoever comes to it later. */
  ofKind(kind: AccountKind): readonly number[] {
    return (this.#ofKind[ACCOUNT_KINDS.indexOf(kind)] as KindList).list();
  }

  /** Kind of an account. */
  kindOf(account: number): AccountKind {
    return ACCOUNT_KINDS[this.kind[account] as number] as AccountKind;
  }

  /** Adds units to a balance, exactly, or throws before anything is changed. */
  adjust(asset: number, account: number, delta: number): void {
    const column = this.quote[asset] as Float64Array;
    const before = column[account] as number;
    if (!this.isInstitutional(account)) {
      const after = before + delta;
      if (!(Math.abs(after) <= MAX_EXACT)) throw overflow(account, before, delta);
      column[account] = after;
      return;
    }
    const high = this.#high[asset] as Float64Array;
    const carry = Math.floor(delta / LIMB);
    let low = before + (delta - carry * LIMB);
    let limb = (high[account] as number) + carry;
    if (low >= LIMB) {
      low -= LIMB;
      limb += 1;
    }
    column[account] = low;
    high[account] = limb;
  }

  /** High limb of a balance, in steps of 2^52 units; 0 for accounts that have none. */
  high(asset: number, account: number): number {
    return this.isInstitutional(account) ? ((this.#high[asset] as Float64Array)[account] as number) : 0;
  }

  /** High limbs of an asset by account, 0 for those that have none; no longer than the highest institutional id asks for. */
  highLimbs(asset: number): Float64Array {
    return this.#high[asset] as Float64Array;
  }

  /** The balance as one exact integer; throws when it does not fit. */
  balance(asset: number, account: number): number {
    const low = (this.quote[asset] as Float64Array)[account] as number;
    const high = this.high(asset, account);
    if (high === 0) return low;
    // -1 x 2^52 + lo is how a small negative institutional balance looks; wider limbs leave the exact range.
    if (high < -2 || high > 1)
      throw new MoneyError(
        'overflow',
        `the balance of account ${account} is beyond 2^53 units`,
        'read it as two limbs',
      );
    return high * LIMB + low;
  }

  /** Plain copy for a snapshot. */
  save(): AccountsSnapshot {
    return {
      count: this.#count,
      kind: this.kind.slice(0, this.#count),
      owner: this.owner.slice(0, this.#count),
      head: this.head.slice(0, this.#count),
      quote: this.quote.map((column) => column.slice(0, this.#count)),
      high: this.#high.map((limbs) => limbs.slice()),
      commitment: [...this.commitment],
    };
  }

  /** Accounts that continue a snapshot. */
  static restore(saved: AccountsSnapshot): Accounts {
    const accounts = new Accounts(saved.quote.length, Math.max(FIRST_CAPACITY, saved.count));
    accounts.#count = saved.count;
    accounts.kind.set(saved.kind);
    saved.kind.forEach((kind, id) => {
      (accounts.#ofKind[kind] as KindList).push(id);
    });
    saved.high.forEach((limbs, asset) => {
      accounts.#high[asset] = limbs.slice();
    });
    accounts.owner.set(saved.owner);
    accounts.head.set(saved.head);
    saved.quote.forEach((column, asset) => {
      (accounts.quote[asset] as Float64Array).set(column);
    });
    for (const [account, units] of saved.commitment) accounts.commitment.set(account, units);
    return accounts;
  }
}

/** Accounts as plain data. */
export interface AccountsSnapshot {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly owner: Int32Array;
  readonly head: Int32Array;
  readonly quote: readonly Float64Array[];
  readonly high: readonly Float64Array[];
  readonly commitment: readonly (readonly [number, number])[];
}
