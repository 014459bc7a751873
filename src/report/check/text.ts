import type { CheckedDesign, CheckedProperty } from '../../measure/index.ts';
import { duration, grouped, percent, significant } from '../number-format.ts';
import { fold, formatTable } from '../table.ts';
import { plainTerminal, type Terminal } from '../terminal.ts';
import { BRANCH_NAMES, branchName } from './branch-names.ts';
import { endedTexts } from './ended.ts';

/** What a status is called, in the order of the table. */
export const STATUS_NAMES: Readonly<Record<CheckedProperty['status'], string>> = {
  broken: 'broken',
  held: 'held',
  'not-tried': 'not tried',
  'not-applicable': 'does not apply',
};

/** Whether all exchanges of a small scope were played to their end. */
export const isWhole = ({
  runs,
  refused,
  tooLarge,
  smallScope,
}: Pick<CheckedDesign, 'runs' | 'refused' | 'tooLarge' | 'smallScope'>): boolean =>
  smallScope !== undefined && runs === smallScope.count && refused.runs + tooLarge.runs === 0;

/** What the status of a property is called: what held in all exchanges there are is verified. */
export const statusName = ({ status }: CheckedProperty, checked: CheckedDesign): string =>
  status === 'held' && isWhole(checked) ? 'verified' : STATUS_NAMES[status];

const SCOPES: readonly CheckedProperty['scope'][] = ['universal', 'design', 'metric', 'statistical', 'refuted'];

/** What the scope is called, and whether a failure counts. */
export const scopeName = ({ scope, claimed, exempt }: CheckedProperty): string =>
  `${scope}${claimed ? ', claimed' : ''}${exempt === undefined ? '' : ', exempt'}`;

/** Broken ones first, those whose failure counts before others. */
const ordered = (properties: readonly CheckedProperty[]): CheckedProperty[] => {
  const statuses = Object.keys(STATUS_NAMES);
  return properties.toSorted(
    (a, b) =>
      statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
      Number(b.claimed) - Number(a.claimed) ||
      SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope),
  );
};

/** `1.5 %`: in at most so many of the runs that reach it. */
export const boundText = ({ upperBound }: CheckedProperty): string =>
  upperBound === undefined ? '' : `${significant(100 * upperBound)} %`;

/** What the bound of a held property means. */
const AT_MOST =
  'runs: those that reached what the property is about; at most: with 95 % confidence it breaks in no larger share of such runs, as these are drawn.';

const propertiesTable = (checked: CheckedDesign, terminal: Terminal): string =>
  formatTable(
    {
      columns: [
        { title: 'property', align: 'left' },
        { title: 'status', align: 'left' },
        { title: 'scope', align: 'left' },
        { title: 'runs' },
        { title: 'reached' },
        { title: 'at most' },
        { title: 'value' },
      ],
      rows: ordered(checked.properties)
        .filter(({ status }) => status !== 'not-applicable')
        .map((one) => [
          one.id,
          statusName(one, checked),
          scopeName(one),
          grouped(one.runs),
          grouped(one.reached),
          boundText(one),
          one.value === undefined ? '' : significant(one.value),
        ]),
    },
    terminal,
  );

/** How large a counterexample is: accounts and steps of a run, claims of a question; a model may ask none. */
const sizeText = ({ accounts, steps }: { readonly accounts: number; readonly steps: number }): string => {
  const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  if (steps > 0) return `; ${counted(accounts, 'account')}, ${counted(steps, 'step')}`;
  return accounts === 0 ? '' : `; ${counted(accounts, 'claim')}`;
};

const brokenText = (one: CheckedProperty, folder: string, terminal: Terminal): string => {
  const { id, says, counterexample } = one;
  const { width } = terminal;
  if (counterexample === undefined) return `${terminal.red(id)}  ${fold(says, width - id.length - 2, '  ')}`;
  const { witness, tells, file, run, accounts, steps } = counterexample;
  const size = `run ${grouped(run)}${sizeText({ accounts, steps })}`;
  return [
    `${terminal.red(id)} (${scopeName(one)})`,
    `  ${fold(says, width - 2, '  ')}`,
    `  ${fold(tells, width - 2, '    ')}`,
    ...(witness.detail === undefined ? [] : [`  ${fold(witness.detail, width - 2, '    ')}`]),
    file === undefined ? `  ${size}` : `  ${folder}/${file}  ${terminal.dim(`(${size})`)}`,
  ].join('\n');
};

