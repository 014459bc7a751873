import type { Standing, StepRow, StepSubject } from 'breakwater';
import { cutOf } from './cuts.ts';

/** Share of the smaller side by which a hedge may be off and still be one. */
const HEDGED = 0.05;

/** Net exposure to the common factor, and what is matched, units. */
export const netOf = ({ long, short }: Standing): number => long - short;
export const matchedOf = ({ long, short }: Standing): number => Math.min(long, short);

/** Whether an account is neutral: its sides differ by a twentieth of what is matched at most. */
export const isNeutral = (stood: Standing): boolean =>
  matchedOf(stood) > 0 && Math.abs(netOf(stood)) <= HEDGED * matchedOf(stood);

/** What the lots of a step that ADL took did to an account, companions and all. */
export interface Disturbed {
  readonly account: number;
  readonly before: Standing;
  after: Standing;
  /** Rows that cut it, in order. */
  readonly rows: StepRow[];
}

/** Accounts whose lots ADL and its companions took in a step, with how they stood before the first such row and after the last. */
export const disturbedIn = (subject: StepSubject): readonly Disturbed[] => {
  const found = new Map<number, Disturbed>();
  if (subject.walk('fill')[Symbol.iterator]().next().done === true) return [];
  for (const row of subject.rows) {
    const cut = row.kind === 'fill' ? cutOf(row) : undefined;
    if (cut === undefined) continue;
    const before = found.get(cut.account);
    if (before === undefined) found.set(cut.account, { account: cut.account, ...cut.moved, rows: [row] });
    else {
      before.after = cut.moved.after;
      before.rows.push(row);
    }
  }
  return [...found.values()];
};

/** Whether an account is the only one of its owner, so that its hedge is all in it. */
export const isAlone = (account: number, { books, folded }: StepSubject): boolean => {
  const owner = folded.ownerOf(account);
  for (let id = 0; id < books.count; id++) if (id !== account && folded.ownerOf(id) === owner) return false;
  return true;
};
