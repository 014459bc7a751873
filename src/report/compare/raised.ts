/** What was raised for a shortfall and from whom, and what a shortfall does not count; in words. @module */
import { compareValues, type DesignResult, type MetricId } from '../../measure/index.ts';
import { listOf } from '../list-of.ts';
import { humanAmount, percent } from '../number-format.ts';

/** Who bears a loss that the defaulted account's own money does not cover. What nobody covered is told last, in other words. */
const PAYERS = {
  adl: 'winners who were deleveraged',
  backstop: 'vaults and backstop providers',
  fund: 'insurance funds',
  socialised: 'accounts that were charged',
} as const satisfies Partial<Record<MetricId, string>>;

/** From this share of the whole on, a payer is named. */
const NAMED = 0.01;
/** From this share of the shortfall on, a loss that the shortfall does not count is told. */
const TOLD = 0.1;
/** Less than this is what rounding leaves. */
const DUST = 0.01;

const amountOf = ({ metrics }: DesignResult, id: MetricId): number => Number(metrics[id] ?? 0);
const told = (amount: number): string => humanAmount(String(amount));

/** The shortfall of a design, as decimal text. */
export const shortfallOf = ({ metrics }: DesignResult): string => String(metrics.shortfall ?? '0');

/** Designs by shortfall, largest first; ties in the order given. */
export const byLoss = (designs: readonly DesignResult[]): DesignResult[] =>
  [...designs].sort((a, b) => compareValues(shortfallOf(b), shortfallOf(a)));

/**
 * Says what was raised for a shortfall and from whom: a sentence, or none when nobody bore anything.
 *
 * With several seeds the parts are medians of their own, so neither their sum nor shares of it mean anything.
 */
export const raisedText = (design: DesignResult): string[] => {
  const { exchange, bands } = design;
  const uncovered = amountOf(design, 'uncovered');
  const given = (Object.keys(PAYERS) as (keyof typeof PAYERS)[]).map((id) => [id, amountOf(design, id)] as const);
  const total = given.reduce((sum, [, amount]) => sum + amount, uncovered);
  if (total < DUST) return [];
  const isNamed = (amount: number): boolean => amount / total >= NAMED;
  const share = (amount: number): string => (bands === undefined ? ` (${percent(amount / total)})` : '');
  const payers = given
    .filter(([, amount]) => isNamed(amount))
    .sort(([, a], [, b]) => b - a)
    .map(([id, amount]) => `${PAYERS[id]} ${told(amount)}${share(amount)}`);
  if (payers.length === 0) return [`At ${exchange} nobody covered it.`];
  const nobody = isNamed(uncovered) ? [`${told(uncovered)}${share(uncovered)} that nobody covered`] : [];
  const parts = listOf([...payers, ...nobody]);
  const overshoot = amountOf(design, 'overshoot');
  const stayed = `${told(overshoot)} stayed with the defaulted`;
  const beyond = overshoot >= DUST;
  if (bands === undefined)
    return [`At ${exchange} ${told(total)} was raised for it${beyond ? `, of which ${stayed}` : ''}: from ${parts}.`];
  const medians = 'medians, which need not add up';
  return [`At ${exchange} it was raised from ${parts}${beyond ? `; of that ${stayed}` : ''} (${medians}).`];
};

/** Says what pools and winners lost on positions they had taken over, as the shortfall counts default cases only; none where that is little. */
export const notCounted = (designs: readonly DesignResult[]): string[] => {
  const lost = designs
    .map((design) => ({ design, loss: 0 - amountOf(design, 'inventoryResult') }))
    .filter(({ design, loss }) => loss >= DUST && loss > TOLD * Number(shortfallOf(design)))
    .sort((a, b) => b.loss - a.loss)
    .map(({ design, loss }) => `${design.exchange} ${told(loss)}`);
  if (lost.length === 0) return [];
  return [`Not in these figures is what pools and winners lost on positions that were taken over: ${lost.join(', ')}.`];
};
