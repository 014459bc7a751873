import { apportion, defineSocialisation, duration, pass, ratio, ratioFloor, z } from 'breakwater';
import { boundOf } from '../bound.ts';

type Amounts = { [member: string]: number };
type Calls = { start: number; committed: Amounts; called: Amounts; calledFor: { [subject: string]: Amounts } };

/**
 * Calls members for cash, in proportion to what they have committed, up to a cap a period and another for one default.
 *
 * Each member pays at most cap x its commitment within a period, at most perDefault x its commitment for one case, and at most
 * what is left of the commitment; the deficit is shared in proportion to commitments within these limits, by largest
 * remainder. What is not raised stays. Units.
 *
 * A commitment is what the fund's members promise: twice the contribution at Eurex (`assessment: 2`, cap 1, period 28d), 550 % of
 * it at CME, of which 275 % for a single default (`assessment: 5.5`, cap 1, perDefault 1/2).
 *
 * @source https://www.eurex.com/ec-en/services/risk-management/default-waterfall (assessments up to twice the contribution a
 * capped period of 20 business days); CME Rule 802.G (caps over one and over several defaults)
 */
export const cashCall = defineSocialisation({
  name: 'cash-call',
  summary: 'Assessments on members, in proportion to their commitments, capped a period.',
  formula:
    'charge_i = D x commitment_i / sum of commitments, by largest remainder; D = deficit\n' +
    'at most floor(commitment_i x cap) in period and floor(commitment_i x perDefault) for one case',
  source: [
    'https://www.eurex.com/ec-en/services/risk-management/default-waterfall',
    'CME Rulebook, Rule 802.G (assessment caps)',
  ],
  params: z.strictObject({
    cap: ratio()
      .prefault('1')
      .describe('Most that is called in one period, as a multiple of the commitment, at least 0.'),
    perDefault: ratio({ max: '1' })
      .optional()
      .describe('Most that is called for one case, as a share of the commitment from 0 to 1; all when left out.'),
    period: duration({ min: '1s' })
      .prefault('28d')
      .describe('Capped period, at least 1s; 20 business days are 28 days.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'members pay by what they have committed, whether they hold positions or not',
    'socialisation/losers-never-pay': 'members pay by what they have committed, whatever they have won',
    'socialisation/raises-all-while-somebody-has-won': 'winners who are no members are not called',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  stateOf: 'venue',
  initial: (): Calls => ({ start: 0, committed: {}, called: {}, calledFor: {} }),
  needs: () => ['members'],
  next: (subject, view, params, state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const start = Math.floor(view.now / params.period) * params.period;
    if (start !== state.start) Object.assign(state, { start, committed: {}, called: {} });
    // A member whose own case this is has nothing left to be called.
    const members = view.accountsOf('member').filter((id) => id !== subject.subject.id);
    const weights: number[] = [];
    const limits: number[] = [];
    const forThis = state.calledFor[subject.id] ?? {};
    const atMost = (first: number): number =>
      params.perDefault === undefined ? Number.POSITIVE_INFINITY : ratioFloor(first, params.perDefault);
    for (const id of members) {
      const { commitment } = view.account(id);
      // The commitment of the period's first call, whether or not the ledger lowers it by what was called since.
      const first = state.committed[id] ?? commitment;
      state.committed[id] = first;
      weights.push(first);
      const left = boundOf(first, params.cap) - (state.called[id] ?? 0);
      limits.push(Math.max(0, Math.min(commitment, left, atMost(first) - (forThis[id] ?? 0))));
    }
    const calls = apportion(subject.deficit, weights, limits);
    const charges = members.map((id, i) => ({ account: id, amount: calls[i] ?? 0 })).filter((c) => c.amount > 0);
    for (const { account, amount } of charges) {
      state.called[account] = (state.called[account] ?? 0) + amount;
      forThis[account] = (forThis[account] ?? 0) + amount;
    }
    state.calledFor[subject.id] = forThis;
    return charges.length === 0 ? pass : [{ do: 'charge', base: 'commitment', charges }];
  },
});
