import type { CompareResult, RangeEnd } from '../../measure/index.ts';
import {
  type Equaliser,
  type Experiment,
  exchangePath,
  type Override,
  scenarioPath,
  valueAt,
  type Written,
} from '../../spec/index.ts';
import type { InspectedExchange, InspectedScenario, Inspection } from '../inspect-here.ts';
import type { Cell } from './cells.ts';
import { likeWritten, sameValue, valueText } from './values.ts';

/** A place in the experiment's lists of exchanges and scenarios. */
type Pair = Pick<Cell, 'exchange' | 'scenario'>;

const indices = (list: readonly unknown[]): number[] => list.map((_, i) => i);

/** Every exchange in every scenario. */
const pairsOf = ({ exchanges, scenarios }: Inspection): Pair[] =>
  indices(exchanges).flatMap((exchange) => indices(scenarios).map((scenario) => ({ exchange, scenario })));

const named = ({ value, place }: Written, path: string): Override => ({
  path,
  value,
  ...(place === undefined ? {} : { place }),
});

/** What every design gets in the equalised reading, and in words what that is. */
interface Equal {
  readonly overrides: readonly Override[];
  readonly words: Readonly<Record<string, string>>;
}

/** One slot of all designs: the named mechanism, or that of the baseline. */
const equalSlot = (slot: 'margin' | 'mark', written: Written, baseline: InspectedExchange): Equal => {
  if (written.value !== 'baseline')
    return { overrides: [named(written, slot)], words: { [slot]: valueText(written.value) } };
  const value = valueAt(baseline.data, [slot]) ?? null;
  const use = valueText(value).replace(/ \(.*$/s, '');
  return {
    overrides: [named({ ...written, value }, slot)],
    words: { [slot]: `${use}, as ${baseline.name} has it` },
  };
};

const equalOf = ({ fund, margin, mark }: Equaliser, baseline: InspectedExchange): Equal => {
  const slots = [
    ...(margin === undefined ? [] : [equalSlot('margin', margin, baseline)]),
    ...(mark === undefined ? [] : [equalSlot('mark', mark, baseline)]),
  ];
  const share =
    fund === undefined
      ? {}
      : { fund: `${fund} of the scenario's one-sided open interest; what members have promised besides comes on top` };
  // A margin table is in the money of the contract, so one table for all needs one contract for all.
  const contracts: Equal =
    margin === undefined
      ? { overrides: [], words: {} }
      : { overrides: [{ path: 'instruments', value: {} }], words: { contracts: 'as the scenario has them' } };
  const parts = [...slots, contracts];
  return {
    overrides: parts.flatMap(({ overrides }) => overrides),
    words: Object.assign(share, ...parts.map(({ words }) => words)),
  };
};

/** What an experiment runs, entry by entry, and what it leaves out. */
export interface LayOut {
  /** As published, equalised, variants, ablations, points of the sweep, ends of ranges. */
  readonly cells: readonly Cell[];
  readonly equalisedTo?: Readonly<Record<string, string>>;
  readonly leftOut: NonNullable<CompareResult['leftOut']>;
}

const variantsOf = ({ vary, exchanges }: Experiment, found: Inspection): Cell[] => {
  const seen = new Set<string>();
  return vary.flatMap(({ exchange: name, path, with: values }) => {
    const exchange = exchanges.indexOf(name);
    const { data } = found.exchanges[exchange] as InspectedExchange;
    const published = valueAt(data, exchangePath(path, data));
    return values
      .filter(({ value }) => !sameValue(value, published))
      .flatMap((written) => {
        const variant = `${path}: ${valueText(written.value)}`;
        const key = JSON.stringify([exchange, variant]);
        if (seen.has(key)) return [];
        seen.add(key);
        return indices(found.scenarios).map(
          (scenario): Cell => ({ exchange, scenario, overrides: [named(written, path)], variant, variantOf: path }),
        );
      });
  });
};

const ablationsOf = ({ ablations, scenarios }: Experiment, found: Inspection): Cell[] =>
  ablations.flatMap(({ name, scenarios: own, exchange: overrides, scenario: scenarioOverrides }) =>
    pairsOf(found)
      .filter(({ scenario }) => own.includes(scenarios[scenario] as string))
      .map((pair) => ({ ...pair, overrides, scenarioOverrides, variant: name, variantOf: 'ablation' })),
  );

/** The baseline at every point of the sweep of severity and fee diversion. */
const pointsOf = ({ trilemma, exchanges, baseline }: Experiment, found: Inspection): Cell[] => {
  if (trilemma === undefined) return [];
  const { severity, diversion } = trilemma;
  const exchange = exchanges.indexOf(baseline);
  return indices(found.scenarios).flatMap((scenario) =>
    severity.with.flatMap((of) =>
      diversion.with.map((share): Cell => {
        const point = { severity: String(of.value), diversion: String(share.value) };
        return {
          exchange,
          scenario,
          overrides: [named(of, severity.path), named(share, diversion.path)],
          variant: `severity ${point.severity}, diversion ${point.diversion}`,
          variantOf: 'trilemma',
          point,
        };
      }),
    ),
  );
};

/** The ends of the range of each assumed field, as overrides. An end at which the field stands already needs no run. */
const endsOf = (
  of: string,
  { assumed, data }: InspectedExchange | InspectedScenario,
  toPath: typeof exchangePath,
): { readonly rangeEnd: RangeEnd; readonly override: Override }[] =>
  Object.entries(assumed).flatMap(([field, [low, high]]) => {
    const written = valueAt(data, toPath(field, data));
    const value = String(written);
    return [low, high]
      .filter((at, i, both) => at !== value && both.indexOf(at) === i)
      .map((at) => ({
        rangeEnd: { of, field, low, value, high, at },
        override: { path: field, value: likeWritten(at, written) },
      }));
  });

const rangesOf = (found: Inspection): Cell[] => [
  ...found.exchanges.flatMap((inspected, exchange) =>
    endsOf(`exchange ${inspected.name}`, inspected, exchangePath).flatMap(({ rangeEnd, override }) =>
      indices(found.scenarios).map((scenario): Cell => ({ exchange, scenario, overrides: [override], rangeEnd })),
    ),
  ),
  ...found.scenarios.flatMap((inspected, scenario) =>
    endsOf(`scenario ${inspected.name}`, inspected, scenarioPath).flatMap(({ rangeEnd, override }) =>
      indices(found.exchanges).map(
        (exchange): Cell => ({ exchange, scenario, scenarioOverrides: [override], rangeEnd }),
      ),
    ),
  ),
];

const NO_FUND =
  'it has no fund or vault whose size could be set: either no pool, or pools that are the counterparty of every trade';

/**
 * Lays out what an experiment runs, most telling first, so that an early end leaves what matters most.
 *
 * @param experiment - The experiment.
 * @param found - What its exchanges and scenarios say of themselves, in its order.
 */
export const layOut = (experiment: Experiment, found: Inspection): LayOut => {
  const { equalise, exchanges, baseline, ranges } = experiment;
  const equal =
    equalise === undefined
      ? undefined
      : equalOf(equalise, found.exchanges[exchanges.indexOf(baseline)] as InspectedExchange);
  const equalised = Object.keys(equalise ?? {});
  const share = equalise?.fund;
  const isOut = (exchange: number): boolean => share !== undefined && found.exchanges[exchange]?.hasFund === false;
  const equals: readonly Cell[] =
    equal === undefined
      ? []
      : pairsOf(found)
          .filter(({ exchange }) => !isOut(exchange))
          .map((pair) => ({
            ...pair,
            overrides: equal.overrides,
            equalised,
            ...(share === undefined ? {} : { fundShare: share }),
          }));
  return {
    cells: [
      ...pairsOf(found),
      ...equals,
      ...variantsOf(experiment, found),
      ...ablationsOf(experiment, found),
      ...pointsOf(experiment, found),
      ...(ranges ? rangesOf(found) : []),
    ],
    ...(equal === undefined ? {} : { equalisedTo: equal.words }),
    leftOut: found.exchanges
      .filter((_, exchange) => isOut(exchange))
      .map(({ name: exchange }) => ({ exchange, equalised, why: NO_FUND })),
  };
};
