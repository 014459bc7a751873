import type { CompareResult } from '../measure/index.ts';

type Robustness = CompareResult['robustness'];

/** With what ends of ranges were tried: nothing is known of other seeds or of equalised readings. */
export const triedWith = ({ seeds }: Pick<Robustness, 'seeds'>): string =>
  `${seeds.length === 1 ? `the first seed (${seeds[0]})` : `${seeds.length} seeds`}, as published`;

/** `1 assumed value`, `13 assumed values`. */
export const assumedValues = (count: number): string => `${count} assumed ${count === 1 ? 'value' : 'values'}`;

/** That no verdict turned, and no more than that: ends were tried one at a time, with few seeds. */
export const noneTurned = ({ seeds, fields }: Robustness): string =>
  `no verdict of ${triedWith({ seeds })}, turned at either end of ${assumedValues(fields.length)}, tried one at a time`;
