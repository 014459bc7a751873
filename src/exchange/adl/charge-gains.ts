import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { AdlLayer } from './layer.ts';
import { Pairing } from './pairing.ts';
import { recordSolved } from './record-solved.ts';
import { solve } from './solve.ts';
import type { TargetList } from './targets.ts';

/** Charges gains of winners in a market, on both sides, and pays the deficits of the cases with them. */
export const chargeGains = (venue: Venue, layer: AdlLayer, number: number, targets: TargetList): void => {
  const first = targets.subjects[0];
  if (first === undefined) return;
  const market = venue.markets[number] as Market;
  const need = targets.need;
  const solution = solve(venue, layer, { market, side: 0, on: 'gain', need, first });
  const pairing = new Pairing(solution.claims.accounts, solution.gives, targets.length);
  let raised = 0;
  for (const [i, subject] of targets.subjects.entries()) {
    const from = pairing.parts;
    raised += pairing.take(targets.amounts[i] as number);
    const charges = Array.from({ length: pairing.parts - from }, (_, k) => ({
      account: pairing.accounts[from + k] as number,
      amount: pairing.amounts[from + k] as number,
    }));
    if (charges.length > 0) venue.act(subject, [{ do: 'charge', base: 'gains', market: number, charges }]);
  }
  recordSolved(venue, layer, {
    case: targets.length === 1 ? first.id : 0,
    market: number,
    subject: first.data.subject,
    candidates: solution.candidates,
    need,
    raised,
    cutOff: solution.cutOff,
  });
};
