import { defineInvariant, type Witness } from 'breakwater';
import { balancesAtMark } from './balance-at-mark.ts';
import { onceAStep } from './once.ts';

/** What a venue has, owes and lacks in one asset, units. */
interface Sheet {
  /** What the rest of the world has put in and not got back, its own positions at mark. */
  vault: bigint;
  /** What everybody else could claim: positive balances at mark. */
  claims: bigint;
  /** Balances below zero of accounts that may have them, and of the venue's own. */
  owed: bigint;
  /** What the records of all cases call uncovered. */
  uncovered: bigint;
  /** Charges that accrue to holders and that the index account has not collected. */
  accrued: bigint;
  /** Positions whose values are rounded one by one. */
  rounded: number;
}

const sheetsOf = onceAStep<readonly Sheet[]>(({ books, accounts, cases }) => {
  const sheets = books.assets.map(
    (): Sheet => ({ vault: 0n, claims: 0n, owed: 0n, uncovered: 0n, accrued: 0n, rounded: 0 }),
  );
  for (const id of accounts()) {
    const kind = books.kindOf(id);
    for (const { market, accrued } of books.walk(id)) {
      const of = books.markets[market];
      const sheet = sheets[of?.settle ?? 0] as Sheet;
      sheet.accrued += BigInt(accrued);
      if (of?.kind === 'inverse') sheet.rounded += 1;
    }
    for (const [asset, units] of balancesAtMark(books, id).entries()) {
      const sheet = sheets[asset] as Sheet;
      if (kind === 'outside') sheet.vault -= units;
      // What the hole has paid is counted by the records instead.
      else if (kind === 'hole') continue;
      else if (units > 0n) sheet.claims += units;
      else sheet.owed -= units;
    }
  }
  for (const { record } of cases())
    for (const [asset, { uncovered }] of record.entries()) (sheets[asset] as Sheet).uncovered += BigInt(uncovered);
  return sheets;
});

/** CS4: what is claimed is there, or is said to be missing. */
export const claimsCovered = defineInvariant({
  id: 'CS4/claims-covered',
  says: 'Per asset, what all accounts and pools could claim at mark is what the rest of the world has put in, and what is still owed below zero, and what cases report as uncovered: no more, so that nothing is claimed of nobody, and no less, so that nothing that was put in is nobody’s.',
  scope: 'universal',
  tolerance: 'none for linear markets; one unit a position of an inverse one',
  source:
    'design.md, section 4; catalogue CS4, which is false once something is uncovered: what is missing is a term of its own',
  over: 'step',
  reaches: (subject) =>
    subject.full ? sheetsOf(subject).filter(({ owed, uncovered }) => owed > 0n || uncovered > 0n).length : 0,
  holds: (subject) => {
    if (!subject.full) return undefined;
    for (const [asset, sheet] of sheetsOf(subject).entries()) {
      const { vault, claims, owed, uncovered, accrued, rounded } = sheet;
      const there = vault + owed + uncovered - accrued;
      const off = claims > there ? claims - there : there - claims;
      if (off <= BigInt(rounded)) continue;
      const witness: Witness = {
        who: subject.books.assets[asset]?.name ?? `asset ${asset}`,
        expected: String(there),
        found: String(claims),
        difference: String(claims - there),
        detail: `put in ${vault}, owed ${owed}, uncovered ${uncovered}, accruing ${accrued}; claimed`,
      };
      return witness;
    }
    return undefined;
  },
});
