/**
 * The arithmetic of money, against big integers, 64-bit big integers in typed arrays, and decimal.js.
 *
 * @module
 */
import { compareFractions, D, exact, linear, mulDivCeil, mulDivFloor, rateCeil, value } from '../../src/money/index.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';

const MILLION = 1_000_000;
/** Elements that decimal.js works through: it takes a thousand times as long. */
const FEW = 2_000;

/** A column of integers in [1, below): every doubling equally likely. */
const column = (n: number, seed: number, below: number): Float64Array => {
  const next = draws(seed);
  const doublings = Math.log2(below);
  return Float64Array.from({ length: n }, () => Math.floor(2 ** (doublings * next())));
};

/** An operation on two columns and its twins. */
interface Operation {
  readonly name: string;
  /** Our own. */
  readonly ours: (a: number, b: number) => number;
  readonly bigint: (a: bigint, b: bigint) => bigint;
  readonly decimal: (a: D, b: D) => D;
  /** The same in plain float64, whether it is exact or not. */
  readonly plain: (a: number, b: number) => number;
  /** Largest operands. */
  readonly below: readonly [number, number];
}

const instrument = linear({ tickValue: 2 });

const OPERATIONS: readonly Operation[] = [
  {
    name: 'value',
    ours: (lots, mark) => value(instrument, lots, mark),
    bigint: (lots, mark) => lots * mark * 2n,
    decimal: (lots, mark) => lots.times(mark).times(2),
    plain: (lots, mark) => lots * mark * 2,
    below: [1e8, 1e7],
  },
  {
    name: 'gain',
    ours: (lots, mark) => exact(value(instrument, lots, mark) - lots),
    bigint: (lots, mark) => lots * mark * 2n - lots,
    decimal: (lots, mark) => lots.times(mark).times(2).minus(lots),
    plain: (lots, mark) => lots * mark * 2 - lots,
    below: [1e8, 1e7],
  },
  {
    name: 'margin',
    ours: (lots, mark) => rateCeil(lots * mark, 5_000),
    bigint: (lots, mark) => (lots * mark * 5_000n + 999_999n) / 1_000_000n,
    decimal: (lots, mark) => lots.times(mark).times(5_000).div(MILLION).ceil(),
    plain: (lots, mark) => Math.ceil((lots * mark * 5_000) / MILLION),
    below: [1e8, 1e7],
  },
  {
    name: 'partial close',
    ours: (cost, held) => mulDivFloor(cost, 333, held + 333),
    bigint: (cost, held) => (cost * 333n) / (held + 333n),
    decimal: (cost, held) => cost.times(333).div(held.plus(333)).floor(),
    plain: (cost, held) => Math.floor((cost * 333) / (held + 333)),
    below: [1e15, 1e8],
  },
  {
    name: 'index charge',
    ours: (lots, index) => mulDivCeil(lots, index, MILLION),
    bigint: (lots, index) => (lots * index + 999_999n) / 1_000_000n,
    decimal: (lots, index) => lots.times(index).div(MILLION).ceil(),
    plain: (lots, index) => Math.ceil((lots * index) / MILLION),
    below: [1e8, 1e10],
  },
];

let loops = 0;

/** A loop made from source, each another, so that none of them learns of the others' functions: what runs is what inlines. */
const loopOf = <T>(operation: (a: T, b: T) => T): ((a: ArrayLike<T>, b: ArrayLike<T>, out: T[]) => T[]) => {
  loops += 1;
  const body = `return (a, b, out) => { for (let i = 0; i < a.length; i++) out[i] = operation(a[i], b[i]); return out; };`;
  return new Function('operation', `/* ${loops} */ ${body}`)(operation);
};

const operation = async (run: Run, { name, ours, bigint, decimal, plain, below }: Operation): Promise<Result> => {
  const n = run.small ? 20_000 : MILLION;
  const a = column(n, 1, below[0]);
  const b = column(n, 2, below[1]);
  const own = loopOf(ours);
  const big = loopOf(bigint);
  const decimals = loopOf(decimal);
  const plainly = loopOf(plain);
  const few = Math.min(n, 20_000);
  const [bigA, bigB] = [Array.from(a.subarray(0, few), BigInt), Array.from(b.subarray(0, few), BigInt)];
  const [long, otherLong] = [BigInt64Array.from(bigA), BigInt64Array.from(bigB)];
  const [decimalA, decimalB] = [a, b].map((one) => Array.from(one.subarray(0, FEW), (x) => new D(x))) as [D[], D[]];
  const out = new Float64Array(n) as unknown as number[];
  const plainOut = new Float64Array(n) as unknown as number[];
  const longOut = new BigInt64Array(few) as unknown as bigint[];
  const bigOut: bigint[] = Array.from(bigA, () => 0n);
  const decimalOut: D[] = Array.from(decimalA, () => new D(0));
  const longs = loopOf(bigint);
  const exactly = own(a as never, b as never, out).slice();
  const same = big(bigA, bigB, bigOut).every((x, i) => x === BigInt(exactly[i] as number));
  agree(same && decimals(decimalA, decimalB, decimalOut).every((x, i) => x.eq(exactly[i] as number)), name);
  return measured(run, {
    name: `money-ops/${name}`,
    n,
    each: 'operation',
    grows: false,
    ours: () => own(a as never, b as never, out),
    peers: {
      bigint: { of: few, run: () => big(bigA, bigB, bigOut) },
      BigInt64Array: { of: few, run: () => longs(long as never, otherLong as never, longOut) },
      'decimal.js': { of: FEW, run: () => decimals(decimalA, decimalB, decimalOut) },
    },
    limits: { 'plain float64, unchecked': () => plainly(a as never, b as never, plainOut) },
  });
};

const operations = async (run: Run): Promise<Result[]> => {
  const results: Result[] = [];
  for (const one of OPERATIONS) results.push(await operation(run, one));
  return results;
};

const multiplyDivide = async (run: Run): Promise<Result[]> => {
  const n = run.small ? 20_000 : MILLION;
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
  const division = (): Float64Array => {
    for (let i = 0; i < n; i++) out[i] = a[i]! / c[i]!;
    return out;
  };
  const exactly = ours().slice();
  agree(
    bigint().every((x, i) => x === exactly[i]),
    'a x b / c, rounded down, of operands up to 2^53',
  );
  return [
    await measured(run, {
      name: 'money-muldiv',
      n,
      each: 'operation',
      grows: false,
      ours,
      peers: { bigint },
      limits: { 'one division': division },
    }),
  ];
};

const fractions = async (run: Run): Promise<Result[]> => {
  const n = run.small ? 20_000 : MILLION;
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
  const naive = (): number => {
    let balance = 0;
    for (let i = 1; i < n; i++) balance += Math.sign(a[i]! / b[i]! - a[i - 1]! / b[i - 1]!);
    return balance;
  };
  agree(ours() === bigint(), 'comparisons of fractions');
  return [
    await measured(run, {
      name: 'money-fractions',
      n,
      each: 'comparison',
      grows: false,
      ours,
      peers: { bigint },
      limits: { 'two divisions': naive },
    }),
  ];
};

/** Benchmarks of money. */
export const benches: readonly Bench[] = [
  {
    name: 'money-ops',
    says: 'value, gain, margin, cost of a partial close and index charge, exact',
    measure: operations,
  },
  { name: 'money-muldiv', says: 'a x b / c rounded down, operands up to 2^53', measure: multiplyDivide },
  { name: 'money-fractions', says: 'which of two fractions is larger, exact', measure: fractions },
];
