import { recordNote } from '../ledger/index.ts';
import { stream } from '../math/index.ts';
import { settleOwnMoney } from './own-money.ts';
import type { Venue } from './venue.ts';
import type { LiveCase } from './views.ts';
import { isWaiting, walk } from './waterfall.ts';

/** Orders accounts in breach as the design says. */
const inDueOrder = (venue: Venue, due: readonly number[]): readonly number[] => {
  const { dueOrder } = venue.design;
  if (dueOrder === 'account' || due.length < 2) return due;
  const key = new Map<number, number>();
  for (const account of due) {
    const { equity, maintenance } = venue.valuation.read(account);
    const ratio = maintenance === 0 ? Number.NEGATIVE_INFINITY : equity / maintenance;
    key.set(account, dueOrder === 'margin-ratio' ? ratio : stream(venue.seed, 'due-order', venue.step, account).unit());
  }
  return [...due].sort((a, b) => {
    const x = key.get(a) as number;
    const y = key.get(b) as number;
    // Accounts come by rising id and the sort is stable: ties go to the lower one.
    return x === y ? 0 : x < y ? -1 : 1;
  });
};

/** Writes a dead balance off against the hole, asset by asset. */
const writeOff = (venue: Venue, live: LiveCase): void => {
  const { data } = live;
  for (let asset = 0; asset < venue.assets.length; asset++) {
    const missing = -venue.ledger.accounts.balance(asset, data.subject);
    if (missing > 0) venue.postings.receive(data, asset, venue.ledger.holeAccount, missing, 'write-off');
  }
};

/** What is left to the subject of a case in each asset, with what it holds at mark. */
const leftTo = (venue: Venue, subject: number): number[] => {
  const left = new Array<number>(venue.assets.length);
  for (let asset = 0; asset < left.length; asset++) left[asset] = venue.valuation.balanceAtMark(subject, asset);
  return left;
};

/**
 * Closes what is resolved, writes off what nothing covers, keeps the rest open.
 *
 * Only what was flat when its walk began is written off: every layer has seen its deficit. A deficit that was born later in the walk is
 * first shown to the layers before, in the next step.
 */
const settle = (venue: Venue, cases: readonly LiveCase[]): void => {
  for (const live of cases) {
    if (!live.data.isOpen) continue;
    if (live.kind !== 'default') {
      const over = live.kind === 'pool' && !venue.layers.some((layer) => layer.adl?.on.has(live.data.market));
      if (over || venue.isResolved(live)) venue.cases.close(live, []);
      continue;
    }
    settleOwnMoney(venue, live.data);
    if (live.flatAtWalk && venue.isFlat(live.data.subject) && !venue.isResolved(live) && !isWaiting(venue, live))
      writeOff(venue, live);
    if (venue.isResolved(live)) venue.cases.close(live, leftTo(venue, live.data.subject));
  }
};

/**
 * Rounds of one step: margin check, due list, one walk, settle; until no new breach appears or the bound is reached.
 *
 * Cases that were open before are walked in the first round; new breaches wait for the next round.
 */
export const runRounds = (venue: Venue): void => {
  const { maxRounds } = venue.design;
  venue.agentsAct('before-margin-check');
  for (let round = 0; ; round++) {
    venue.round = round;
    const due = inDueOrder(venue, venue.marginCheck.breaches());
    const standing = round === 0 ? venue.cases.open() : [];
    const needsWalk = round === 0 && venue.hasPools;
    if (due.length === 0 && standing.length === 0 && !needsWalk) return;
    if (round === maxRounds) {
      recordNote(venue.ledger.log, 'bound', maxRounds, due.length);
      venue.bounds.push({ step: venue.step, bound: maxRounds, open: due.length });
      return;
    }
    recordNote(venue.ledger.log, 'round', round);
    const cases = [...standing, ...due.map((account) => venue.cases.openDefault(account))];
    for (const live of cases) live.flatAtWalk = venue.isFlat(live.data.subject);
    walk(venue, cases);
    settle(venue, venue.cases.open());
    for (const live of cases) live.flatAtWalk = false;
    venue.agentsAct('between-rounds');
  }
};
