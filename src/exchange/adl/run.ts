import { type AdlNeed, contractError, type Side } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { chargeGains } from './charge-gains.ts';
import { closePositions } from './close-positions.ts';
import type { AdlLayer } from './layer.ts';

/** Lots or units of one case that a need is to be raised for. */
export interface Target {
  readonly subject: LiveCase;
  /** Lots (unsigned) or units. */
  readonly amount: number;
}

/** Asks the trigger for these cases, and notes for which markets it is on. */
export const askTrigger = (venue: Venue, layer: AdlLayer, cases: readonly LiveCase[]): readonly AdlNeed[] => {
  const { mechanism, params, place } = layer.composite.trigger;
  const state = venue.states.of(place, 'venue', mechanism, params);
  const decision = venue.guard.call(mechanism, () => mechanism.decide(venue.view, cases, params as never, state));
  if (decision === 'off') return [];
  if (decision === null || typeof decision !== 'object' || !Array.isArray(decision.needs)) {
    throw contractError('trigger', `${mechanism.name}: it answered ${JSON.stringify(decision)}, not "off" or needs`);
  }
  for (const need of decision.needs) {
    checkNeed(venue, mechanism.name, need, layer.composite.settle);
    layer.on.add(need.market);
  }
  return decision.needs;
};

/** Runs an ADL layer for the cases that have reached it, in due order. */
export const runAdl = (venue: Venue, layer: AdlLayer, cases: readonly LiveCase[]): void => {
  for (const need of askTrigger(venue, layer, cases)) {
    const raise = severityOf(venue, layer, need);
    const pool = need.pool === undefined ? undefined : venue.cases.openPoolCase(need.pool, need.market);
    const known = pool === undefined || cases.some((one) => one.id === pool.id) ? cases : [...cases, pool];
    if (need.in === 'lots') {
      const targets = lotsTargets(known, need, raise);
      for (const side of [1, -1] as const) {
        const ofSide = targets
          .filter((target) => target.side === side)
          .flatMap((target) => stillHeld(target, need.market));
        if (ofSide.length > 0) closePositions(venue, layer, need.market, side, ofSide, need.priceShift ?? 0);
      }
    } else chargeGains(venue, layer, need.market, gainTargets(known, need, raise));
  }
};

const checkNeed = (venue: Venue, name: string, need: AdlNeed, settle: 'close' | 'gains'): void => {
  const counted = settle === 'close' ? 'lots' : 'gain';
  if (need.in !== counted) {
    throw contractError(
      'trigger',
      `${name}: a need in ${need.in}, but the layer settles in ${settle}, which counts ${counted}`,
    );
  }
  if (venue.markets[need.market] === undefined)
    throw contractError('trigger', `${name}: there is no market number ${need.market}`);
  if (!Number.isSafeInteger(need.amount) || need.amount < 0) {
    throw contractError('trigger', `${name}: a need of ${need.amount}; it is a whole number >= 0`);
  }
};

const severityOf = (venue: Venue, layer: AdlLayer, need: AdlNeed): number => {
  const { severity } = layer.composite;
  if (severity === undefined) return need.amount;
  const raised = venue.guard.call(severity.mechanism, () =>
    severity.mechanism.raise(need, venue.view, severity.params as never),
  );
  if (!Number.isSafeInteger(raised) || raised < 0 || raised > need.amount) {
    throw contractError(
      'severity',
      `${severity.mechanism.name}: it raises ${raised} of a need of ${need.amount}; it is whole and between the two`,
    );
  }
  return raised;
};

const meant = (subject: LiveCase, need: AdlNeed): boolean => need.case === undefined || need.case === subject.id;

/** A target as it stands now: closing the other side may have closed part of it, where those in default may be cut. */
const stillHeld = <T extends Target & { readonly side: Side }>(target: T, market: number): T[] => {
  const lots = target.subject.legs.find((leg) => leg.market.number === market)?.lots ?? 0;
  const amount = Math.min(target.amount, Math.max(0, target.side * lots));
  return amount === 0 ? [] : [{ ...target, amount }];
};

/** Cases whose lots in the market a need is for, in due order, until it is used up; both sides share one need. */
const lotsTargets = (
  cases: readonly LiveCase[],
  need: AdlNeed,
  raise: number,
): (Target & { readonly side: Side })[] => {
  const targets: (Target & { readonly side: Side })[] = [];
  let left = raise;
  for (const subject of cases) {
    if (left === 0 || !meant(subject, need)) continue;
    if (need.pool === undefined ? subject.kind === 'pool' : subject.kind !== 'pool') continue;
    const leg = subject.legs.find((one) => one.market.number === need.market);
    if (leg === undefined || leg.lots === 0) continue;
    const amount = Math.min(left, Math.abs(leg.lots));
    targets.push({ subject, amount, side: leg.lots > 0 ? 1 : -1 });
    left -= amount;
  }
  return targets;
};

const gainTargets = (cases: readonly LiveCase[], need: AdlNeed, raise: number): Target[] => {
  const targets: Target[] = [];
  let left = raise;
  for (const subject of cases) {
    const amount = Math.min(left, meant(subject, need) ? subject.deficit : 0);
    if (amount === 0) continue;
    targets.push({ subject, amount });
    left -= amount;
  }
  return targets;
};
