import { defineAdlAllocation, z } from 'breakwater';

/**
 * Takes all from the first in the ranked order, then all from the next; the last gives what is still needed.
 *
 * give_k = min(limit_k, need - sum of the gives before k). Looks at the accounts it cuts only.
 *
 * @source https://www.bitmex.com/app/autoDeleveraging (size 20: all 10 of A, then 10 of B's 20)
 */
export const greedyQueue = defineAdlAllocation({
  name: 'greedy-queue',
  summary: 'A queue: each in full until the need is met, the last in part.',
  formula: 'give_k = min(limit_k, need - gives before k), in ranked order',
  source: 'https://www.bitmex.com/app/autoDeleveraging',
  params: z.strictObject({}),
  capabilities: { gives: 'in-order' },
  exempt: {
    'allocation/equal-treatment':
      'a strict queue: of two equal claims the first gives all it has before the other gives any',
  },
  prefix: () => 0,
  allocate: ({ n, need, limit, rank }) => {
    const gives = new Float64Array(n);
    let left = need;
    for (const claim of rank.prefix(need)) {
      const give = Math.min(limit[claim] ?? 0, left);
      gives[claim] = give;
      left -= give;
    }
    return gives;
  },
});
