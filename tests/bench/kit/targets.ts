/**
 * What the engine is meant to reach, and how it is read off a report.
 *
 * @module
 */
import { plain, ratioText } from './figures.ts';
import type { Report, Result } from './result.ts';

/** What a target says of its figures. */
type Verdict = { readonly figure: string; readonly met: boolean };

/** One row of the table of targets. */
export interface Target {
  readonly what: string;
  readonly asked: string;
  /** The figures, and whether they are good enough; undefined when the report lacks one of them. */
  readonly judge: (report: Report) => Verdict | undefined;
}

/** Wraps a judgement of figures of one result: without the result, or without one of the figures, nothing was measured. */
const on =
  (
    name: string,
    n: number | 'any',
    read: (result: Result, report: Report) => readonly number[],
    judge: (...figures: readonly number[]) => Verdict,
  ) =>
  (report: Report): Verdict | undefined => {
    const result = report.results.find((one) => one.name === name && (n === 'any' || one.n === n));
    const figures = result === undefined ? [] : read(result, report);
    return figures.length > 0 && figures.every(Number.isFinite) ? judge(...figures) : undefined;
  };

const ratio = ({ peers }: Result, peer: string): number => peers[peer]?.ratio ?? Number.NaN;
const figure = ({ also = {} }: Result, what: string): number => also[what] ?? Number.NaN;
/** The least of the published figures; not a number when there is none. */
const publishedFrom = ({ published = {} }: Result): number => {
  const figures = Object.values(published);
  return figures.length === 0 ? Number.NaN : Math.min(...figures);
};
const exponent = ({ growth }: Report, name: string): number =>
  growth.find((one) => one.name === name)?.exponent ?? Number.NaN;

const MILLION = 1_000_000;

/** The targets, in the order of the issue that set them. */
export const targets: readonly Target[] = [
  {
    what: 'quiet step, 1M accounts x 3 positions, 200 markets, 1 bp',
    asked: '100 x faster than the full sweep; under 40 µs median',
    judge: on(
      'quiet-step',
      MILLION,
      (result) => [ratio(result, 'plain sweep'), figure(result, 'median step, µs')],
      (faster = 0, median = 0) => ({
        figure: `${ratioText(faster)} x; ${plain(median)} µs`,
        met: faster >= 100 && median < 40,
      }),
    ),
  },
  {
    what: '1M x 3, 100,000 steps with a fall of a tenth, no trading',
    asked: 'under 5 s after set-up; set-up under 2 s; under 200 MB',
    judge: on(
      'long-run',
      MILLION,
      (result) => [result.median, figure(result, 'set-up, s'), figure(result, 'memory, MB')],
      (median = 0, setUp = 0, memory = 0) => ({
        figure: `${plain(median)} s; ${plain(setUp)} s; ${plain(memory)} MB`,
        met: median < 5 && setUp < 2 && memory < 200,
      }),
    ),
  },
  {
    what: 'the same with 100 accounts trading, hourly funding, a coin that moves, 20,000 steps',
    asked: 'under 8 s',
    judge: on(
      'long-run-trading',
      MILLION,
      ({ median }) => [median],
      (median = 0) => ({ figure: `${plain(median)} s`, met: median < 8 }),
    ),
  },
  {
    what: 'crash step, one market, 1M positions, 5 % liquidated, fund empty',
    asked: 'under 400 ms; exponent at most 1.15',
    judge: on(
      'crash-step',
      MILLION,
      ({ median }, report) => [median, exponent(report, 'crash-step')],
      (median = 0, slope = 0) => ({
        figure: `${plain(median)} ms; ${slope.toFixed(2)}`,
        met: median < 400 && slope <= 1.15,
      }),
    ),
  },
  {
    what: 'ADL choice and close of 1 % among 100k winners, through the contract',
    asked: 'within 3 x of the bare quickselect; 5 x faster than the published 17 to 49 ms of the Python queue',
    judge: on(
      'adl-choice',
      100_000,
      (result) => [1 / ratio(result, 'bare quickselect'), publishedFrom(result), result.median],
      (bare = 0, published = 0, median = 0) => ({
        figure: `${ratioText(bare)} x; ${ratioText(published / median)} x (against the published ${plain(published)} ms)`,
        met: bare <= 3 && published / median >= 5,
      }),
    ),
  },
  {
    what: 'capped pro-rata over 100k winners, exact integers',
    asked: '10 x faster than the published 78 to 341 ms of the Python policy',
    judge: on(
      'pro-rata',
      100_000,
      (result) => [publishedFrom(result), result.median],
      (published = 0, median = 0) => ({
        figure: `${plain(median)} ms, ${ratioText(published / median)} x (against the published ${plain(published)} ms)`,
        met: published / median >= 10,
      }),
    ),
  },
  {
    what: 'a Monte-Carlo run of 2,000 accounts x 500 steps',
    asked: '250 a second on one core; 1.6 x on two when the machine is free',
    judge: on(
      'mc-runs',
      2_000,
      (result) => [figure(result, 'runs a second, one thread'), figure(result, 'two threads against one, x')],
      (rate = 0, faster = 0) => ({
        figure: `${plain(rate)} a second; ${ratioText(faster)} x`,
        met: rate >= 250 && faster >= 1.6,
      }),
    ),
  },
  {
    what: 'the full October 2025 comparison of all presets',
    asked: 'twice as fast as before this work',
    judge: on(
      'october',
      'any',
      (result) => [result.median, publishedFrom(result)],
      (median = 0, before = 0) => ({
        figure: `${plain(median)} s, before ${plain(before)} s`,
        met: before / median >= 2,
      }),
    ),
  },
  {
    what: 'conservation audit of 1M accounts',
    asked: 'under 1.5 ms, and O(1) an event by deltas',
    judge: on(
      'total-audit',
      MILLION,
      (result) => [(result.median * MILLION) / 1e6, figure(result, 'by deltas, ns an event')],
      (whole = 0, event = 0) => ({ figure: `${plain(whole)} ms; ${plain(event)} ns an event`, met: whole < 1.5 }),
    ),
  },
  {
    what: 'a liquidation with its ADL, amortised, through the contract, at 100k accounts',
    asked: 'at most 3 µs',
    judge: on(
      'liquidation-with-adl',
      100_000,
      ({ median }) => [median],
      (median = 0) => ({ figure: `${plain(median)} µs`, met: median <= 3 }),
    ),
  },
];
