import { Ledger, type LedgerShape } from '../../../src/ledger/index.ts';
import { inverse, linear, MoneyError } from '../../../src/money/index.ts';
import { Twin } from './twin.ts';

export const SHAPE: LedgerShape = {
  assets: 2,
  markets: [
    { instrument: linear({ tickValue: 3 }), settle: 0 },
    { instrument: inverse({ face: 1_000_003 }), settle: 1 },
  ],
  // Few, so that the columns have to grow.
  accounts: 1,
  positions: 1,
};

/** A ledger with four traders, a fund and a vault; the six accounts of the world come before them. */
export const openLedger = (): Ledger => {
  const ledger = new Ledger(SHAPE);
  for (const kind of ['trader', 'trader', 'maker', 'member', 'fund', 'vault'] as const) ledger.open(kind);
  ledger.setPrice(0, 100, 101);
  ledger.setPrice(1, 1000, 999);
  return ledger;
};

export const ACCOUNTS = 12;
/** Traders, makers and members hold one exact integer; all others two limbs. */
export const isBounded = (account: number): boolean => account >= 6 && account < 10;

export const openTwin = (ledger: Ledger): Twin => {
  const twin = new Twin(ledger, isBounded);
  twin.mark = [100n, 1000n];
  return twin;
};

/** Reads random words one after the other; zeros when they are used up. */
export class Words {
  readonly #words: Uint32Array;
  #at = 0;

  constructor(words: Uint32Array) {
    this.#words = words;
  }

  get more(): boolean {
    return this.#at < this.#words.length;
  }

  /** An integer from 0 to n - 1. */
  below(n: number): number {
    return (this.#words[this.#at++] ?? 0) % n;
  }

  /** An integer of up to 53 bits: small, of any length, about one limb, or at the bound. */
  size(): number {
    switch (this.below(4)) {
      case 0:
        return this.below(1000);
      case 1:
        return Math.floor((this.below(2 ** 32) * 2 ** 21 + this.below(2 ** 21)) / 2 ** this.below(53));
      case 2:
        return 2 ** 52 + this.below(1000) - 500;
      default:
        return 2 ** 53 - 1 - this.below(3);
    }
  }

  /** The same with a sign. */
  signed(): number {
    return this.below(2) === 0 ? this.size() : 0 - this.size();
  }
}

/** One operation, as both books do it. */
export interface Operation {
  readonly name: string;
  ledger(ledger: Ledger): void;
  twin(twin: Twin): void;
}

const transfer = (words: Words, large: boolean): Operation => {
  const asset = words.below(2);
  // The index account moves by index charges only.
  const others = [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11];
  const [from] = others.splice(words.below(others.length), 1) as [number];
  const to = others[words.below(others.length)] as number;
  // Institutions outgrow 2^53 in either case; traders reach it in runs at the bounds only.
  const units = large || !(isBounded(from) || isBounded(to)) ? words.size() : words.below(1_000_000);
  return {
    name: 'transfer',
    ledger: (ledger) => ledger.transfer(asset, from, to, units, 'none'),
    twin: (twin) => twin.transfer(asset, from, to, BigInt(units)),
  };
};

const fill = (words: Words, large: boolean): Operation => {
  const market = words.below(2);
  const from = 6 + words.below(6);
  const to = 6 + ((from - 6 + 1 + words.below(5)) % 6);
  // Small lots meet again, so that positions close in part, close and flip.
  const lots = large && words.below(3) === 0 ? words.signed() : words.below(21) - 10;
  const worth = large && words.below(3) === 0 ? words.signed() : lots * (words.below(2000) - 200);
  return {
    name: 'fill',
    ledger: (ledger) => {
      ledger.fill(market, from, to, lots, worth, 'trade');
    },
    twin: (twin) => twin.fill(market, from, to, BigInt(lots), BigInt(worth)),
  };
};

const shift = (words: Words, large: boolean): Operation => {
  const market = words.below(2);
  const side = words.below(2) === 0 ? 1 : -1;
  const perLot = large && words.below(3) === 0 ? words.signed() : words.below(9_000_001) - 4_000_000;
  return {
    name: 'shift',
    ledger: (ledger) => ledger.shiftIndex(market, side, perLot, 'funding'),
    twin: (twin) => twin.shift(market, side, BigInt(perLot)),
  };
};

const settle = (words: Words): Operation => {
  const [account, market] = [6 + words.below(6), words.below(2)];
  return {
    name: 'settle',
    ledger: (ledger) => ledger.settle(account, market),
    twin: (twin) => twin.settle(account, market),
  };
};

const settleMarket = (words: Words): Operation => {
  const market = words.below(2);
  return {
    name: 'settle-market',
    ledger: (ledger) => ledger.settleMarket(market),
    twin: (twin) => twin.settleMarket(market),
  };
};

const advance = (words: Words, large: boolean): Operation => {
  const [market, to] = [words.below(2), 6 + words.below(6)];
  const units = large ? words.size() : words.below(1000);
  return {
    name: 'advance',
    ledger: (ledger) => ledger.advanceIndex(market, to, units, 0),
    twin: (twin) => twin.transfer(SHAPE.markets[market]?.settle ?? 0, twin.indexAccount, to, BigInt(units), market),
  };
};

const raiseCost = (words: Words, large: boolean): Operation => {
  const [account, market] = [6 + words.below(6), words.below(2)];
  const units = large ? words.size() : words.below(5000);
  return {
    name: 'raise-cost',
    ledger: (ledger) => {
      if (ledger.lots(account, market) !== 0) ledger.raiseCost(account, market, units, 0);
    },
    twin: (twin) => {
      if (twin.position(account, market).lots !== 0n) twin.raiseCost(account, market, BigInt(units));
    },
  };
};

const sell = (words: Words, large: boolean): Operation => {
  const [from, to] = [6 + words.below(4), words.below(6)];
  const [units, proceeds] = [0, 1].map(() => (large ? words.size() : words.below(1_000_000))) as [number, number];
  return {
    name: 'sell',
    ledger: (ledger) => ledger.sellCollateral(1, from, to, units, proceeds, 0),
    twin: (twin) => twin.sell(1, from, to, BigInt(units), BigInt(proceeds)),
  };
};

const price = (words: Words): Operation => {
  const [market, ticks] = [words.below(2), 1 + words.below(2000)];
  return {
    name: 'price',
    ledger: (ledger) => ledger.setPrice(market, ticks, ticks),
    twin: (twin) => {
      twin.mark[market] = BigInt(ticks);
    },
  };
};

type Kind = (words: Words, large: boolean) => Operation;
const ORDINARY: readonly Kind[] = [
  ...[fill, fill, fill, fill, transfer, transfer, shift, shift],
  ...[settle, settleMarket, advance, raiseCost, sell, price],
];
const AT_THE_BOUNDS: readonly Kind[] = [
  ...[fill, fill, fill, fill, transfer, transfer],
  ...[shift, settle, advance, raiseCost, sell, price],
];

/**
 * The operations that random words stand for.
 *
 * @param large - Sizes up to 2^53, which the ledger has to refuse where they do not fit.
 */
export const operationsOf = (source: Uint32Array, large = false): Operation[] => {
  const words = new Words(source);
  const kinds = large ? AT_THE_BOUNDS : ORDINARY;
  const list: Operation[] = [];
  while (words.more) list.push((kinds[words.below(kinds.length)] as Kind)(words, large));
  return list;
};

/** Does an operation; false when the ledger refused it. */
export const does = (ledger: Ledger, operation: Operation): boolean => {
  try {
    operation.ledger(ledger);
    return true;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return false;
  }
};
