import { type Decision, recordDecision } from '../../ledger/index.ts';
import type { Venue } from '../venue.ts';
import type { AdlLayer } from './layer.ts';

/** Records what a layer decided for a market side, and the figures of the rule that shared it out if it raised anything. */
export const recordSolved = (venue: Venue, layer: AdlLayer, decision: Omit<Decision, 'layer'>): void => {
  const { number, composite } = layer;
  recordDecision(venue.ledger.log, { layer: number, ...decision });
  if (decision.raised === 0) return;
  const { allocation } = composite;
  const { market } = decision;
  const state = venue.states.of(allocation.place, market, allocation.mechanism, allocation.params);
  venue.figures.record(venue, allocation, state, { layer: number, case: decision.case, market });
};
