import { type MetricId, metricOf } from '../../measure/index.ts';
import { humanAmount } from '../number-format.ts';
import type { RobustnessField } from './compared.ts';

/** An assumed value for people: a large amount shortened, a duration or a share as it is. */
export const assumedText = (value: string | number): string =>
  /^-?\d{4,}(\.\d+)?$/.test(String(value)) ? humanAmount(String(value)) : String(value);

/** What an assumed value decides, as the subject of a sentence. */
export const flipText = ({ metric, design, against }: RobustnessField['flips'][number]): string =>
  metric === 'frontier'
    ? `whether ${design} is beaten${against === '' ? '' : ` by ${against}`}`
    : `${design} against ${against} on ${metricOf(metric as MetricId).title}`;

/** From so many seeds on the 5th and 95th percentile are not simply the least and the most. */
const PERCENTILES = 20;

/** What a band over seeds reaches from and to. */
export const bandText = (seeds: number): string =>
  seeds < PERCENTILES ? 'least to the most' : '5th to the 95th percentile';

/** A count with its noun: `1 seed`, `3 seeds`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
