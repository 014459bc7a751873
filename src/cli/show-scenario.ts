import type { Mechanism } from '../contract/index.ts';
import type { Use } from '../exchange/index.ts';
import { valueText } from '../experiment/plan/values.ts';
import type { Experiment, Override } from '../spec/index.ts';
import { type Scenario, timetable } from '../world/index.ts';
import { overridesText } from './catalogue.ts';
import { columns, type Row } from './columns.ts';
import { settingsText } from './params-text.ts';
import type { Shown } from './shown.ts';

/** A length of time in the largest unit that names it exactly. */
const span = (seconds: number): string => {
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
  ] as const) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`;
  }
  return `${seconds} s`;
};

const useText = ({ mechanism, params }: Use<Mechanism>): readonly string[] => {
  const settings = settingsText(mechanism.params, params);
  return [`${mechanism.name}: ${mechanism.summary}`, ...(settings === '' ? [] : [settings])];
};

const priceText = ({ price, exogenous }: Scenario): string => {
  if (price === 'path') return 'path: the path is the total price, with all forced selling in it';
  const { share, classes } = exogenous ?? { share: 1, classes: {} };
  const parts = [...Object.entries(classes).map(([name, part]) => `${part} for ${name}`), `${share} for all others`];
  return `path+impact: the run's own flow moves the price; exogenous part of the path ${parts.join(', ')}`;
};

const peopleOf = ({ population, accounts, agents }: Scenario): readonly Row[] => [
  ...(population === undefined ? [] : [['population', useText(population as unknown as Use<Mechanism>)] as const]),
  ...(accounts.length === 0 ? [] : [['accounts', accountsText(accounts)] as const]),
  ...agents.map((agent, i): Row => [i === 0 ? 'agents' : '', useText(agent as unknown as Use<Mechanism>)]),
];

const accountsText = (accounts: Scenario['accounts']): string => {
  const shown = accounts.slice(0, 12).map(({ name, kind }) => (kind === 'trader' ? name : `${name} (${kind})`));
  return `${accounts.length} written out: ${shown.join(', ')}${accounts.length > shown.length ? ', ...' : ''}`;
};

/** Shows a scenario: markets, duration, prices, people. */
export const showScenario = (scenario: Scenario): Shown => {
  const { name, summary, sources, markets, duration, step, steps, clock, settle, assets, events } = scenario;
  const total = timetable(scenario).length;
  const finer = steps.map((window) => `${span(window.step)} from ${span(window.from)} to ${span(window.to)}`);
  const time = `${span(duration)}, ${total} steps of ${span(step)}${finer.length === 0 ? '' : ` (${finer.join('; ')})`}`;
  const money = (units: number): string => `${units.toLocaleString('en-US', { maximumFractionDigits: 0 })} ${settle}`;
  const rows: Row[] = [
    ['duration', time],
    ...(clock === undefined ? [] : [['begins', clock] as const]),
    ['assets', assets.map((asset) => (asset.name === settle ? `${settle} (settlement)` : asset.name)).join(', ')],
    ['prices', useText(scenario.shock as unknown as Use<Mechanism>)],
    ['price', priceText(scenario)],
    ...(['impact', 'liquidity', 'depth'] as const).flatMap((slot): Row[] => {
      const use = scenario[slot];
      return use === undefined ? [] : [[slot, useText(use as unknown as Use<Mechanism>)]];
    }),
    ...peopleOf(scenario),
    ...(events.length === 0 ? [] : [['script', `${events.length} events of named accounts`] as const]),
  ];
  const marketRows = markets.map((market): Row => {
    const size = market.kind === 'linear' ? `lot ${market.lot}` : `face ${market.face}`;
    return [
      market.id,
      `${market.kind}, ${market.class}; opens at ${market.open}, tick ${market.tick}, ${size}; beta ${market.beta}; open interest ${money(market.openInterest)}`,
    ];
  });
  return {
    data: {
      kind: 'scenario',
      name,
      summary,
      sources,
      durationSeconds: duration,
      steps: total,
      ...(clock === undefined ? {} : { clock }),
      settle,
      price: scenario.price,
      assets: assets.map((asset) => asset.name),
      markets: markets.map((market) => ({
        id: market.id,
        kind: market.kind,
        class: market.class,
        open: market.open,
        beta: market.beta,
        openInterest: market.openInterest,
      })),
      people: peopleOf(scenario).map(([label, text]) => ({ label, text })),
    },
    title: name,
    parts: [
      summary,
      columns([...rows, ...sources.map((each, i): Row => [i === 0 ? 'sources' : '', each])], 0),
      `Markets\n${columns(marketRows)}`,
    ],
  };
};

const plain = (overrides: readonly Override[]) => overrides.map(({ path, value }) => ({ path, value }));

const studyRows = ({ scenarioOverrides, equalise, vary, ablations, ranges }: Experiment): readonly Row[] => {
  const equal = Object.keys(equalise ?? {});
  return [
    ...(scenarioOverrides.length === 0 ? [] : [['in scenarios', overridesText(scenarioOverrides)] as const]),
    ...(equal.length === 0 ? [] : [['equalised', `${equal.join(', ')}, in a reading of its own`] as const]),
    ...vary.map(({ exchange, path, with: values }, i): Row => {
      const words = values.map(({ value }) => valueText(value)).join(', ');
      return [i === 0 ? 'varied' : '', `${path} of ${exchange}: ${words}`];
    }),
    ...(ablations.length === 0 ? [] : [['ablations', ablations.map((each) => each.name).join(', ')] as const]),
    ...(ranges ? [['ranges', 'every assumed field at both ends'] as const] : []),
  ];
};

/** Shows an experiment: who meets what, under which seeds. */
export const showExperiment = (experiment: Experiment): Shown => {
  const { name, summary, sources, exchanges, scenarios, seeds, sortBy, overrides, baseline } = experiment;
  const shownSeeds =
    seeds.length <= 12 ? seeds.join(', ') : `${seeds.slice(0, 3).join(', ')} ... ${seeds.at(-1)} (${seeds.length})`;
  const rows: Row[] = [
    ['exchanges', exchanges.join(', ')],
    ['scenarios', scenarios.join(', ')],
    ['seeds', shownSeeds],
    ['sorted by', sortBy],
    ['baseline', baseline],
    ...(overrides.length === 0 ? [] : [['overrides', overridesText(overrides)] as const]),
    ...studyRows(experiment),
    ...sources.map((each, i): Row => [i === 0 ? 'sources' : '', each]),
  ];
  return {
    data: {
      kind: 'experiment',
      name,
      summary,
      sources,
      exchanges,
      scenarios,
      seeds,
      sortBy,
      baseline,
      overrides: plain(overrides),
      scenarioOverrides: plain(experiment.scenarioOverrides),
      equalise: Object.keys(experiment.equalise ?? {}),
      vary: experiment.vary.map((each) => ({ ...each, with: each.with.map(({ value }) => value) })),
      ablations: experiment.ablations.map(({ name: called, scenarios: own, scenario, exchange }) => ({
        name: called,
        scenarios: own,
        scenario: plain(scenario),
        exchange: plain(exchange),
      })),
      ranges: experiment.ranges,
    },
    title: name,
    parts: [summary, columns(rows, 0)],
  };
};
