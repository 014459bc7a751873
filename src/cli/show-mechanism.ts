import type { Mechanism, Registry } from '../contract/index.ts';
import { columns, type Row } from './columns.ts';
import { type ParamFacts, paramFacts, valueText } from './params-text.ts';
import type { Shown } from './shown.ts';

const CAPABILITIES: Readonly<Record<string, (value: unknown) => string>> = {
  closes: (value) =>
    value === 'none'
      ? 'closes no positions'
      : value === 'both'
        ? 'closes positions of both sides'
        : 'closes positions of the opposite side',
  moves: (value) => (value === 'both' ? 'moves lots and money' : `moves ${value}`),
  poolMayBeNegative: (value) => (value === true ? 'its pool may end below zero' : 'its pool never ends below zero'),
  partialSeverity: (value) => (value === true ? 'may raise less than the whole need' : 'raises the whole need'),
  chargesFlat: (value) =>
    value === true ? 'may charge accounts without a position' : 'charges no account without a position',
  actsEarly: (value) =>
    value === true ? 'may act on accounts that keep their margin' : 'acts on accounts below maintenance only',
};

/** What a mechanism declares of itself, in words. */
const capabilitiesOf = ({ capabilities = {} }: Mechanism): readonly string[] =>
  Object.entries(capabilities).map(([name, value]) => CAPABILITIES[name]?.(value) ?? `${name}: ${String(value)}`);

const paramRow = ({ name, type, unit, default: fallback, required, range, description }: ParamFacts): Row => {
  const [least, most] = range ?? [];
  const facts = [
    unit === undefined ? type : `${type}, ${unit}`,
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
    required ? 'required' : fallback === undefined ? 'may be left out' : `default ${valueText(fallback)}`,
  ];
  return [name, [...(description === undefined ? [] : [description]), facts.join('; ')]];
};

/** Shows a mechanism: what it is, where it is published, its parameters, what it declares of itself. */
export const showMechanism = (mechanism: Mechanism, registry: Registry): Shown => {
  const { slot, name, summary, source, params, exempt = {} } = mechanism;
  const sources = typeof source === 'string' ? [source] : source;
  const facts = paramFacts(params);
  const capabilities = capabilitiesOf(mechanism);
  const origin = registry.originOf(slot, name);
  const rows: Row[] = [['slot', slot], ...sources.map((each, i): Row => [i === 0 ? 'source' : '', each])];
  if (origin !== undefined && origin !== 'breakwater/mechanisms') rows.push(['from', origin]);
  if (capabilities.length > 0) rows.push(['declares', capabilities.join('; ')]);
  const exempted = Object.entries(exempt);
  return {
    data: {
      kind: 'mechanism',
      slot,
      name,
      summary,
      sources,
      params: facts,
      capabilities: mechanism.capabilities ?? {},
      exempt,
    },
    title: name,
    parts: [
      summary,
      columns(rows, 0),
      ...(facts.length === 0 ? ['It has no parameters.'] : [`Parameters\n${columns(facts.map(paramRow))}`]),
      ...(exempted.length === 0 ? [] : [`Honestly fails\n${columns(exempted)}`]),
    ],
  };
};
