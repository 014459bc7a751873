import type { AdlTrigger, Fund, Margin, Need, PoolKind, PoolNeed } from '../contract/index.ts';
import { listOf, oneOf } from '../exchange/answers.ts';
import { Guard } from '../exchange/guard.ts';
import { rawLayers } from './layer-labels.ts';
import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';
import type { Placed } from './use.ts';
import { valueAt } from './wording.ts';

/** Parts and choices of an ADL composite that only mean something where positions are closed. */
const OF_CLOSING: Readonly<Record<string, string>> = {
  closeOut: 'a price of the close-out',
  protection: 'a protection of hedges, which keeps positions from being closed,',
  fees: 'a fee on fills by ADL',
  orders: 'a choice of whose resting orders go with a cut',
};

type PlainNeed = Exclude<Need, PoolNeed>;

/** What to do where a design lacks what a mechanism needs. */
const MEND: Readonly<Record<PlainNeed, string>> = {
  settlement: 'give the exchange a period, as settlement: 7d',
  members: 'declare a fund with members, as default-fund-with-assessments',
  'close-out': 'choose a margin rule with a close-out level, or do not ask for it',
};

const LACKS: Readonly<Record<PlainNeed, string>> = {
  settlement: 'a settlement period, but the exchange has none',
  members: 'members with commitments, but no fund has any',
  'close-out': 'a close-out level, but margin',
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What an ADL composite says that its way of settling makes meaningless, or leaves out though it needs it. */
const checkComposite = (
  composite: Readonly<Record<string, unknown>>,
  path: Path,
  placed: readonly Placed[],
  problems: ProblemList,
): void => {
  const settle = composite.settle ?? 'close';
  const line = composite.settle === undefined ? ', the default' : problems.lineOf([...path, 'settle']);
  if (settle === 'close' && composite.closeOut === undefined)
    problems.add({
      path: [...path, 'closeOut'],
      message: `is missing: the layer closes positions (settle: close${line}), at no price`,
      hint: 'name a close-out price such as mark or bankruptcy, or charge gains by settle: gains',
    });
  if (settle === 'gains')
    for (const [part, what] of Object.entries(OF_CLOSING)) {
      if (composite[part] === undefined || composite[part] === 'keep') continue;
      problems.add({
        path: [...path, part],
        end: 'key',
        message: `${what} has no meaning where nothing is closed: the layer charges gains (settle: gains${line})`,
        hint: `leave ${part} out, or close positions by settle: close`,
      });
    }
  const trigger = placed.find((one) => String(one.path) === String([...path, 'trigger']));
  const always = (trigger?.mechanism as AdlTrigger | undefined)?.counts;
  const counted = always ?? (isMap(trigger?.params) ? trigger.params.in : undefined);
  const wanted = settle === 'gains' ? 'gain' : 'lots';
  if (trigger === undefined || (counted !== 'lots' && counted !== 'gain') || counted === wanted) return;
  const isWritten = valueAt(composite, ['trigger', 'in']) !== undefined;
  problems.add({
    path: isWritten ? [...path, 'trigger', 'in'] : [...path, 'trigger'],
    message: `${trigger.mechanism.name} counts ${counted}${always !== undefined ? ' and nothing else' : isWritten ? '' : ' by default'}, but the layer settles in ${settle === 'gains' ? 'gains' : 'lots'} (settle: ${String(settle)}${line})`,
    hint: `${always === undefined ? `write in: ${wanted} at the trigger, or ` : 'choose another trigger, or '}settle: ${counted === 'gain' ? 'gains' : 'close'}`,
  });
};

const guard = new Guard();

/** What a mechanism says it cannot work without. */
const needsOf = ({ mechanism, params }: Placed): readonly Need[] => {
  const name = `${mechanism.slot} ${mechanism.name}: what it needs`;
  const needs = guard.call(mechanism, () => mechanism.needs?.(params as never) ?? []);
  return listOf(name, needs).map((need) =>
    typeof need === 'object' ? need : oneOf(name, need, Object.keys(MEND) as PlainNeed[]),
  );
};

/** Whether a design has what a mechanism cannot work without. */
const meets: Readonly<Record<PlainNeed, (data: unknown, placed: readonly Placed[]) => boolean>> = {
  settlement: (data) => valueAt(data, ['settlement']) !== undefined,
  members: (_, placed) =>
    placed.some(({ mechanism }) => mechanism.slot === 'fund' && (mechanism as Fund).members !== undefined),
  'close-out': (_, placed) =>
    placed.some(
      ({ mechanism, params }) =>
        mechanism.slot === 'margin' &&
        guard.call(mechanism, () => (mechanism as Margin).hasCloseOut?.(params as never)) === true,
    ),
};

/** Notes a pool that is of another kind than a mechanism needs; one that is not there is told elsewhere. */
const checkPoolKind = (one: Placed, need: PoolNeed, placed: readonly Placed[], problems: ProblemList): void => {
  const [name = ''] = need.pool.split('/');
  const kindOf = ({ mechanism }: Placed): PoolKind => (mechanism as Fund).holds;
  const kinds: readonly PoolKind[] = typeof need.holds === 'string' ? [need.holds] : need.holds;
  const wanted = kinds.join(' or ');
  const funds = placed.filter(({ mechanism }) => mechanism.slot === 'fund');
  const found = funds.find(({ path }) => path.at(-1) === name);
  if (found === undefined || kinds.includes(kindOf(found))) return;
  const others = funds.filter((fund) => kinds.includes(kindOf(fund))).map(({ path }) => String(path.at(-1)));
  problems.add({
    path: one.path,
    message: `${one.mechanism.name} needs a ${wanted}, but ${name} is a ${kindOf(found)} (${found.mechanism.name}${problems.lineOf(found.path)})`,
    hint: others.length === 0 ? `declare a ${wanted} among the funds and name it` : `name one of: ${others.join(', ')}`,
  });
};

/**
 * Notes what in a design cannot work together, naming both places: parts of ADL against its way of settling, and what a mechanism needs
 * of the rest of the design.
 *
 * @param data - The whole file, as written.
 * @param placed - The mechanisms that were resolved, and where.
 * @param problems - Receives what is wrong.
 */
export const checkCombinations = (data: unknown, placed: readonly Placed[], problems: ProblemList): void => {
  for (const { kind, entry, position } of rawLayers(data)) {
    const composite = entry[kind];
    if (kind === 'adl' && isMap(composite) && composite.use === undefined)
      checkComposite(composite, ['waterfall', position, 'adl'], placed, problems);
  }
  // A margin rule or fund that could not be read might have been the one.
  if (problems.any) return;
  const margin = placed.find(({ mechanism }) => mechanism.slot === 'margin');
  for (const one of placed) {
    const { mechanism, path } = one;
    for (const need of needsOf(one)) {
      if (typeof need === 'object') {
        checkPoolKind(one, need, placed, problems);
        continue;
      }
      if (meets[need](data, placed)) continue;
      const other = need === 'close-out' ? ` ${margin?.mechanism.name}${problems.lineOf(['margin'])} has none` : '';
      const funds = need === 'members' ? problems.lineOf(['funds']) : '';
      problems.add({
        path,
        message: `${mechanism.name} needs ${LACKS[need]}${other}${funds === '' ? '' : ` (funds${funds})`}`,
        hint: MEND[need],
      });
    }
  }
};
