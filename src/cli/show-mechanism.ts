import type { Mechanism, Registry } from '../contract/index.ts';
import { columns, type Row } from './columns.ts';
import { axiomsOf, axiomWords, capabilitiesOf, figuresOf, sourcesOf } from './mechanism-facts.ts';
import { type ParamFacts, paramFacts, valueText } from './params-text.ts';
import type { Shown } from './shown.ts';
import type { UsedBy } from './used-by.ts';

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

/** Shows a mechanism: what it is, its formula and parameters, where it is published, which designs use it, which axioms it keeps. */
export const showMechanism = (mechanism: Mechanism, registry: Registry, users: UsedBy): Shown => {
  const { slot, name, summary, formula, params, exempt = {} } = mechanism;
  const sources = sourcesOf(mechanism);
  const usedBy = users.get(mechanism) ?? [];
  const row = axiomsOf(mechanism);
  const facts = paramFacts(params);
  const capabilities = capabilitiesOf(mechanism);
  const origin = registry.originOf(slot, name);
  const rows: Row[] = [['slot', slot], ...sources.map((each, i): Row => [i === 0 ? 'source' : '', each])];
  if (origin !== undefined && origin !== 'breakwater/mechanisms') rows.push(['from', origin]);
  if (capabilities.length > 0) rows.push(['declares', capabilities.join('; ')]);
  if (usedBy.length > 0) rows.push(['used by', usedBy.join(', ')]);
  if (row !== undefined) {
    const { keeps, breaks } = axiomWords(row);
    rows.push(['keeps', keeps], ['breaks', breaks]);
  }
  const figures = figuresOf(mechanism);
  const exempted = Object.entries(exempt);
  return {
    data: {
      kind: 'mechanism',
      slot,
      name,
      summary,
      ...(formula === undefined ? {} : { formula }),
      sources,
      usedBy,
      ...(row === undefined ? {} : { axioms: Object.fromEntries(row.verdicts.map(({ id, status }) => [id, status])) }),
      params: facts,
      ...(figures.length === 0 ? {} : { figures }),
      capabilities: mechanism.capabilities ?? {},
      exempt,
    },
    title: name,
    parts: [
      summary,
      ...(formula === undefined ? [] : [`  ${formula.replaceAll('\n', '\n  ')}`]),
      columns(rows, 0),
      ...(facts.length === 0 ? ['It has no parameters.'] : [`Parameters\n${columns(facts.map(paramRow))}`]),
      ...(figures.length === 0
        ? []
        : [
            `Figures that a run records after each decision\n${columns(figures.map(({ name: figure, unit, says }): Row => [figure, [says, unit]]))}`,
          ]),
      ...(exempted.length === 0 ? [] : [`Honestly fails\n${columns(exempted)}`]),
    ],
  };
};
