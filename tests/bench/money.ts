import {
  apportion,
  compareFractions,
  D,
  linear,
  mulDivFloor,
  rateCeil,
  sumColumn,
  value,
} from '../../src/money/index.ts';
import { agree, type BenchResult, type Candidate, draws, interleave, perElement } from './measure.ts';

const ROUNDS = 9;

/**
 * Measures the arithmetic of money against big integers and decimal.js.
 *
 * @param small - Whether to take sizes that finish in seconds.
 * @returns One line per measurement.
 */
export async function bench(small: boolean): Promise<BenchResult[]> {
  const size = small ? 20_000 : 1_000_000;
  return [
    ...moneyOperations(small ? 5_000 : 100_000),
    multiplyDivide(size),
    fractions(size),
    totalAudit(size),
    ...(small ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]).flatMap(apportionment),
  ];
}

/** A column of integers in [0, below), drawn so that small and large magnitudes are equally likely. */
function column(n: number, seed: number, below: number): Float64Array {
  const next = draws(seed);
  return Float64Array.from({ length: n }, () => Math.floor(below ** next()));
}

function moneyOperations(n: number): BenchResult[] {
  const lots = column(n, 1, 1e8);
  const marks = column(n, 2, 1e7);
  const out = new Float64Array(n);
  const instrument = linear({ tickValue: 2 });
  const bigLots = Array.from(lots, BigInt);
  const bigMarks = Array.from(marks, BigInt);
  const bigOut: bigint[] = Array.from(lots, () => 0n);
  const decimalLots = Array.from(lots, (x) => new D(x));
  const decimalMarks = Array.from(marks, (x) => new D(x));
  const decimalOut = Array.from(lots, () => new D(0));

  const values = {
    ours: () => {
      for (let i = 0; i < n; i++) out[i] = value(instrument, lots[i]!, marks[i]!);
      return out;
    },
    bigint: () => {
      for (let i = 0; i < n; i++) bigOut[i] = bigLots[i]! * bigMarks[i]! * 2n;
      return bigOut;
    },
    'decimal.js': () => {
      for (let i = 0; i < n; i++) decimalOut[i] = decimalLots[i]!.times(decimalMarks[i]!).times(2);
      return decimalOut;
    },
    'plain float (unchecked)': () => {
      for (let i = 0; i < n; i++) out[i] = lots[i]! * marks[i]! * 2;
      return out;
    },
  };
  const margins = {
    ours: () => {
      for (let i = 0; i < n; i++) out[i] = rateCeil(lots[i]! * marks[i]!, 5_000);
      return out;
    },
    bigint: () => {
      for (let i = 0; i < n; i++) bigOut[i] = (bigLots[i]! * bigMarks[i]! * 5_000n + 999_999n) / 1_000_000n;
      return bigOut;
    },
    'decimal.js': () => {
      for (let i = 0; i < n; i++)
        decimalOut[i] = decimalLots[i]!.times(decimalMarks[i]!).times(5_000).div(1_000_000).ceil();
      return decimalOut;
    },
    'plain float (inexact)': () => {
      for (let i = 0; i < n; i++) out[i] = Math.ceil((lots[i]! * marks[i]! * 5_000) / 1_000_000);
      return out;
    },
  };
  return [operation('money-ops value', n, values), operation('money-ops margin', n, margins)];
}

interface Operation extends Record<string, Candidate> {
  readonly ours: () => Float64Array;
  readonly bigint: () => bigint[];
  readonly 'decimal.js': () => D[];
}

function operation(name: string, n: number, candidates: Operation): BenchResult {
  const exact = candidates.ours().slice();
  const same = candidates.bigint().every((x, i) => x === BigInt(exact[i]!));
  agree(same && candidates['decimal.js']().every((x, i) => x.eq(exact[i]!)), name);
  const timings = interleave<string>(ROUNDS, candidates);
  return perElement(name, n, { ...timings, ours: timings.ours! });
}

function multiplyDivide(n: number): BenchResult {
  const next = draws(3);
  const between = (): number => Math.floor(2 ** (20 + 33 * next()));
  const a = Float64Array.from({ length: n }, between);
  const c = Float64Array.from({ length: n }, between);
  const b = c.map((x) => Math.floor(x * next()));
  const out = new Float64Array(n);
  const bigOut = new Float64Array(n);
  const ours = (): Float64Array => {
    for (let i = 0; i < n; i++) out[i] = mulDivFloor(a[i]!, b[i]!, c[i]!);
    return out;
  };
  const bigint = (): Float64Array => {
    for (let i = 0; i < n; i++) bigOut[i] = Number((BigInt(a[i]!) * BigInt(b[i]!)) / BigInt(c[i]!));
    return bigOut;
  };
  agree(sameColumn(ours(), bigint()), 'money-muldiv');
  return perElement('money-muldiv', n, interleave(ROUNDS, { ours, bigint }));
}

