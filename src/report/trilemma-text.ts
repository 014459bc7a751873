/** What a sweep of severity and fee diversion shows, in words. @module */
import type { Thresholds, TrilemmaPoint, TrilemmaSweep } from '../measure/index.ts';
import { humanAmount, percent, plain } from './number-format.ts';

/** `S F R`, with a dot for what a point is not. */
export const marksOf = ({ solvent, fair, profitable }: TrilemmaPoint): string =>
  [solvent ? 'S' : '·', fair ? 'F' : '·', profitable ? 'R' : '·'].join(' ');

const shareOf = (text: string): number => {
  const [above = '', below = '1'] = text.split('/');
  return Number(above) / Number(below);
};

/** The values of both axes, least first. */
export const leastToMost = (
  points: readonly TrilemmaPoint[],
): { readonly severities: readonly string[]; readonly diversions: readonly string[] } => {
  const sorted = (axis: 'severity' | 'diversion'): string[] =>
    [...new Set(points.map((point) => point[axis]))].sort((a, b) => shareOf(a) - shareOf(b));
  return { severities: sorted('severity'), diversions: sorted('diversion') };
};

const amount = (x: number): string => humanAmount(String(x));
const points = (count: number): string => (count === 1 ? '1 point' : `${count} points`);

/** The thresholds of a sweep, in a sentence each. */
export const thresholdTexts = ({ residual, breaches, ptsr, pmr, revenue }: Thresholds): string[] => [
  `Solvent (S): at most ${percent(residual)} of the deficits stays unpaid, and more than that in at most ${percent(breaches)} of the runs.`,
  `Fair (F): what the largest winner keeps is ${ptsr[0]} to ${ptsr[1]} times what winners gave (PTSR) and ${pmr[0]} to ${pmr[1]} times their part of the largest loss (PMR), on the mean; where nothing was raised the ratios have no bound.`,
  `Profitable (R): fees net of diversion are at least ${percent(revenue)} of the best fees of any point.`,
];

const structuralText = ({ structural, deficit, sustainable }: TrilemmaSweep, { revenue }: Thresholds): string =>
  `The deficit is ${structural ? '' : 'not '}structural: ${amount(deficit)} on the mean, where ${amount(sustainable)} of fees could be set aside with ${percent(revenue)} of them left.`;

const allText = ({ structural, passing: { all }, points: { length } }: TrilemmaSweep): string => {
  if (all === 0)
    return structural
      ? `None of ${points(length)} passes all three, as the theorem has it.`
      : `None of ${points(length)} passes all three, although the theorem would allow it: a finer grid may.`;
  const some = `${all} of ${points(length)} ${all === 1 ? 'passes' : 'pass'} all three`;
  return structural
    ? `${some}: with these thresholds the bench does not bear the theorem out, which speaks of ever more accounts.`
    : `${some}; the theorem is silent here.`;
};

const pairText = ({ passing: { solventFair, solventProfitable, fairProfitable } }: TrilemmaSweep): string =>
  `Pairs: solvent and fair ${points(solventFair)}, solvent and profitable ${points(solventProfitable)}, fair and profitable ${points(fairProfitable)}.`;

const frontierText = (
  { frontier: { fairest, mostProfitable, leastResidual } }: TrilemmaSweep,
  { ptsr, revenue, residual }: Thresholds,
): string => {
  const parts = [
    fairest === null ? [] : [`solvent and profitable, PTSR reaches ${plain(fairest)} (threshold ${ptsr[0]})`],
    mostProfitable === null
      ? []
      : [`solvent and fair, ${percent(mostProfitable)} of the fees are left (threshold ${percent(revenue)})`],
    leastResidual === null
      ? []
      : [
          `fair and profitable, ${percent(leastResidual)} of the deficits stays unpaid (threshold ${percent(residual)})`,
        ],
  ].flat();
  return parts.length === 0 ? '' : `The frontier: ${parts.join('; ')}.`;
};

/** What a sweep shows: whether deficits are structural, whether all three can be had, which pairs, and how far the third then goes. */
export const sweepTexts = (sweep: TrilemmaSweep, thresholds: Thresholds): string[] =>
  [structuralText(sweep, thresholds), allText(sweep), pairText(sweep), frontierText(sweep, thresholds)].filter(
    (text) => text !== '',
  );
