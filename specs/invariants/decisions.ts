import { keptRow, type Standing, type StepRow, type StepSubject } from 'breakwater';
import { onceAStep } from './once.ts';

/** A candidate of a decision, as a log with scores tells it. */
export interface Scored {
  readonly account: number;
  /** Most it may give, and what it gives: lots, or units of gain. */
  readonly limit: number;
  readonly gives: number;
  readonly score: number;
  /** How it stood when the decision was made; undefined where runs are not counted. */
  readonly stood: Standing | undefined;
}

/** A decision of an ADL layer, with everybody who was eligible and what was done. */
export interface Decision {
  readonly step: number;
  readonly layer: number;
  readonly market: number;
  readonly need: number;
  readonly raised: number;
  /** Whether it closed lots; otherwise it charged gains. */
  readonly inLots: boolean;
  /** Empty where the log holds no scores, or nobody was eligible. */
  readonly scores: readonly Scored[];
  readonly fills: readonly StepRow[];
  readonly charges: readonly StepRow[];
}

const read = ({ walk, design }: StepSubject): readonly Decision[] => {
  const decisions: Decision[] = [];
  let scores: Scored[] = [];
  let fills: StepRow[] = [];
  let charges: StepRow[] = [];
  for (const row of walk()) {
    if (row.kind === 'score')
      scores.push({ account: row.a, limit: row.lots, gives: row.cost, score: row.value, stood: row.ofA?.before });
    else if (row.kind === 'fill' && row.cause === 'adl') fills.push(keptRow(row));
    else if (row.kind === 'transfer' && row.cause === 'charge') charges.push(keptRow(row));
    else if (row.kind === 'decision') {
      const { step, market, lots: need, value: raised, mark: layer } = row;
      const inLots = design.waterfall[layer]?.settle !== 'gains';
      decisions.push({ step, layer, market, need, raised, inLots, scores, fills, charges });
      [scores, fills, charges] = [[], [], []];
    } else if (row.kind === 'taken') [fills, charges] = [[], []];
  }
  return decisions;
};

/** The decisions of ADL layers in a step, in order. */
export const decisionsOf = onceAStep<readonly Decision[]>((subject) =>
  subject.walk('decision')[Symbol.iterator]().next().done === true ? [] : read(subject),
);

/** What a witness says of a decision: `market BTC`. */
export const placeOf = ({ market }: Decision, { books }: StepSubject): string => `market ${books.markets[market]?.id}`;
