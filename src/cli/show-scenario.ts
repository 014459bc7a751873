import type { Mechanism } from '../contract/index.ts';
import type { Use } from '../exchange/index.ts';
import type { Experiment } from '../spec/index.ts';
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
    ...(['liquidity', 'depth'] as const).flatMap((slot): Row[] => {
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

/** Shows an experiment: who meets what, under which seeds. */
export const showExperiment = (experiment: Experiment): Shown => {
  const { name, summary, sources, exchanges, scenarios, seeds, sortBy, overrides } = experiment;
  const shownSeeds =
    seeds.length <= 12 ? seeds.join(', ') : `${seeds.slice(0, 3).join(', ')} ... ${seeds.at(-1)} (${seeds.length})`;
  const rows: Row[] = [
    ['exchanges', exchanges.join(', ')],
    ['scenarios', scenarios.join(', ')],
    ['seeds', shownSeeds],
    ['sorted by', sortBy],
    ...(overrides.length === 0 ? [] : [['overrides', overridesText(overrides)] as const]),
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
      overrides: overrides.map(({ path, value }) => ({ path, value })),
    },
    title: name,
    parts: [summary, columns(rows, 0)],
  };
};
