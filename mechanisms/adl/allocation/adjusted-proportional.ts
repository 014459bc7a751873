import { apportion, defineAdlAllocation, z } from 'breakwater';
import { raisable } from './raisable.ts';

/**
 * Leaves everyone what nobody else could give in its stead, and shares the rest in proportion, each claim counted at most in full of it.
 *
 * With D = min(need, total limit): a claim of which no more than D can be asked counts b_i = min(limit_i, D), and keeps the part above.
 * Of the sum of all b_i, S - D is kept, in proportion to min(b_i, S - D); give_i = b_i less its part of that. Where S - D >= D this is
 * the proportional rule of the b_i. It is its own dual. Rounded by largest remainder, so that each give is less than one lot or unit
 * from the rule; ties of gives to the earlier claim. Linear time.
 *
 * @source Curiel, Maschler and Tijs, "Bankruptcy games", Z. Operations Research 31 (1987)
 */
export const adjustedProportional = defineAdlAllocation({
  name: 'adjusted-proportional',
  summary: 'In proportion, after each has kept what nobody else could give.',
  formula:
    'give_i = D x b_i / sum of b where K >= D, else b_i - K x c_i / sum of c; D = min(need, sum of limits)\n' +
    'b_i = min(limit_i, D), K = sum of b - D, c_i = min(b_i, K)',
  source: 'Curiel, Maschler and Tijs, Z. Operations Research 31 (1987)',
  params: z.strictObject({}),
  exempt: {
    'allocation/no-gain-by-splitting':
      'a claim counts at most as all that is kept; each of its parts may count as much',
  },
  allocate: ({ need, limit }) => {
    const amount = raisable(need, limit);
    const asked = limit.map((most) => Math.min(most, amount));
    let kept = -amount;
    for (const most of asked) kept += most;
    // A sum beyond 2^53 is rounded, but stays above the amount.
    if (kept >= amount) return apportion(amount, asked, asked);
    // Turned round, because the earlier of two equal claims keeps less.
    const counted = asked.map((most) => Math.min(most, kept)).reverse();
    const keeps = apportion(kept, counted, counted).reverse();
    return asked.map((most, i) => most - (keeps[i] as number));
  },
});
