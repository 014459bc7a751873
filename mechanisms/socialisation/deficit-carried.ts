import { defineSocialisation, pass, waitUntil, z } from 'breakwater';

/**
 * Leaves a deficit where it is, so that the venue goes on with less than it owes.
 *
 * Nothing is charged and nothing written off: the case stays open, at the longest to the end of the run, and a payout rule that
 * looks at what bankrupt accounts owe (`haircut-ratio`, `withdrawal-factor`) decides who waits for their money meanwhile.
 *
 * @source https://github.com/aeyakovenko/percolator spec.md of early 2026, section 3 (a loss lowers the haircut ratio and is not
 * assigned to anybody)
 */
export const deficitCarried = defineSocialisation({
  name: 'deficit-carried',
  summary: 'Nobody is charged; the deficit stays open.',
  formula: 'charge = 0; the case stays open',
  source: 'https://github.com/aeyakovenko/percolator/blob/master/spec.md',
  params: z.strictObject({}),
  exempt: {
    'socialisation/raises-all-while-somebody-has-won': 'it raises nothing',
  },
  capabilities: { closes: 'none', moves: 'money' },
  takesLots: false,
  next: (subject, view) => (subject.deficit <= 0 ? pass : waitUntil(view.now + view.stepSeconds)),
});
