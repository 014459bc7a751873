/**
 * The page docs/guide/performance.md: words written by hand, with figures put in from the results of a full run.
 *
 * A line of the words that is a mark alone is replaced: `{{environment}}`, `{{targets}}`, `{{growth}}`, `{{results NAME...}}`,
 * `{{profile NAME}}`.
 *
 * @module
 */
import { BenchFailed } from './bench.ts';
import { plain, ratioText, sizeText, spreadText, timeText } from './figures.ts';
import { growthOf } from './growth.ts';
import type { HotFunction, Report, Result } from './result.ts';
import { targets } from './targets.ts';

/** Benchmark of a result: what stands before the slash. */
const benchOf = ({ name }: Pick<Result, 'name'>): string => name.split('/')[0] as string;

/**
 * The committed results, when a page may be made of them.
 *
 * @throws BenchFailed when there are none, or when they are of the small sizes: the targets are of the full ones.
 */
export const fullReport = (report: Report | undefined): Report => {
  if (report?.environment.size === 'full') return report;
  throw new BenchFailed(
    `tests/bench/results.json has ${report === undefined ? 'no results' : 'results of the small sizes'}: the page shows the full ones, which "npm run bench -- --save" makes`,
  );
};

/** Later results in place of the earlier ones of the same benchmarks; figures of two machines are never put side by side. */
export const merged = (before: Report | undefined, later: Report): Report => {
  if (before === undefined || JSON.stringify(before.environment) !== JSON.stringify(later.environment)) return later;
  const anew = new Set(later.results.map(benchOf));
  const results = [...before.results.filter((one) => !anew.has(benchOf(one))), ...later.results];
  return {
    environment: later.environment,
    results,
    growth: growthOf(results),
    profiles: { ...before.profiles, ...later.profiles },
  };
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(titles), row(titles.map(() => '---')), ...rows.map(row)].join('\n');

const peersText = ({ peers, published = {}, unit }: Result): string => {
  const measured = Object.entries(peers).map(
    ([name, { ratio, limit }]) => `${limit === true ? 'limit: ' : ''}${name} ${ratioText(ratio)} x`,
  );
  const told = Object.entries(published).map(([name, figure]) => `published: ${name} ${timeText(figure, unit)}`);
  return [...measured, ...told].join('; ');
};

const alsoText = ({ also = {} }: Result): string =>
  Object.entries(also)
    .map(([what, figure]) => `${what} ${plain(figure)}`)
    .join('; ');

const resultsTable = (results: readonly Result[]): string =>
  table(
    ['what', 'size', 'ours', 'spread', 'against, in the same process', 'also'],
    results.map((result) => [
      result.name,
      sizeText(result.n),
      `${timeText(result.median, result.unit)} a${/^[aeiou]/.test(result.each) ? 'n' : ''} ${result.each}`.replace(
        /an? (?=\d)/,
        'for ',
      ),
      spreadText(result.spread),
      peersText(result),
      alsoText(result),
    ]),
  );

const targetsTable = (report: Report): string =>
  table(
    ['what', 'asked', 'measured', 'met'],
    targets.map(({ what, asked, judge }) => {
      const verdict = judge(report);
      return [what, asked, verdict?.figure ?? 'not measured', verdict === undefined ? '' : verdict.met ? 'yes' : 'no'];
    }),
  );

const growthTable = ({ growth }: Report): string =>
  table(
    ['benchmark', 'sizes', 'exponent'],
    growth.map(({ name, sizes, exponent }) => [name, sizes.map(sizeText).join(', '), exponent.toFixed(2)]),
  );

const share = (of: number): string => `${Math.round(100 * of)} %`;

/** A profile for a terminal. */
export const profileText = (hottest: readonly HotFunction[]): string =>
  hottest.map(({ name, file, share: of }) => `  ${share(of).padStart(5)}  ${name}  ${file}`).join('\n');

const profileLine = (hottest: readonly HotFunction[] | undefined): string => {
  if (hottest === undefined || hottest.length === 0) return 'Not profiled.';
  const shown = hottest.filter(({ share: of }) => of >= 0.03).slice(0, 8);
  const parts = shown.map(({ name, file, share: of }) => {
    const code = name.startsWith('(') ? name.slice(1, -1) : `\`${name}\``;
    return file === 'node' ? `${code} ${share(of)}` : `${code} (${file}) ${share(of)}`;
  });
  const rest = 1 - shown.reduce((sum, one) => sum + one.share, 0);
  return `Own time: ${parts.join(', ')}, the rest ${share(rest)}.`;
};

const filled = (mark: string, names: readonly string[], report: Report): string => {
  switch (mark) {
    case 'environment': {
      const { cores, cpu, memoryGiB, node, size } = report.environment;
      return `${cores} x ${cpu}, ${memoryGiB} GiB, node ${node}, ${size} sizes.`;
    }
    case 'targets':
      return targetsTable(report);
    case 'growth':
      return growthTable(report);
    case 'results':
      return resultsTable(report.results.filter((one) => names.includes(benchOf(one))));
    case 'profile':
      return profileLine(report.profiles[names[0] as string]);
    default:
      throw new Error(`the words of the page have an unknown mark {{${mark}}}`);
  }
};

const HEAD =
  '<!-- Made by "npm run bench -- --page" from tests/bench/performance.template.md and tests/bench/results.json. -->';

/** The page from its words and a report. */
export const performancePage = (words: string, report: Report): string => {
  const text = words.replace(/^\{\{(.+?)\}\}$/gm, (_, inside: string) => {
    const [mark = '', ...names] = inside.trim().split(/\s+/);
    return filled(mark, names, report);
  });
  const [title = '', ...rest] = text.split('\n');
  return [title, '', HEAD, ...rest].join('\n');
};
