import { type Action, contractError, type LayerAnswer, type Outcome } from '../contract/index.ts';
import { recordTaken } from '../ledger/index.ts';
import { takesFromOthers } from './actions/taken.ts';
import { AdlLayer } from './adl/layer.ts';
import { askTrigger, runAdl } from './adl/run.ts';
import { runWholeAdl } from './adl/whole.ts';
import { type BoundUse, bindUse } from './bind.ts';
import type { WaterfallLayer } from './design.ts';
import { payFromPool } from './fund-layer.ts';
import { settleOwnMoney } from './own-money.ts';
import type { Venue } from './venue.ts';
import type { LiveCase } from './views.ts';

/** How often a layer may answer with actions for one case in one step. */
const MOST_ASKS = 1000;

/** A layer with its amounts bound. */
export interface BoundLayer {
  readonly number: number;
  readonly head: WaterfallLayer;
  /** Mechanism of a layer that is asked case by case, or of a whole ADL rule. */
  readonly use: BoundUse<never> | undefined;
  readonly adl: AdlLayer | undefined;
  /** Whether it is asked although an earlier layer waits. */
  readonly overtakes: boolean;
  /** ADL layer that keeps it from being asked while its trigger is on. */
  readonly guard: AdlLayer | undefined;
}

/** Binds the layers of a design. */
export const bindLayers = (layers: readonly WaterfallLayer[], decimals: number): BoundLayer[] => {
  const adls = layers.map((head, number) =>
    'composite' in head ? new AdlLayer(number, head.composite, decimals) : undefined,
  );
  return layers.map((head, number) => ({
    number,
    head,
    use:
      'use' in head
        ? (bindUse(head.use as never, decimals, `waterfall.${number}.${head.kind}`) as BoundUse<never>)
        : 'whole' in head
          ? (bindUse(head.whole as never, decimals, `waterfall.${number}.adl`) as BoundUse<never>)
          : undefined,
    adl: adls[number],
    overtakes: overtakes(head),
    guard: adls[layers.findIndex((one) => one.label === head.unless)],
  }));
};

const overtakes = (head: WaterfallLayer): boolean =>
  (head.kind === 'liquidation' || head.kind === 'backstop' || head.kind === 'socialisation') &&
  head.use.mechanism.overtakes === true;

/** Whether a layer is to be asked for a case now: not held, not overtaken by a wait before it, not guarded off. */
const open = (venue: Venue, live: LiveCase, layer: BoundLayer): boolean => {
  const { number, guard } = layer;
  if (live.waits(number, venue.now)) return false;
  // A holder in default is resolved as a whole; its inventory is part of that case.
  if (live.kind === 'inventory' && venue.inCase(live.data.subject)) return false;
  if (live.kind === 'inventory' && layer.head.kind !== 'adl' && number !== live.data.workedBy) return false;
  if (live.kind === 'pool' && layer.head.kind !== 'adl') return false;
  if (!layer.overtakes && live.waitsBefore(number, venue.now)) return false;
  return guard === undefined || !live.legs.some((leg) => guard.on.has(leg.market.number));
};

/** A mechanism that is asked case by case. */
type Asked = Extract<WaterfallLayer, { kind: 'liquidation' | 'backstop' | 'socialisation' }>['use']['mechanism'];

