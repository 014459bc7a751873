import { type AdlNeed, contractError, type Side } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { chargeGains } from './charge-gains.ts';
import { closePositions } from './close-positions.ts';
import type { AdlLayer } from './layer.ts';
import { noticeEnd } from './notice.ts';
import { type TargetList, Targets } from './targets.ts';

/** Asks the trigger for these cases, and notes for which markets ADL is on: those that have had their notice. */
export const askTrigger = (venue: Venue, layer: AdlLayer, cases: readonly LiveCase[]): readonly AdlNeed[] => {
  const { mechanism, params, place } = layer.composite.trigger;
  const state = venue.states.of(place, 'venue', mechanism, params);
  const decision = venue.guard.call(mechanism, () => mechanism.decide(venue.view, cases, params as never, state));
  if (decision === 'off') return [];
  if (decision === null || typeof decision !== 'object' || !Array.isArray(decision.needs)) {
    throw contractError('trigger', `${mechanism.name}: it answered ${JSON.stringify(decision)}, not "off" or needs`);
  }
  if (decision.holdsUntil !== undefined) holdDeficits(venue, layer, mechanism.name, decision.holdsUntil, cases);
  for (const need of decision.needs) checkNeed(venue, mechanism.name, need, layer.composite.settle);
  const due = (decision.needs as readonly AdlNeed[]).filter((need) => {
    const end = noticeEnd(venue, layer, need);
    if (end <= venue.now) return true;
    // What flat cases owe would be written off before notice is over.
    if (need.in === 'gain' && need.amount > 0) holdDeficits(venue, layer, mechanism.name, end, cases);
    return false;
  });
  for (const need of due) layer.on.add(need.market);
  return due;
};

/** Has what flat cases owe wait for the layer. */
const holdDeficits = (venue: Venue, layer: AdlLayer, name: string, until: number, cases: readonly LiveCase[]): void => {
  if (!(until > venue.now))
    throw contractError('trigger', `${name}: it holds until ${until} s, but it is ${venue.now} s already`);
  for (const live of cases) if (live.deficit > 0) live.hold(layer.number, Math.min(until, Number.MAX_SAFE_INTEGER));
};

/** Runs an ADL layer for the cases that have reached it, in due order. */
export const runAdl = (venue: Venue, layer: AdlLayer, cases: readonly LiveCase[]): void => {
  const targets = new Targets(venue, cases);
  for (const need of askTrigger(venue, layer, cases)) {
    const raise = severityOf(venue, layer, need);
    if (need.in === 'gain') chargeGains(venue, layer, need.market, targets.ofDeficits(need, raise));
    else {
      const { long, short } = targets.ofLots(need, raise);
      // Closing one side may close part of the other, where those in default may be cut.
      const close = (of: TargetList, side: Side): void => {
        if (of.bringTo(need.market, side).length > 0)
          closePositions(venue, layer, need.market, side, of, need.priceShift ?? 0);
      };
      close(long, 1);
      close(short, -1);
    }
  }
};

const checkNeed = (venue: Venue, name: string, need: AdlNeed, settle: 'close' | 'gains'): void => {
  if (need === null || typeof need !== 'object')
    throw contractError('trigger', `${name}: a need was ${String(need)}; it is an object with in, market and amount`);
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
  if (need.priceShift !== undefined && !Number.isSafeInteger(need.priceShift))
    throw contractError('trigger', `${name}: a price shift of ${need.priceShift}; it is a whole number of units`);
  if (need.pool !== undefined && venue.findPoolFor(need.pool, need.market) === undefined)
    throw contractError(
      'trigger',
      `${name}: there is no pool called "${need.pool}" for ${venue.markets[need.market]?.id}`,
    );
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
