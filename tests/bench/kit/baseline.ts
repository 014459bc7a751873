/**
 * What the small suite is held to: committed ratios and hashes, no times.
 *
 * @module
 */
import type { Result } from './result.ts';

/** Ratios to peers, and the hash, of each result; the key is {@link keyOf}. */
export type Baseline = Readonly<
  Record<string, { readonly digest?: string; readonly ratios: Readonly<Record<string, number>> }>
>;

/** A ratio may be so many times worse before it is told. */
export const TOLERANCE = 1.5;
/**
 * From here on it fails: what a neighbour on the same processor does to its caches moves a ratio between columns and objects by up to
 * two and a half times, for minutes on end, so that no number of tries tells it from a change.
 */
export const FAILING = 4;
/** Rounds that lie further apart than this, interquartile range over median, say nothing about a ratio. */
export const NOISE = 1;

/** What is wrong with a result. */
export type Finding =
  | { readonly key: string; readonly what: 'digest'; readonly committed: string; readonly now: string }
  | {
      readonly key: string;
      readonly what: 'ratio';
      readonly peer: string;
      readonly committed: number;
      readonly now: number;
    }
  | { readonly key: string; readonly what: 'unknown' }
  /** A result that nothing is measured for any more, or only one of its peers. */
  | { readonly key: string; readonly what: 'gone'; readonly peer?: string }
  /** Tries of one benchmark that computed different things. */
  | { readonly key: string; readonly what: 'unsteady' };

/** Name and size of a result. */
export const keyOf = ({ name, n }: Pick<Result, 'name' | 'n'>): string => `${name} n=${n}`;

/** Benchmark of a key. */
export const benchOf = (key: string): string => key.replace(/ n=\d+$/, '').split('/')[0] as string;

/** Ratios to other ways of doing the work at the same size, by the least of the rounds; limits are held to nothing. */
const ratiosOf = ({ peers }: Result): [string, number][] =>
  Object.entries(peers).flatMap(([peer, { aside, best, limit }]) =>
    limit === true || aside === true ? [] : [[peer, best]],
  );

/**
 * Makes the baseline from several runs of the same benchmarks: the least ratios, so that what a calm moment adds is not asked for.
 *
 * @throws Error when the runs computed different things.
 */
export const baselineOf = (runs: readonly (readonly Result[])[]): Baseline => {
  const [first = []] = runs;
  return Object.fromEntries(
    first.map((result) => {
      const key = keyOf(result);
      const all = runs.map((run) => run.find((one) => keyOf(one) === key) as Result);
      if (all.some(({ digest }) => digest !== result.digest))
        throw new Error(`${key}: two runs computed different things`);
      const ratios = Object.fromEntries(
        ratiosOf(result).map(([peer]) => [peer, Math.min(...all.map(({ peers }) => peers[peer]?.best as number))]),
      );
      return [key, { ...(result.digest === undefined ? {} : { digest: result.digest }), ratios }];
    }),
  );
};

/** What got worse: other hashes, ratios beyond the tolerance, peers that are gone, results that nothing is committed for. */
export const compare = (baseline: Baseline, results: readonly Result[]): readonly Finding[] =>
  results.flatMap((result): Finding[] => {
    const key = keyOf(result);
    const committed = baseline[key];
    if (committed === undefined) return [{ key, what: 'unknown' }];
    const findings: Finding[] = [];
    if (committed.digest !== result.digest) {
      findings.push({ key, what: 'digest', committed: committed.digest ?? 'none', now: result.digest ?? 'none' });
    }
    const ratios = ratiosOf(result);
    for (const peer of Object.keys(committed.ratios))
      if (!ratios.some(([name]) => name === peer)) findings.push({ key, what: 'gone', peer });
    for (const [peer, now] of ratios) {
      const before = committed.ratios[peer];
      const noisy = Math.max(result.spread, result.peers[peer]?.spread ?? 0) > NOISE;
      if (before === undefined) findings.push({ key, what: 'unknown' });
      else if (!noisy && now * TOLERANCE < before) findings.push({ key, what: 'ratio', peer, committed: before, now });
    }
    return findings;
  });

/**
 * What is committed and was not measured.
 *
 * @param benches - Names of those that ran; all of the suite when left out, and then keys of no benchmark are told too.
 */
export const missing = (
  baseline: Baseline,
  results: readonly Result[],
  benches?: readonly string[],
): readonly Finding[] => {
  const measured = new Set(results.map(keyOf));
  return Object.keys(baseline)
    .filter((key) => !measured.has(key) && (benches === undefined || benches.includes(benchOf(key))))
    .map((key) => ({ key, what: 'gone' }));
};

/** The better ratios of two runs of the same benchmarks; what only one of them has is left out. */
export const better = (before: readonly Result[], later: readonly Result[]): readonly Result[] =>
  later.flatMap((result) => {
    const other = before.find((one) => keyOf(one) === keyOf(result));
    if (other === undefined) return [];
    const peers = Object.entries(result.peers).flatMap(([name, peer]) => {
      const old = other.peers[name];
      return old === undefined ? [] : [[name, old.best > peer.best ? old : peer]];
    });
    return [{ ...result, spread: Math.min(result.spread, other.spread), peers: Object.fromEntries(peers) }];
  });

/** Results of all tries whose hashes are not the same in each. */
const unsteady = (tries: readonly (readonly Result[])[]): readonly Finding[] => {
  const hashes = new Map<string, Set<string | undefined>>();
  for (const result of tries.flat()) {
    const key = keyOf(result);
    hashes.set(key, (hashes.get(key) ?? new Set()).add(result.digest));
  }
  return [...hashes].filter(([, all]) => all.size > 1).map(([key]) => ({ key, what: 'unsteady' }));
};

/** Whether a finding fails the suite; the others are told. */
export const fails = (finding: Finding): boolean =>
  finding.what !== 'ratio' || finding.now * FAILING < finding.committed;

/** The best of several tries, and what is wrong: a ratio must be good in one of them, all else in every one. */
export const judged = (
  baseline: Baseline,
  tries: readonly (readonly Result[])[],
): { readonly results: readonly Result[]; readonly findings: readonly Finding[] } => {
  const results = tries.reduce(better);
  const lasting = tries.flatMap((one) => compare(baseline, one)).filter(({ what }) => what !== 'ratio');
  const slow = compare(baseline, results).filter(({ what }) => what === 'ratio');
  const findings = [...unsteady(tries), ...lasting, ...slow];
  // Each try finds the same again: it is told once.
  return { results, findings: [...new Map(findings.map((one) => [told(one), one])).values()] };
};

/** A finding as a line for people. */
export const told = (finding: Finding): string => {
  switch (finding.what) {
    case 'digest':
      return `${finding.key}: what it computes has changed, its hash was ${finding.committed} and is ${finding.now}`;
    case 'ratio':
      return `${finding.key}: ${finding.peer} took ${finding.committed} x our time, and takes ${finding.now} x`;
    case 'unknown':
      return `${finding.key}: nothing is committed for it`;
    case 'gone':
      return `${finding.key}: ${finding.peer === undefined ? 'it' : finding.peer} is committed, and was not measured`;
    case 'unsteady':
      return `${finding.key}: it computes different things from try to try`;
  }
};
