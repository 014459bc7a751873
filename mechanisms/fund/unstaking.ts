import { mulDivFloor, ratioFloor } from 'breakwater';
import { redeemShares, type ShareBook, sharesOf, worthOfShares } from './share-book.ts';
import type { StakerTerms } from './staker-params.ts';

/** Seconds. */
export const DAY = 86_400;

/** Shares that are asked back: whose, how many, what they were worth then, units, and when they are paid, seconds. */
export type Request = [holder: string, shares: number, worth: number, due: number];

const asked = (queue: readonly Request[], holder: string): number =>
  queue.reduce((sum, [whose, shares]) => sum + (whose === holder ? shares : 0), 0);

/**
 * Asks for shares back, at most those the holder has and has not asked for.
 *
 * Requests of one holder that fall due within a hundredth of the cool-down are paid together, at its end, so that the queue stays short.
 */
export const askBack = (
  queue: Request[],
  book: ShareBook,
  { holder, wanted, equity }: { readonly holder: string; readonly wanted: number; readonly equity: number },
  now: number,
  coolDown: number,
): void => {
  const shares = Math.min(wanted, sharesOf(book, holder) - asked(queue, holder));
  if (shares <= 0) return;
  const grain = coolDown / 100;
  const due = coolDown === 0 ? now : Math.ceil((now + coolDown) / grain) * grain;
  const worth = worthOfShares(book, shares, equity);
  const last = queue.find(([whose, , , at]) => whose === holder && at === due);
  if (last === undefined) queue.push([holder, shares, worth, due]);
  else {
    last[1] += shares;
    last[2] += worth;
  }
};

/**
 * Shares that a holder asks for in a step: free x (calm + perDrawdown x fall beyond the bound) x days, rounded down.
 *
 * @param free - Shares it may ask for.
 * @param value - What some shares are worth, and were at their best, units.
 * @param seconds - Length of the step; counts as a day at most.
 */
export const runOf = (
  free: number,
  { now, best }: { readonly now: number; readonly best: number },
  seconds: number,
  { run }: Pick<StakerTerms, 'run'>,
): number => {
  const fall = Math.max(0, best - now - ratioFloor(best, run.beyond));
  const perDay = run.calm + (fall === 0 ? 0 : mulDivFloor(run.perDrawdown, fall, best));
  const milliseconds = Math.round(Math.min(seconds, DAY) * 1_000);
  const whole = 1_000_000 * DAY * 1_000;
  return mulDivFloor(free, Math.min(perDay * milliseconds, whole), whole);
};

/**
 * Pays what is due, first come first served, as far as the pool and its day allow; the rest of a request waits.
 *
 * @param equity - Equity of the pool, units.
 * @param most - Units that may leave now.
 * @returns Units paid.
 */
export const payDue = (
  queue: Request[],
  book: ShareBook,
  equity: number,
  most: number,
  now: number,
  pays: StakerTerms['pays'],
): number => {
  let [paid, left] = [0, equity];
  for (const request of queue) {
    const [holder, shares, worth, due] = request;
    if (due > now || left <= 0) continue;
    const whole = worthOfShares(book, shares, left);
    // Shares that are worth nothing are taken back for nothing.
    const covered = whole <= most - paid ? shares : mulDivFloor(shares, most - paid, whole);
    if (covered === 0) continue;
    const then = mulDivFloor(worth, covered, shares);
    const owed = redeemShares(book, holder, covered, left);
    const units = pays === 'lesser' ? Math.min(owed, then) : owed;
    paid += units;
    left -= units;
    request[1] -= covered;
    request[2] -= then;
  }
  queue.splice(0, queue.length, ...queue.filter(([, shares]) => shares > 0));
  return paid;
};
