import type { RunSubject } from '../../contract/index.ts';
import type { AttackTraces } from './shapes.ts';
import { type Attack, UNITS } from './world.ts';

const POOLS: ReadonlySet<string> = new Set(['fund', 'vault', 'pool']);

/** Whether a resting bid of the attackers is cancelled by them, before any step in which something was taken over. */
const pulled = ({ moves }: Attack, until: number): boolean =>
  moves.some(
    ({ who, step, ...move }) =>
      move.do === 'cancel-all' &&
      step <= until &&
      moves.some((bid) => bid.who === who && bid.step < step && bid.do === 'buy' && bid.rests && bid.lots > 0),
  );

/** Dollars that attacking accounts withdrew, each before its own first case; accounts that never had one count for nothing. */
const withdrawnBeforeTrouble = (run: RunSubject, attackers: ReadonlySet<number>): number => {
  const taken = new Map<number, number>();
  let before = 0;
  for (const { kind, cause, a, value } of run.rows) {
    if (kind === 'transfer' && cause === 'withdraw' && attackers.has(a)) taken.set(a, (taken.get(a) ?? 0) + value);
    if (kind !== 'open-case') continue;
    before += taken.get(a) ?? 0;
    taken.delete(a);
  }
  return before / UNITS;
};

/** What pools had, what they lost, and how much of the loss they paid out for others and did not make on what they hold; dollars. */
const poolsOf = ({ books, rows }: RunSubject): Pick<AttackTraces, 'poolCapital' | 'poolLoss' | 'poolPaid'> => {
  let poolLoss = 0;
  let poolCapital = 0;
  let poolPaid = 0;
  for (const { account, opening } of books.pools) {
    poolLoss += opening - books.account(account).equity;
    poolCapital += opening;
  }
  for (const { kind, cause, a, value } of rows)
    if (kind === 'transfer' && cause === 'pay' && POOLS.has(books.kindOf(a))) poolPaid += value;
  return { poolLoss: poolLoss / UNITS, poolCapital: poolCapital / UNITS, poolPaid: poolPaid / UNITS };
};

/** Reads off the log of a run what attackers did and what was done to them. */
export const tracesOf = (run: RunSubject, attackers: ReadonlySet<number>, attack: Attack): AttackTraces => {
  const { books, people } = run;
  const takenFrom = new Set<number>();
  let longTakenOver = 0;
  let shortTakenOver = 0;
  let shortsClosed = 0;
  for (const row of run.rows) {
    if (row.kind !== 'fill' || row.case === 0) continue;
    if (attackers.has(row.a) && POOLS.has(books.kindOf(row.b))) {
      takenFrom.add(row.a);
      if (row.lots > 0) longTakenOver += row.lots;
      else shortTakenOver -= row.lots;
    }
    if (row.lots < 0 && !attackers.has(row.a)) shortsClosed -= row.lots;
  }
  return {
    longTakenOver,
    shortTakenOver,
    accountsTakenOver: takenFrom.size,
    withdrawnBefore: withdrawnBeforeTrouble(run, attackers),
    ...poolsOf(run),
    victimDefaults: people.filter((account) => !attackers.has(account) && run.tally(account).defaults > 0).length,
    shortsClosed,
    pulledBids: pulled(attack, attack.world.steps),
  };
};