function fractions(n: number): BenchResult {
  const a = column(n, 4, 2 ** 53);
  const b = column(n, 5, 2 ** 53);
  const ours = (): number => {
    let balance = 0;
    for (let i = 1; i < n; i++) balance += compareFractions(a[i]!, b[i]!, a[i - 1]!, b[i - 1]!);
    return balance;
  };
  const bigint = (): number => {
    let balance = 0;
    for (let i = 1; i < n; i++) {
      const left = BigInt(a[i]!) * BigInt(b[i - 1]!);
      const right = BigInt(a[i - 1]!) * BigInt(b[i]!);
      balance += left < right ? -1 : left > right ? 1 : 0;
    }
    return balance;
  };
  agree(ours() === bigint(), 'money-compare');
  return perElement('money-compare', n, interleave(ROUNDS, { ours, bigint }));
}

function totalAudit(n: number): BenchResult {
  const next = draws(6);
  const equities = Float64Array.from({ length: n }, () => Math.floor(4.5e15 * (next() - 0.2)));
  const big = Array.from(equities, BigInt);
  const ours = (): bigint => sumColumn(equities, 0, n).toBigInt();
  const bigint = (): bigint => {
    let total = 0n;
    for (let i = 0; i < n; i++) total += big[i]!;
    return total;
  };
  const naive = (): number => {
    let total = 0;
    for (let i = 0; i < n; i++) total += equities[i]!;
    return total;
  };
  agree(ours() === bigint(), 'total-audit');
  return perElement('total-audit', n, interleave(ROUNDS, { ours, bigint, 'plain float (inexact)': naive }));
}

function apportionment(n: number): BenchResult[] {
  const narrow = column(n, 7, 1e9);
  const wide = column(n, 8, 2 ** 52);
  const next = draws(9);
  const out = new Float64Array(n);
  return (
    [
      ['apportion', narrow, undefined],
      ['apportion, total above 2^53', wide, undefined],
      ['apportion with limits', narrow, narrow.map((w) => Math.floor(w * 2 * next()))],
    ] as const
  ).map(([name, weights, limits]) => {
    const need = Math.floor(weights.reduce((s, w) => s + w, 0) / (limits === undefined ? 100 : 3)) % 2 ** 52;
    const ours = (): Float64Array => apportion(need, weights, limits, out);
    const bigint = (): bigint[] => apportionBySorting(need, weights, limits);
    const expected = bigint();
    agree(
      ours().every((x, i) => BigInt(x) === expected[i]),
      name,
    );
    return perElement(name, n, interleave(ROUNDS, { ours, 'bigint and sort': bigint }));
  });
}

/** The same rule in big integers: saturated claims by sorting on limit / weight, remainders by sorting too. */
function apportionBySorting(need: number, weights: Float64Array, limits: Float64Array | undefined): bigint[] {
  const big = Array.from(weights, BigInt);
  const cap = limits === undefined ? undefined : Array.from(limits, BigInt);
  const out = big.map(() => 0n);
  let left = BigInt(need);
  let total = big.reduce((s, w) => s + w, 0n);
  let open = big.map((_, i) => i).filter((i) => big[i]! > 0n);
  if (cap !== undefined) {
    open.sort((i, j) => Number(cap[i]! * big[j]! - cap[j]! * big[i]!));
    let full = 0;
    for (const i of open) {
      if (cap[i]! * total > left * big[i]!) break;
      out[i] = cap[i]!;
      left -= cap[i]!;
      total -= big[i]!;
      full += 1;
    }
    open = open.slice(full);
  }
  let spare = left;
  const rest = out.slice();
  for (const i of open) {
    const share = (left * big[i]!) / total;
    out[i] = share;
    rest[i] = left * big[i]! - share * total;
    spare -= share;
  }
  open.sort((i, j) => (rest[i]! === rest[j]! ? i - j : rest[i]! > rest[j]! ? -1 : 1));
  for (const i of open.slice(0, Number(spare))) out[i] = out[i]! + 1n;
  return out;
}

function sameColumn(a: Float64Array, b: Float64Array): boolean {
  return a.every((x, i) => x === b[i]);
}
