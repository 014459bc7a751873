import { BEARERS, type CaseLine, neededOf, type RuleFigure } from '../exchange/index.ts';
import { formatUnits } from '../money/index.ts';
import type { World } from '../world/index.ts';
import type { CaseAccount } from './case-accounts.ts';
import { gather } from './gather.ts';
import type { Gathered } from './gathered.ts';
import { hedgeResultOf } from './hedge-result.ts';
import { type MetricValue, measure, rounded, totalOf } from './metric.ts';
import type { MetricId } from './metric-ids.ts';
import { METRICS } from './metrics/index.ts';
import type { CaseResult, RuleFigureResult, RunResult } from './result-shape.ts';
import { recordOf } from './run-record.ts';
import { VERSION } from './version.ts';

/** What a result says of itself besides what was measured. All but the hashes have a value of their own. */
export interface ResultHead {
  /** Name of the exchange; the design's when left out. */
  readonly exchange?: string;
  /** Name of the scenario; its own when left out. */
  readonly scenario?: string;
  /** Seed; the venue's when left out. */
  readonly seed?: number;
  /** Version of the package; {@link VERSION} when left out. */
  readonly version?: string;
  /** Hashes of what the run was made from, by name. */
  readonly hashes?: Readonly<Record<string, string>>;
  /** What was made equal between designs in the run. */
  readonly equalised?: readonly string[];
  /** Which variant of the design or scenario was run. */
  readonly variant?: string;
}

/** All metrics of a run, by id. */
export const metricsOf = (run: Gathered): Record<MetricId, MetricValue> =>
  Object.fromEntries(METRICS.map((metric) => [metric.id, measure(metric, run)])) as Record<MetricId, MetricValue>;

const FIELDS = ['markLoss', 'slippage', 'fees', 'forfeited', 'needed', 'ownCollateral', ...BEARERS, 'left'] as const;

const lineOf = (line: CaseLine, decimals: number): CaseResult['asset'][string] =>
  Object.fromEntries(
    FIELDS.map((field) => [field, formatUnits(field === 'needed' ? neededOf(line) : line[field], decimals)]),
  ) as CaseResult['asset'][string];

const isEmpty = (line: CaseLine): boolean => Object.values(line).every((units) => units === 0);

const originsOf = ({ data }: CaseAccount): NonNullable<CaseResult['origins']> =>
  data.chain.map((from) => ({
    case: String(from),
    lots: data.origins.reduce((sum, origin) => sum + (origin.case === from ? origin.lots : 0), 0),
  }));

const caseOf = (one: CaseAccount, run: Gathered, names: ReadonlyMap<number, string>): CaseResult => {
  const { data, residual } = one;
  const { assets, markets } = run.run;
  const name = names.get(data.subject);
  const marketId = (market: number): string => markets[market]?.id ?? '';
  const decimalsOf = (market: number): number => assets[markets[market]?.settle ?? 0]?.decimals ?? 0;
  const lines = data.lines.flatMap((line, asset): [string, CaseResult['asset'][string]][] => {
    const of = assets[asset];
    return of === undefined || (asset > 0 && isEmpty(line)) ? [] : [[of.name, lineOf(line, of.decimals)]];
  });
  return {
    id: String(data.id),
    kind: data.kind,
    subject: String(data.subject),
    ...(name === undefined ? {} : { name }),
    legs: data.legs.map((leg) => marketId(leg.market)),
    opened: data.opened,
    ...(data.closed === undefined ? {} : { closed: data.closed }),
    asset: Object.fromEntries(lines),
    shortfall: formatUnits(one.shortfall, run.numeraire.decimals),
    overshoot: formatUnits(one.overshoot, run.numeraire.decimals),
    ...(data.kind === 'inventory' ? { origins: originsOf(one) } : {}),
    ...(data.closed === undefined
      ? {
          residual: Object.fromEntries(
            residual.map(({ market, lots, value }) => [
              marketId(market),
              { lots, value: formatUnits(value, decimalsOf(market)) },
            ]),
          ),
        }
      : {}),
  };
};

const marketsOf = (run: Gathered): RunResult['markets'] =>
  Object.fromEntries(
    run.run.markets.map(({ id }, market) => {
      const first = run.prices.first[market] as number;
      const before = run.openInterestAtStart[market] as number;
      const after = run.positions.openInterest[market] as number;
      return [
        id,
        {
          low: first === 0 ? 0 : rounded((run.prices.lowest[market] as number) / first - 1),
          openInterestFall: before === 0 ? null : rounded(1 - after / before),
        },
      ];
    }),
  );

const tailsOf = (run: Gathered): RunResult['tails'] =>
  Object.fromEntries(
    METRICS.flatMap(({ id, tail }) => {
      if (tail === undefined) return [];
      const { count, tailIndex } = tail(run);
      return [[id, { count, tailIndex: tailIndex === null ? null : rounded(tailIndex) }]];
    }),
  );

const ruleFiguresOf = (figures: readonly RuleFigure[], run: Gathered): RuleFigureResult[] =>
  figures.map((figure, number) => {
    const { records = 0, last = null, smallest = null, largest = null } = run.figures.of(number) ?? {};
    return { ...figure, records, last, smallest, largest };
  });

const sortedRecord = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The result of a finished run: plain JSON, the same bytes for the same run on any machine.
 *
 * @param world - A world that has finished.
 * @param head - What the result says of itself.
 * @param run - What was gathered from its log; gathered here when left out.
 */
export const resultOf = (world: World, head: ResultHead = {}, run: Gathered = gather(recordOf(world))): RunResult => {
  const { venue, scenario, arrivals } = world;
  const names = new Map([...arrivals.named].map(([name, account]) => [account, name]));
  return {
    exchange: head.exchange ?? venue.design.name,
    scenario: head.scenario ?? scenario.name,
    price: scenario.price,
    seed: head.seed ?? venue.seed,
    ...(head.equalised === undefined ? {} : { equalised: [...head.equalised] }),
    ...(head.variant === undefined ? {} : { variant: head.variant }),
    version: head.version ?? VERSION,
    hashes: sortedRecord(head.hashes ?? {}),
    numeraire: run.numeraire.name,
    metrics: metricsOf(run),
    ownCollateral: formatUnits(
      totalOf(run.defaults, (one) => one.ownCollateral),
      run.numeraire.decimals,
    ),
    tails: tailsOf(run),
    markets: marketsOf(run),
    people: arrivals.people,
    scaledDown: arrivals.scaledDown,
    steps: world.done,
    seconds: run.seconds,
    refusals: sortedRecord(world.refusals),
    bounds: venue.bounds.map(({ step, bound, open }) => ({ step, bound, open })),
    assets: venue.assets.map(({ name, decimals }) => ({ name, decimals })),
    ...(venue.figures.all.length === 0 ? {} : { figures: ruleFiguresOf(venue.figures.all, run) }),
    hedges: hedgeResultOf(run),
    cases: run.cases.map((one) => caseOf(one, run, names)),
    digest: venue.ledger.log.digest(),
  };
};