const branchesTable = ({ branches, runs }: CheckedDesign, terminal: Terminal): string =>
  formatTable(
    {
      columns: [{ title: 'branch', align: 'left' }, { title: 'runs that reached it' }, { title: 'share' }],
      rows: [...new Set([...Object.keys(BRANCH_NAMES), ...Object.keys(branches)])].map((branch) => {
        const count = branches[branch] ?? 0;
        return [
          branchName(branch),
          count === 0 ? 'not tried' : grouped(count),
          count === 0 ? '' : percent(count / runs),
        ];
      }),
    },
    terminal,
  );

/** How many properties held, broke and so on, in words. */
export const countsText = ({ properties }: CheckedDesign): string => {
  const count = (status: CheckedProperty['status']): number =>
    properties.filter((property) => property.status === status).length;
  const apart = count('not-applicable') === 0 ? '' : `, ${count('not-applicable')} not applicable`;
  const noun = properties.length === 1 ? 'property' : 'properties';
  return `Of ${properties.length} ${noun} ${count('held')} held and ${count('broken')} broke; ${count('not-tried')} not tried${apart}`;
};

/** How many runs were played, and how fast. */
export const playedText = ({ runs, seed, seconds, smallScope }: CheckedDesign): string => {
  const rate = seconds > 0 ? `, ${significant(runs / seconds)} runs/s` : '';
  const drawn = smallScope === undefined ? `, seed ${seed}` : '';
  return `${grouped(runs)} runs${drawn}, ${duration(seconds)}${rate}`;
};

/** What was verified for all exchanges of a small scope, or that not all were played. */
export const scopeText = (
  { runs, refused, tooLarge }: CheckedDesign,
  { count, says }: NonNullable<CheckedDesign['smallScope']>,
): string =>
  isWhole({ runs, refused, tooLarge, smallScope: { count, says } })
    ? `What held is verified for all ${grouped(count)} ${says}. Properties that compare two runs are not among them.`
    : `Nothing is verified: only ${grouped(runs - refused.runs - tooLarge.runs)} were played to their end of the ${grouped(count)} ${says}.`;

/**
 * Writes what came of one design for people: every property, what broke and where to replay it, which branches were reached.
 *
 * @param checked - What came of it.
 * @param folder - Folder of the results, as messages name it.
 */
export const checkText = (checked: CheckedDesign, folder: string, terminal: Terminal = plainTerminal()): string => {
  const { design, properties, faults } = checked;
  const { width } = terminal;
  const broken = ordered(properties).filter(({ status }) => status === 'broken');
  const apart = properties.filter(({ status }) => status === 'not-applicable').map(({ id }) => id);
  return [
    terminal.bold(fold(`${design}: ${playedText(checked)}`, width)),
    ...(checked.smallScope === undefined ? [] : [fold(scopeText(checked, checked.smallScope), width)]),
    fold(`${countsText(checked)}.`, width),
    ...endedTexts(checked).map((line) => terminal.red(fold(line, width))),
    '',
    propertiesTable(checked, terminal),
    ...(properties.some(({ upperBound }) => upperBound !== undefined) ? ['', terminal.dim(fold(AT_MOST, width))] : []),
    ...(apart.length === 0 ? [] : ['', terminal.dim(fold(`Do not apply to it: ${apart.join(', ')}.`, width, '  '))]),
    ...(broken.length === 0
      ? []
      : ['', terminal.bold('What broke'), ...broken.map((one) => brokenText(one, folder, terminal))]),
    '',
    branchesTable(checked, terminal),
    ...(faults.length === 0 ? [] : ['', ...faults.map((fault) => terminal.red(fold(`${fault}.`, width, '  ')))]),
  ].join('\n');
};
