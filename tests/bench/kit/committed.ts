/**
 * The committed files of the suite, found from the folder `npm run` works in.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Baseline } from './baseline.ts';
import type { Report } from './result.ts';

const BASELINE = 'tests/bench/baseline.json';
const RESULTS = 'tests/bench/results.json';
const WORDS = 'tests/bench/performance.template.md';
const PAGE = 'docs/guide/performance.md';

const readJson = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
const writeJson = (file: string, document: unknown): void =>
  writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`);

/** What is committed now. */
export const committed = {
  /** Empty before the first. */
  baseline: (): Baseline => (readJson(BASELINE) ?? {}) as Baseline,
  /** The full results that the page shows; undefined before the first. */
  report: (): Report | undefined => readJson(RESULTS) as Report | undefined,
  /** The page without its figures. */
  words: (): string => readFileSync(WORDS, 'utf8'),
  page: (): string => readFileSync(PAGE, 'utf8'),
};

/** Writes what is to be committed. */
export const write = {
  baseline: (baseline: Baseline): void => writeJson(BASELINE, baseline),
  report: (report: Report): void => writeJson(RESULTS, report),
  page: (text: string): void => writeFileSync(PAGE, text),
};
