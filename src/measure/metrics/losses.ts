/** Who bore the losses. @module */
import type { Bearer } from '../../exchange/index.ts';
import type { Total } from '../../money/index.ts';
import type { Gathered } from '../gathered.ts';
import { defineMetric, type Metric, totalOf } from '../metric.ts';

const bearer = (id: Bearer, title: string, definition: string, formula: string): Metric =>
  defineMetric({
    id,
    title,
    definition,
    unit: 'amount',
    numeraire: 'USD',
    formula,
    better: id === 'book' ? 'neither' : 'lower',
    compute: (run) => totalOf(run.defaults, (one) => one[id]),
  });

const owedBy = (equity: number): number => Math.max(0, 0 - equity);

/** Losses that nobody had paid when the run ended, numeraire units. */
export const residualOf = ({ defaults, gains }: Gathered): Total =>
  totalOf(
    defaults,
    ({ uncovered, data }) => uncovered + (data.closed === undefined ? owedBy(gains.equityOf(data.subject)) : 0),
  );

/** Shortfall, overshoot, one metric a bearer, and what nobody has paid. */
export const losses: readonly Metric[] = [
  defineMetric({
    id: 'shortfall',
    title: 'shortfall',
    definition:
      'What defaulted accounts cost others beyond what was left to them: the losses their own money did not cover. The headline of a run.',
    unit: 'amount',
    numeraire: 'USD',
    formula:
      'sum over default cases of max(0, backstop + fund + adl + socialised + uncovered - left), all assets together; an open case has nothing left yet',
    better: 'lower',
    compute: (run) => totalOf(run.defaults, (one) => one.shortfall),
  }),
  defineMetric({
    id: 'overshoot',
    title: 'overshoot',
    definition: 'What was raised from others beyond the shortfall, and so stayed with the defaulted accounts.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum over default cases and assets of backstop + fund + adl + socialised + uncovered, less shortfall',
    better: 'lower',
    compute: (run) => totalOf(run.defaults, (one) => one.overshoot),
  }),
  bearer(
    'book',
    'book',
    'What voluntary counterparties gave by trading with a defaulted account at a price better for it than mark.',
    'sum over pieces of default cases with a voluntary counterparty of max(0, executed value - value at mark)',
  ),
  bearer(
    'backstop',
    'backstop',
    'What vaults, providers and members gave to default cases, by paying above mark or in cash.',
    'sum of amounts of default cases borne by accounts of kind vault, pool or member',
  ),
  bearer(
    'fund',
    'fund',
    'What insurance funds gave to default cases, by payment or by taking over above mark.',
    'sum of amounts of default cases borne by accounts of kind fund',
  ),
  bearer(
    'adl',
    'ADL',
    'What counterparties of auto-deleveraging lost against mark to default cases.',
    'sum over ADL fills of default cases of max(0, executed value - value at mark)',
  ),
  bearer(
    'socialised',
    'socialised',
    'What default cases took from accounts that were charged, through an index or directly.',
    'sum of charges and index advances to default cases',
  ),
  bearer(
    'uncovered',
    'uncovered',
    'Dead balances written off against the hole: losses nobody has paid.',
    'sum of write-offs of default cases',
  ),
  defineMetric({
    id: 'residual',
    title: 'residual',
    definition:
      'Losses that nobody had paid when the run ended: what was written off, and what accounts whose default is still open owed by then.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'uncovered + sum over open default cases of max(0, -equity of the subject at the last marks)',
    better: 'lower',
    compute: residualOf,
  }),
];
