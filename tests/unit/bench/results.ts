import type { Peer, Report, Result } from '../../bench/kit/result.ts';

/** A peer that takes so many times as long as ours. */
export const peer = (ratio: number, over: Partial<Peer> = {}): Peer => ({
  median: 10 * ratio,
  ratio,
  best: ratio,
  spread: 0.1,
  ...over,
});

/** A result of ten nanoseconds an element. */
export const result = (over: Partial<Result> = {}): Result => ({
  name: 'adding',
  n: 1000,
  unit: 'ns',
  each: 'number',
  median: 10,
  spread: 0.1,
  min: 9,
  rounds: 9,
  peers: { bigint: peer(3) },
  ...over,
});

/** A report of some results. */
export const report = (results: readonly Result[], over: Partial<Report> = {}): Report => ({
  environment: { node: 'v20.0.0', cpu: 'a processor', cores: 2, memoryGiB: 8, size: 'full' },
  results,
  growth: [],
  profiles: {},
  ...over,
});
