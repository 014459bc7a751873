import type { CheckedDesign } from '../../measure/index.ts';
import { grouped } from '../number-format.ts';

/** A line for each way in which runs of a design ended before their time. */
export const endedTexts = ({ refused, tooLarge }: Pick<CheckedDesign, 'refused' | 'tooLarge'>): readonly string[] =>
  (
    [
      [refused, 'the venue refused what a mechanism decided'],
      [tooLarge, 'amounts outgrew what is exact'],
    ] as const
  ).flatMap(([{ runs, first }, why]) =>
    runs === 0 ? [] : [`${grouped(runs)} run${runs === 1 ? '' : 's'} ended early, as ${why}: ${first}`],
  );
