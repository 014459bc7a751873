import { join, relative } from 'node:path';
import { type Break, endedRuns, findingsOf, SmallScope, smallScopeSize } from '../../check/index.ts';
import type { Invariant } from '../../contract/index.ts';
import type { WatchedPool } from '../../experiment/index.ts';
import type { CheckedDesign, CheckedProperty } from '../../measure/index.ts';
import { counterexampleYaml, type DrawnCounterexample, withNames, witnessText, writeText } from '../../report/index.ts';
import { resolveSpec } from '../../spec/index.ts';
import { plainName } from './counterexample-file.ts';
import { exemptBy, faultsOf } from './faults.ts';
import { askWorker } from './play-design.ts';
import type { CheckSubject } from './subject.ts';
import type { BatchAnswer } from './work.ts';

/** Folder of counterexamples, within that of the results. */
export const COUNTEREXAMPLES = 'counterexamples';

/** What is needed to conclude. */
export interface Conclude {
  readonly invariants: readonly Invariant[];
  readonly seed: number;
  /** Accounts of the small scope whose exchanges were played, in place of drawn ones. */
  readonly small?: number;
  /** Folder of the results. */
  readonly folder: string;
  /** Trials played at most to make one counterexample small. */
  readonly shrink: number;
  readonly signal?: AbortSignal;
  /** Told how many of the counterexamples are small. */
  readonly onSmall: (done: number, total: number) => void;
}

/** A design that was checked, and its counterexamples to draw. */
export interface Concluded {
  readonly checked: Omit<CheckedDesign, 'seconds'>;
  readonly drawn: readonly DrawnCounterexample[];
}

/** How a file of a folder names another file. */
const seenFrom = (folder: string, file: string): string => relative(folder, file).split('\\').join('/');

/** The exchange of a subject as a file in a folder names it: a shipped one by its name. */
const exchangeFrom = (folder: string, { exchange }: CheckSubject): string | undefined => {
  if (exchange === undefined) return undefined;
  const { file, shown } = resolveSpec('exchange', exchange);
  return shown.startsWith('specs/exchanges/') && shown !== exchange ? exchange : seenFrom(folder, file);
};

/** Where no run came to its end, nothing was checked. */
const noneWhole = ({ runs, refused, tooLarge }: BatchAnswer['batch']): readonly string[] =>
  refused.runs + tooLarge.runs < runs
    ? []
    : [
        `every run ended early, as the venue refused what a mechanism decided or amounts outgrew what is exact, first: ${(refused.first ?? tooLarge.first)?.why}`,
      ];

/**
 * Makes what broke small, writes each counterexample to its file, and says what came of every property.
 *
 * @throws BreakwaterError `out`, and what a worker throws.
 */
export const concludeDesign = async (
  pool: Pick<WatchedPool, 'work'>,
  subject: CheckSubject,
  { design, batch, ...sayings }: BatchAnswer,
  { invariants, seed, small: scopeOf, folder, shrink, signal, onSmall }: Conclude,
): Promise<Concluded> => {
  const place = join(folder, COUNTEREXAMPLES);
  const total = Object.values(batch.tallies).filter(({ found }) => found !== undefined).length;
  let small = 0;
  const drawn: DrawnCounterexample[] = [];
  const write = async (found: Break, invariant: Invariant): Promise<CheckedProperty['counterexample']> => {
    const { id, says, scope } = invariant;
    const name = `${plainName(design, id)}.yaml`;
    const exchange = exchangeFrom(place, subject);
    const command = `npx breakwater replay ${seenFrom('.', join(place, name))}`;
    const answer = await askWorker(
      pool,
      {
        what: 'smallest',
        subject,
        id,
        seed,
        found,
        ...(scopeOf === undefined ? {} : { small: scopeOf }),
        most: shrink,
        placing: {
          ...(exchange === undefined ? {} : { exchange }),
          plugins: subject.plugins.map((plugin) => seenFrom(place, plugin)),
          command,
        },
      },
      signal === undefined ? {} : { signal },
    );
    const { document, witness, changeSays, story, second, asked, accounts, steps } = answer;
    const told = {
      id,
      says,
      design,
      witness,
      ...(changeSays === undefined ? {} : { change: changeSays }),
      ...(second === undefined ? {} : { second }),
      command,
    };
    const shown = { ...(story === undefined ? {} : { story }), ...(asked === undefined ? {} : { asked }) };
    await writeText(join(place, name), [counterexampleYaml({ ...told, ...shown, document })]);
    const file = `${COUNTEREXAMPLES}/${name}`;
    drawn.push({ ...told, ...shown, scope, file });
    onSmall(++small, total);
    const { run, change } = found;
    const tells = story === undefined ? witnessText(witness) : withNames(witnessText(witness), story);
    return { file, run, ...(change === undefined ? {} : { change }), witness, tells, accounts, steps };
  };
  const findings = findingsOf(batch, invariants, write);
  const scope = scopeOf === undefined ? undefined : new SmallScope(smallScopeSize(scopeOf));
  const properties = await Promise.all(
    findings.map(async ({ counterexample, upperBound, ...finding }): Promise<CheckedProperty> => {
      const exemption = exemptBy(finding.id, sayings);
      const written = await counterexample;
      return {
        ...finding,
        // What was played is all there is, not a sample.
        ...(upperBound === undefined || scope !== undefined ? {} : { upperBound }),
        claimed: sayings.claims.includes(finding.id),
        ...(exemption === undefined ? {} : { exempt: exemption.reason }),
        ...(written === undefined ? {} : { counterexample: written }),
      };
    }),
  );
  return {
    checked: {
      design,
      seed,
      runs: batch.runs,
      ...(scope === undefined ? {} : { smallScope: { count: scope.count, says: scope.words } }),
      refused: endedRuns(batch.refused),
      tooLarge: endedRuns(batch.tooLarge),
      branches: batch.branches,
      faults: [...faultsOf(properties, sayings), ...noneWhole(batch)],
      properties,
    },
    drawn: drawn.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
};
