import { admits, MoneyError, parseUnits } from '../money/index.ts';
import type { AccountSpec, AssetSpec, ScriptedEvent } from '../world/scenario.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Market, ticksOf } from './markets.ts';
import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';
import { type Names, undeclared } from './references.ts';
import type { AccountEntry, EventEntry } from './scenario-shape.ts';

/** What accounts and events may refer to. */
export interface Setting {
  readonly settle: string;
  readonly assets: readonly AssetSpec[];
  /** Markets that were checked, by name. */
  readonly markets: ReadonlyMap<string, Market>;
  /** Names of all markets, checked or not. */
  readonly marketNames: readonly string[];
  /** Length of the run, seconds. */
  readonly duration: number;
}

/** Checks references and sizes of what a scenario writes out by hand. */
export class HandWritten {
  readonly #setting: Setting;
  readonly #problems: ProblemList;

  /**
   * @param setting - What may be referred to.
   * @param problems - Receives what is wrong.
   */
  constructor(setting: Setting, problems: ProblemList) {
    this.#setting = setting;
    this.#problems = problems;
  }

  /** Checks accounts, and that their lots sum to zero in each market: nobody else stands ready to hold the rest. */
  accounts(entries: readonly Entry<AccountEntry>[]): readonly AccountSpec[] {
    const above: string[] = [];
    const specs = entries.map((entry) => {
      const { owner } = entry.value;
      if (owner !== undefined && owner !== entry.name && !above.includes(owner)) {
        const message = `owner "${owner}" is no account written above this one`;
        this.#problems.add({
          path: [...entry.path, 'owner'],
          message,
          hint: 'name the first account of the same owner',
        });
      }
      above.push(entry.name);
      return this.#account(entry);
    });
    this.#checkSums(specs);
    return specs;
  }

  #account({ name, value, path }: Entry<AccountEntry>): AccountSpec {
    const { settle } = this.#setting;
    const map = typeof value.deposit === 'string' ? { [settle]: value.deposit } : value.deposit;
    for (const [asset, text] of Object.entries(map)) {
      this.#amount(text, asset, typeof value.deposit === 'string' ? [...path, 'deposit'] : [...path, 'deposit', asset]);
    }
    if (value.commitment !== undefined) {
      const at = [...path, 'commitment'];
      this.#amount(value.commitment, settle, at);
      if (value.kind !== 'member')
        this.#problems.add({ path: at, message: `a ${value.kind} has no commitment`, hint: 'write kind: member' });
    }
    const positions = entriesOf(value.positions, 'market', [...path, 'positions'], 'market', this.#problems);
    return {
      name,
      ...(value.owner === undefined ? {} : { owner: value.owner }),
      kind: value.kind,
      deposit: map,
      ...(value.commitment === undefined ? {} : { commitment: value.commitment }),
      positions: positions.map((position) => this.#position(position, positions.length)),
    };
  }

  #position(
    { name, value, path }: Entry<{ lots: number; entry?: string | undefined }>,
    count: number,
  ): AccountSpec['positions'][number] {
    const market = this.#market(name, path);
    const entry = value.entry ?? market?.open ?? '';
    if (market !== undefined) {
      this.#price(entry, market, value.entry === undefined ? path : [...path, 'entry']);
      const excess = admits(market.instrument, value.lots, market.floor, market.cap, count);
      if (excess !== undefined) this.#problems.add({ path: [...path, 'lots'], message: excess });
    }
    return { market: name, lots: value.lots, entry };
  }

  #checkSums(specs: readonly AccountSpec[]): void {
    for (const market of this.#setting.marketNames) {
      const held = specs.flatMap(({ positions }) => positions.filter((each) => each.market === market));
      const sum = held.reduce((total, { lots }) => total + BigInt(lots), 0n);
      if (sum === 0n) continue;
      const message = `the lots of the accounts in ${market} sum to ${sum}, but every lot held long is held short by another account`;
      this.#problems.add({
        path: ['accounts'],
        end: 'key',
        message,
        hint: `add ${-sum} lots of ${market} to another account`,
      });
    }
  }

  /** Checks events, in the order of the file. */
  events(events: readonly EventEntry[], accounts: readonly string[]): readonly ScriptedEvent[] {
    const names: Names = { noun: 'account', group: 'accounts', path: ['accounts'], names: accounts, keys: [] };
    return events.map((event, i) => {
      const path: Path = ['events', i];
      if ('account' in event && !accounts.includes(event.account)) {
        const message = `account "${event.account}" is not among the accounts`;
        this.#problems.add({
          path: [...path, 'account'],
          message,
          hint: undeclared(event.account, names, this.#problems),
        });
      }
      if (event.at > this.#setting.duration) {
        const message = `the event is at ${event.at} s, after the run ends at ${this.#setting.duration} s`;
        this.#problems.add({ path: [...path, 'at'], message });
      }
      this.#event(event, path);
      // Keys without a value are left out by the schema, so the two types differ in name only.
      return event as ScriptedEvent;
    });
  }

  #event(event: EventEntry, path: Path): void {
    if (event.do === 'cancel-all' || event.do === 'reopen') return;
    if (event.do === 'close-market') return void this.#market(event.market, [...path, 'market']);
    if (event.do !== 'place')
      return this.#amount(event.amount, event.asset ?? this.#setting.settle, [...path, 'amount']);
    const market = this.#market(event.market, [...path, 'market']);
    if (market !== undefined && event.limit !== undefined) this.#price(event.limit, market, [...path, 'limit']);
  }

  #market(name: string, path: Path): Market | undefined {
    const { marketNames, markets } = this.#setting;
    if (!marketNames.includes(name)) {
      const names: Names = { noun: 'market', group: 'markets', path: ['markets'], names: marketNames, keys: [] };
      this.#problems.add({
        path,
        message: `market "${name}" is not among the markets`,
        hint: undeclared(name, names, this.#problems),
      });
    }
    return markets.get(name);
  }

  #price(price: string, { spec, floor, cap }: Market, path: Path): void {
    const ticks = ticksOf(price, spec.tick);
    if (ticks === undefined) {
      this.#problems.add({
        path,
        message: `the price ${price} is no whole number of ticks of ${spec.tick}`,
        hint: 'write a price on the grid',
      });
    } else if (ticks < floor || ticks > cap) {
      this.#problems.add({
        path,
        message: `the price ${price} is outside the band of ${spec.id}, ${spec.band.floor} to ${spec.band.cap}`,
      });
    }
  }

  #amount(text: string, asset: string, path: Path): void {
    const { assets } = this.#setting;
    const decimals = assets.find((each) => each.name === asset)?.decimals;
    if (decimals === undefined) {
      const names: Names = {
        noun: 'asset',
        group: 'assets',
        path: ['assets'],
        names: assets.map(({ name }) => name),
        keys: [],
      };
      this.#problems.add({
        path,
        message: `asset "${asset}" is not among the assets`,
        hint: undeclared(asset, names, this.#problems),
      });
      return;
    }
    try {
      parseUnits(text, decimals);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      this.#problems.add({ path, message: error.message, hint: error.hint });
    }
  }
}
