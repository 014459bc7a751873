/** What happened in a trial, told for people. @module */
import { isBreakwaterError, type RunSubject } from '../../contract/index.ts';
import type { Venue } from '../../exchange/index.ts';
import type { Story, StoryPerson } from '../../measure/story-shape.ts';
import { isTooLarge, type World } from '../../world/index.ts';
import { VenueAccount } from '../account-books.ts';
import { StepChecker } from '../runner.ts';
import { type PlayOptions, playTrial, type Trial } from '../trials/trial.ts';
import { Names } from './names.ts';
import { type Scored, tell } from './tell.ts';

type Side = StoryPerson['before'];
type Moment = Story['moments'][number];

/**
 * Plays a trial and tells what happened: what everybody held before and after, and step by step who did and decided what.
 *
 * @param play - How it is played, where a change of a pair is in that.
 * @throws BreakwaterError what playing it throws, but for a refusal of what a mechanism decided: the story ends with it.
 */
export const storyOf = (trial: Trial, play: PlayOptions = {}): Story => {
  const checker = new StepChecker([], { counting: true });
  const marks: Moment['marks'][] = [];
  let world: World | undefined;
  let before: State | undefined;
  let after: State | undefined;
  const look = (now: World): void => {
    world = now;
    marks.push(marksOf(now));
    after = stateOf(now);
    before ??= after;
  };
  const refusal = refusalOf(() =>
    playTrial(trial, {
      ...play,
      onStart: look,
      onStep: (now) => {
        look(now);
        checker.onStep(now);
      },
    }),
  );
  if (world === undefined || before === undefined || after === undefined)
    throw refusal ?? new RangeError('the trial had no first step');
  // Where amounts outgrew what is exact, nobody can be valued any more: the story ends with the step before.
  if (!isTooLarge(refusal)) {
    checker.finish(world);
    after = stateOf(world);
  }
  const told = assemble(world, [before, after], checker.subject, marks);
  return refusal === undefined ? told : { ...told, refusal: refusal.message };
};

/** What ended a run because the venue refused it or amounts outgrew what is exact; anything else is thrown on. */
const refusalOf = (play: () => World): Error | undefined => {
  try {
    play();
    return undefined;
  } catch (error) {
    if (isBreakwaterError(error) && (error.kind === 'contract' || isTooLarge(error))) return error;
    throw error;
  }
};

/** What everybody has at some moment. */
interface State {
  readonly people: ReadonlyMap<string, Side>;
  readonly pools: readonly number[];
}

const stateOf = (world: World): State => ({
  people: new Map(
    [...world.arrivals.named].map(([name, account]) => [name, sideOf(world.venue, account, new Names(world))]),
  ),
  pools: world.venue.pools.map(({ equity }) => equity),
});

const sideOf = (venue: Venue, account: number, names: Names): Side => {
  const books = new VenueAccount(venue, account);
  return {
    equity: names.money(books.equity),
    positions: books.positions
      .map(({ market, lots, value }) => ({ market: names.market(market), lots, value: names.inMarket(value, market) }))
      .sort((a, b) => (a.market < b.market ? -1 : 1)),
  };
};

const marksOf = (world: World): Moment['marks'] => {
  const names = new Names(world);
  return Object.fromEntries(world.venue.markets.map(({ id, number, mark }) => [id, names.price(mark, number)]));
};

const assemble = (
  world: World,
  [before, after]: readonly [State, State],
  subject: RunSubject,
  marks: readonly Moment['marks'][],
): Story => {
  const { venue, scenario } = world;
  const names = new Names(world);
  const kinds = new Map(scenario.accounts.map(({ name, kind }) => [name, kind]));
  return {
    settle: venue.assets[0]?.name ?? '',
    people: [...world.arrivals.named].map(([name, account]) => {
      const tally = subject.tally(account);
      return {
        name,
        account,
        kind: kinds.get(name) ?? 'trader',
        before: before.people.get(name) as Side,
        after: after.people.get(name) as Side,
        deposited: names.money(tally.deposited - opening(subject, account)),
        withdrawn: names.money(tally.withdrawn),
        fees: names.money(tally.fees),
        defaults: tally.defaults,
        liquidatedLots: tally.liquidatedLots,
        cutLots: tally.adlLots + tally.companionLots,
        cutCost: names.money(tally.adlCost),
        charged: names.money(tally.charged),
      };
    }),
    pools: venue.pools.map(({ name, account }, i) => ({
      name,
      account,
      before: names.money(before.pools[i] ?? 0),
      after: names.money(after.pools[i] ?? 0),
    })),
    uncovered: names.money(uncoveredOf(subject, venue)),
    moments: momentsOf(world, subject, marks),
  };
};

/** What somebody brought, settlement asset: it is paid in before the first step. */
const opening = ({ rows }: RunSubject, account: number): number =>
  rows.reduce(
    (sum, { kind, cause, step, b, market, value }) =>
      kind === 'transfer' && cause === 'deposit' && step === 0 && b === account && market === 0 ? sum + value : sum,
    0,
  );

const uncoveredOf = ({ rows }: RunSubject, venue: Venue): number =>
  rows.reduce(
    (sum, { kind, cause, market, value }) =>
      kind === 'transfer' && cause === 'write-off' ? sum + venue.valuation.worth(market, value) : sum,
    0,
  );

/** How many of the last happenings are cuts, or what was paid with them. */
const cutsAtEnd = (happened: Moment['happened']): number => {
  const before = happened.findLastIndex(({ kind }) => kind !== 'cut' && kind !== 'charge' && kind !== 'money');
  return happened.length - 1 - before;
};

const momentsOf = (world: World, { rows }: RunSubject, marks: readonly Moment['marks'][]): Story['moments'] => {
  const names = new Names(world);
  const moments: Moment[] = marks.map((each, step) => ({ step, at: 0, marks: each, happened: [] }));
  let scores: Scored[] = [];
  for (const row of rows) {
    const moment = moments[row.step] ?? { step: row.step, at: 0, marks: {}, happened: [] };
    moments[row.step] = moment;
    if (row.kind === 'step') moment.at = row.value;
    else if (row.kind === 'score') scores.push({ a: row.a, lots: row.lots, value: row.value, cost: row.cost });
    // How everybody came in is told by what they held before.
    if (row.step === 0) continue;
    const told = tell(row, scores, names);
    if (row.kind === 'decision') scores = [];
    if (told === undefined) continue;
    const who = [...new Set(told.who ?? [])].map((account) => names.account(account));
    const happening = { kind: told.kind, says: told.says, who };
    // The log has a decision after the fills it led to; people want to hear it first.
    const cut = row.kind === 'decision' ? cutsAtEnd(moment.happened) : 0;
    moment.happened.splice(moment.happened.length - cut, 0, happening);
  }
  return moments;
};
