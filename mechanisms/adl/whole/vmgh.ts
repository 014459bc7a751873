import { type Action, defineAdl, z } from 'breakwater';
import { chargesOf } from '../../socialisation/charges-of.ts';
import { type Gain, gainsOfPositions, takeFrom } from '../../socialisation/winners.ts';

/** Takes an amount out of gains that stand in order; what is taken of each is gone from the list. */
const takeNext = (gains: Gain[], amount: number): Gain[] => {
  const taken: Gain[] = [];
  let left = amount;
  while (left > 0) {
    const gain = gains.shift();
    if (gain === undefined) break;
    const part = Math.min(left, gain.amount);
    taken.push({ ...gain, amount: part });
    if (part < gain.amount) gains.unshift({ ...gain, amount: gain.amount - part });
    left -= part;
  }
  return taken;
};

/**
 * Variation margin gains haircut in the place of ADL: nobody is closed, every winner is paid gains x (1 - eta).
 *
 * eta = min(1, sum of deficits / sum of gains), one for all winners and all cases that come together; a gain g loses g x eta, whole units by
 * largest remainder. Gains are unrealised ones, of open positions in the markets the cases have held, or in all. An account
 * pays no more than its gain nor than its equity. Every position stays as it was, so no hedge loses a leg; what a hedge loses is a
 * part of its gain on one leg, while the loss on the other is its own.
 *
 * A deficit is known once the subject is flat: earlier layers (the book, a vault) have to take its lots.
 *
 * @source ISDA, "CCP loss allocation at the end of the waterfall", 2013 (variation margin gains haircutting)
 */
export const vmgh = defineAdl({
  name: 'vmgh',
  summary: 'Variation margin gains haircut: positions stay, gains are paid less one percentage.',
  formula:
    'charge = g x eta, by largest remainder; eta = min(1, sum of deficits / sum of g); no lots move\n' +
    'g = max(0, uPnL) in markets, cut to max(0, E) of the account',
  source: 'ISDA, CCP loss allocation at the end of the waterfall, 2013 (variation margin gains haircutting)',
  params: z.strictObject({
    markets: z
      .enum(['case', 'all'])
      .default('case')
      .describe('Which gains are cut: those in the markets the cases have held (all when none), or in all markets.'),
  }),
  capabilities: { closes: 'none', moves: 'money' },
  plan: (view, cases, params) => {
    const short = cases.filter(({ kind, deficit }) => kind === 'default' && deficit > 0);
    const [first] = short;
    if (first === undefined) return [];
    const held = [...new Set(short.flatMap((one) => one.held.map(({ market }) => market.number)))];
    const markets = params.markets === 'case' && held.length > 0 ? held : view.markets.map(({ number }) => number);
    const need = short.reduce((sum, { deficit }) => sum + deficit, 0);
    const taken = takeFrom(gainsOfPositions(view, first, markets), need);
    return short.flatMap(({ id, deficit }): { case: number; actions: readonly Action[] }[] => {
      const actions = chargesOf(takeNext(taken, deficit));
      return actions.length === 0 ? [] : [{ case: id, actions }];
    });
  },
});