/** Asks one layer for one case until it passes, waits, or the case is resolved. */
const ask = (venue: Venue, live: LiveCase, layer: BoundLayer): void => {
  const { head } = layer;
  if (head.kind === 'fund') return payFromPool(venue, live, head.pool);
  const use = layer.use as BoundUse<Asked>;
  const { mechanism, params } = use;
  const next = live.kind === 'inventory' ? ('work' in mechanism ? mechanism.work : undefined) : mechanism.next;
  if (next === undefined) return;
  const state = venue.states.of(use.place, keyOf(mechanism.stateOf ?? 'venue', live), mechanism, params);
  let outcome: Outcome | undefined;
  while (!venue.isResolved(live)) {
    const answer: LayerAnswer = venue.guard.call(mechanism, () =>
      next(live, venue.view, params as never, state as never, outcome),
    );
    if (answer === 'pass') return;
    if (isWait(answer)) {
      if (!(answer.wait > venue.now))
        throw contractError(
          'wait',
          `${mechanism.name}: it waits until ${answer.wait} s, but it is ${venue.now} s already`,
        );
      live.hold(layer.number, Math.min(answer.wait, Number.MAX_SAFE_INTEGER));
      return;
    }
    if (!Array.isArray(answer)) {
      throw contractError(
        'nothing',
        `${mechanism.name}: it answered ${answer === undefined ? 'nothing' : JSON.stringify(answer)}; answer with actions, pass or waitUntil`,
      );
    }
    if (answer.length === 0) return;
    const asked: number = (outcome?.asked ?? 0) + 1;
    if (asked > MOST_ASKS)
      throw contractError(
        'no-end',
        `${mechanism.name}: it answered with actions ${MOST_ASKS} times for case ${live.id} in one step and never passed`,
      );
    const done = venue.guard.name(mechanism, () => venue.act(live, answer as readonly Action[]));
    if (takesFromOthers(answer as readonly Action[]))
      recordTaken(venue.ledger.log, live.id, live.data.subject, layer.number);
    outcome = { actions: done, asked };
    venue.figures.record(venue, use, state, { layer: layer.number, case: live.id, market: -1 });
  }
};

const isWait = (answer: LayerAnswer): answer is { readonly wait: number } =>
  answer !== null && typeof answer === 'object' && 'wait' in answer && typeof answer.wait === 'number';

const keyOf = (stateOf: 'case' | 'account' | 'venue', live: LiveCase): string | number =>
  stateOf === 'case' ? live.id : stateOf === 'account' ? live.data.subject : 'venue';

/** Takes cases through one layer. */
const through = (venue: Venue, layer: BoundLayer, cases: readonly LiveCase[]): void => {
  const reached = cases.filter((live) => !venue.isResolved(live) && open(venue, live, layer));
  venue.workingLayer = layer.number;
  if (layer.head.kind !== 'adl') {
    for (const live of reached) {
      // What was done for another may have closed its last lots since the walk began.
      settleOwnMoney(venue, live.data);
      ask(venue, live, layer);
    }
    return;
  }
  if (reached.length > 0) venue.agentsAct('before-adl');
  for (const live of reached) settleOwnMoney(venue, live.data);
  if (layer.adl !== undefined) runAdl(venue, layer.adl, reached);
  else if (layer.use !== undefined && reached.length > 0)
    runWholeAdl(venue, layer.number, layer.use as BoundUse<never>, reached);
};

/** Lets the triggers that guard other layers say whether they are on, before any layer acts. */
const askGuards = (venue: Venue, cases: readonly LiveCase[]): void => {
  for (const { adl } of venue.layers)
    if (adl !== undefined && venue.layers.some(({ guard }) => guard === adl)) askTrigger(venue, adl, cases);
};

/**
 * Walks the waterfall once for these cases, in due order: all cases through one layer, or one case through all layers.
 *
 * Pool cases belong to no default, so they come last and once a round.
 */
export const walk = (venue: Venue, cases: readonly LiveCase[]): void => {
  for (const layer of venue.layers) layer.adl?.thaw();
  for (const live of cases) settleOwnMoney(venue, live.data);
  askGuards(venue, cases);
  const pools = venue.cases.open().filter((live) => live.kind === 'pool');
  const others = cases.filter((live) => live.kind !== 'pool');
  if (venue.design.walk === 'breadth') {
    const all = [...others, ...pools];
    for (const layer of venue.layers) through(venue, layer, all);
    return;
  }
  for (const live of others) for (const layer of venue.layers) through(venue, layer, [live]);
  if (venue.hasPools) for (const layer of venue.layers) if (layer.head.kind === 'adl') through(venue, layer, pools);
};

/** Whether some layer still waits for a case. */
export const isWaiting = (venue: Venue, live: LiveCase): boolean => live.waitsBefore(venue.layers.length, venue.now);
