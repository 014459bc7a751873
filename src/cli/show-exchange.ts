import type { Mechanism } from '../contract/index.ts';
import type { AdlComposite, ExchangeDesign, Use, WaterfallLayer } from '../exchange/index.ts';
import { columns, type Row } from './columns.ts';
import { type Fidelity, fidelityText } from './fidelity.ts';
import { settingsText } from './params-text.ts';
import type { Shown } from './shown.ts';

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A mechanism as it is used: name, what it does, what it was set to. */
const useText = ({ mechanism, params }: Use<Mechanism>): readonly string[] => {
  const settings = settingsText(mechanism.params, params);
  return [`${mechanism.name}: ${sentence(mechanism.summary)}`, ...(settings === '' ? [] : [settings])];
};

const adlRows = (composite: AdlComposite): readonly string[] => {
  const { trigger, eligible, ranking, severity, allocation, closeOut, protection } = composite;
  const eligibles = eligible.map(({ mechanism }) => mechanism.name).join(' and ');
  return [
    `on when: ${useText(trigger).join(' ')}`,
    composite.settle === 'close' ? 'closes positions' : 'charges gains, closes nothing',
    `of whom: ${eligibles === '' ? 'everybody' : eligibles}`,
    `ranked by: ${useText(ranking).join(' ')}`,
    ...(severity === undefined ? [] : [`how much: ${useText(severity).join(' ')}`]),
    `shared by: ${useText(allocation).join(' ')}`,
    ...(closeOut === undefined ? [] : [`priced at: ${useText(closeOut).join(' ')}`]),
    ...(protection === undefined ? [] : [`protecting: ${useText(protection).join(' ')}`]),
    ...(composite.orders === 'cancel' ? ['cancels the resting orders of whom it cuts'] : []),
  ];
};

const layerText = (layer: WaterfallLayer): readonly string[] => {
  const unless = layer.unless === undefined ? [] : [`not asked while ${layer.unless} is on`];
  switch (layer.kind) {
    case 'fund':
      return [`the pool ${layer.pool} pays what is missing`, ...unless];
    case 'adl':
      return [...('composite' in layer ? adlRows(layer.composite) : useText(layer.whole)), ...unless];
    default: {
      const { mechanism } = layer.use as Use<
        Mechanism & { readonly takesLots?: boolean; readonly overtakes?: boolean }
      >;
      const overtakes = mechanism.overtakes === true ? ['asked even while an earlier layer waits'] : [];
      return [...useText(layer.use as Use<Mechanism>), ...overtakes, ...unless];
    }
  }
};

const ORDER = {
  breadth: 'All open cases go through one layer, then through the next.',
  depth: 'One case goes through all layers, then the next case.',
} as const;

const DUE = {
  account: 'Cases are taken by account id.',
  'margin-ratio': 'Cases are taken from the lowest margin ratio on.',
  seed: 'Cases are taken in a random order.',
} as const;

/**
 * Shows a design: summary, sources, what is assumed, its slots, its waterfall in words.
 *
 * @param design - The design.
 * @param fidelity - How far each slot can be trusted.
 */
export const showExchange = (design: ExchangeDesign, fidelity: Readonly<Record<string, Fidelity>>): Shown => {
  const { name, summary, sources, assumed, funds, fees, waterfall, claims, walk, dueOrder } = design;
  const slots = (['margin', 'mark', 'index', 'funding', 'collateral', 'payout'] as const).flatMap((slot): Row[] => {
    const use = design[slot];
    return use === undefined ? [] : [[slot, useText(use as unknown as Use<Mechanism>)]];
  });
  const pools = Object.entries(funds).map(
    ([pool, use]): Row => [`fund ${pool}`, useText(use as unknown as Use<Mechanism>)],
  );
  const fee: Row = [
    'fees',
    `taker ${fees.takerPerMillion / 1_000_000}, maker ${fees.makerPerMillion / 1_000_000} of the executed value`,
  ];
  const layers = waterfall.map((layer, i): Row => [`${i + 1}. ${layer.label}`, layerText(layer)]);
  const ranges = Object.entries(assumed).map(([path, [low, high]]): Row => [path, `between ${low} and ${high}`]);
  return {
    data: {
      kind: 'exchange',
      name,
      summary,
      sources,
      fidelity,
      assumed,
      claims,
      waterfall: waterfall.map((layer) => ({ label: layer.label, kind: layer.kind, words: layerText(layer) })),
    },
    title: name,
    parts: [
      summary,
      columns(
        [['fidelity', fidelityText(fidelity)], ...sources.map((each, i): Row => [i === 0 ? 'sources' : '', each])],
        0,
      ),
      ...(ranges.length === 0 ? [] : [`Assumed, for want of a source\n${columns(ranges)}`]),
      `Slots\n${columns([...slots, fee, ...pools])}`,
      `Waterfall\n${columns(layers)}`,
      `${ORDER[walk]} ${DUE[dueOrder]}${design.defaultersEligible ? ' Accounts with an open case may be cut.' : ''}`,
      ...(claims.length === 0 ? [] : [`It claims: ${claims.join(', ')}.`]),
    ],
  };
};
