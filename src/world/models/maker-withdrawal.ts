import { z } from 'zod';
import { type AccountView, duration } from '../../contract/index.ts';

/** When a maker takes its quotes back for a while. */
export const withdrawalParams = z.strictObject({
  drawdown: z
    .number()
    .positive()
    .max(1)
    .default(0.05)
    .describe('Fall of its equity from the highest within the window at which a maker leaves, as a share.'),
  within: duration()
    .refine((seconds) => seconds > 0, 'a window is longer than 0s')
    .prefault('5m')
    .describe('The window.'),
  deleveraged: z.boolean().default(true).describe('Whether a maker that was auto-deleveraged leaves too.'),
  reentry: duration()
    .refine((seconds) => seconds > 0, 'a maker stays away for longer than 0s')
    .prefault('12m')
    .describe('How long it stays away.'),
  keeps: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Share of its quotes that a maker keeps while it is away; 1 switches withdrawal off.'),
});
/** Parameters of withdrawal. */
export type WithdrawalParams = z.infer<typeof withdrawalParams>;

/** What is remembered of one maker: when it may come back, and its equity as falling peaks [time, equity] within the window. */
export type Watched = { until: number; peaks: [number, number][] };

/**
 * Watches a maker's equity and says which share of its quotes it keeps now.
 *
 * A maker leaves when its equity is below (1 - drawdown) of the highest within the window, or when ADL took a position of its: it stays away
 * for the re-entry time, and starts with a fresh window.
 *
 * @param watched - What is remembered of it; written into.
 * @returns `keeps` while it is away, 1 otherwise.
 */
export const shareKept = (
  watched: Watched,
  { equity, deleveragedAt }: Pick<AccountView, 'equity' | 'deleveragedAt'>,
  now: number,
  given: WithdrawalParams,
): number => {
  const since = given.deleveraged && deleveragedAt !== undefined ? deleveragedAt + given.reentry : 0;
  if (now < Math.max(watched.until, since)) {
    watched.peaks = [];
    return given.keeps;
  }
  const peaks = watched.peaks.filter(([at, peak]) => at >= now - given.within && peak > equity);
  const highest = peaks[0]?.[1] ?? equity;
  peaks.push([now, equity]);
  watched.peaks = peaks;
  if (equity >= (1 - given.drawdown) * highest) return 1;
  watched.until = now + given.reentry;
  watched.peaks = [];
  return given.keeps;
};
