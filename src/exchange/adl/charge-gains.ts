import { recordDecision } from '../../ledger/index.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { AdlLayer } from './layer.ts';
import { Pairing } from './pairing.ts';
import type { Target } from './run.ts';
import { solve } from './solve.ts';

/** Charges gains of winners in a market, on both sides, and pays the deficits of the cases with them. */
export const chargeGains = (venue: Venue, layer: AdlLayer, number: number, targets: readonly Target[]): void => {
  const first = targets[0];
  if (first === undefined) return;
  const market = venue.markets[number] as Market;
  const need = targets.reduce((sum, target) => sum + target.amount, 0);
  const { claims, gives, cutOff } = solve(venue, layer, { market, side: 0, on: 'gain', need, first: first.subject });
  const pairing = new Pairing(claims.accounts, gives);
  for (const { subject, amount } of targets) {
    const charges = pairing.take(amount);
    if (charges.length > 0) venue.act(subject, [{ do: 'charge', base: 'gains', market: number, charges }]);
  }
  const raised = gives.reduce((sum, give) => sum + give, 0);
  recordDecision(venue.ledger.log, {
    case: targets.length === 1 ? first.subject.id : 0,
    market: number,
    subject: first.subject.data.subject,
    candidates: claims.accounts.length,
    need,
    raised,
    cutOff,
    layer: layer.number,
  });
};
