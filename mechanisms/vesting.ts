import { exp, type VenueView } from 'breakwater';
import { people } from './people.ts';

/** Profit of one account: when it was last looked at, how much it was then, and how much of that had vested, units. */
export type Vesting = { at: number; profit: number; vested: number };

/** Deposits of everybody when they were looked at within the last hour, oldest first: seconds and units. */
export type Looks = [at: number, deposits: number][];

const HOUR = 3600;
const FIVE_MINUTES = 300;

/** Highest share by which deposits have fallen short of what they were within a window. */
const drainSince = (looks: Looks, from: number, now: number): number => {
  let most = now;
  for (const [at, deposits] of looks) if (at >= from) most = Math.max(most, deposits);
  return most <= 0 ? 0 : 1 - Math.max(0, now) / most;
};

/**
 * Looks at all deposits, and says by what factor vesting is slowed.
 *
 * drain = 0.6 x fall within an hour + 0.4 x fall within five minutes, each as a share of the highest seen in that time; r = min(1,
 * drain / drainAtMost); factor = 1 + (slowest - 1) x r^2 (3 - 2 r). Deposits are what accounts have put in net of what they took out.
 */
export const brake = (
  looks: Looks,
  view: VenueView,
  { slowest, drainAtMost }: { readonly slowest: number; readonly drainAtMost: number },
): number => {
  let deposits = 0;
  for (const { equity, gainSincePeriod } of people(view)) deposits += equity - gainSincePeriod;
  while (looks.length > 0 && (looks[0]?.[0] ?? 0) < view.now - HOUR) looks.shift();
  const drain =
    0.6 * drainSince(looks, view.now - HOUR, deposits) + 0.4 * drainSince(looks, view.now - FIVE_MINUTES, deposits);
  looks.push([view.now, deposits]);
  const r = Math.min(1, drain / drainAtMost);
  return 1 + (slowest - 1) * r * r * (3 - 2 * r);
};

/**
 * Lets an account's profit vest up to now, and returns what has vested, whole units.
 *
 * What had not vested is 10^(-seconds / t90) of what it was; profit that is new has vested nothing, and what is lost comes out of the
 * vested part last.
 */
export const vest = (state: Vesting | undefined, gain: number, now: number, t90: number): Vesting => {
  const profit = Math.max(0, gain);
  if (state === undefined) return { at: now, profit, vested: 0 };
  const left = exp((-Math.LN10 * (now - state.at)) / t90);
  // What was lost since has not vested meanwhile.
  const unvested = Math.max(0, Math.min(state.profit, profit) - state.vested);
  return { at: now, profit, vested: Math.min(profit, state.vested + unvested * (1 - left)) };
};
