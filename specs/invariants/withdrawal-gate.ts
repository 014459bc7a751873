import { defineInvariant, type RunSubject } from 'breakwater';

/** Money that left a pool for the rest of the world, with how many defaults were open then. */
const leaving = ({ rows, books }: RunSubject): { pool: string; units: number; step: number; open: number }[] => {
  const names = new Map(books.pools.map(({ account, name }) => [account, name]));
  const open = new Set<number>();
  const left: { pool: string; units: number; step: number; open: number }[] = [];
  for (const { kind, cause, case: id, a, value, step } of rows) {
    if (kind === 'open-case' && books.case(id)?.kind === 'default') open.add(id);
    else if (kind === 'close-case') open.delete(id);
    const pool = kind === 'transfer' && cause === 'flow' ? names.get(a) : undefined;
    if (pool !== undefined) left.push({ pool, units: value, step, open: open.size });
  }
  return left;
};

/** IF7: who stands behind losses stays while there are some. */
export const withdrawalGate = defineInvariant({
  id: 'IF7/withdrawal-gate',
  says: 'Nobody takes money out of a pool while a default is open.',
  scope: 'design',
  given: ({ mechanisms }) =>
    mechanisms.some(({ slot, params }) => slot === 'fund' && 'stakes' in params)
      ? true
      : 'nobody can take money out of its pools',
  tolerance: 0,
  source: 'catalogue IF7',
  over: 'pair',
  change: 'stake-and-leave',
  reaches: ({ second }) => leaving(second).length,
  holds: ({ second }) => {
    const broken = leaving(second).find(({ open }) => open > 0);
    if (broken === undefined) return undefined;
    const { pool, units, step, open } = broken;
    return { who: `pool ${pool}`, expected: 'no open default', found: open, detail: `${units} left in step ${step}` };
  },
});
