import { amount, type PoolFlow, type PoolView, ratioFloor, type VenueView, z } from 'breakwater';
import { ALL } from './scope.ts';
import { adopt, issueShares, mergeShares, noShares, type ShareBook, sharesOf, worthOfShares } from './share-book.ts';
import { type StakerTerms, stakerParams } from './staker-params.ts';
import { askBack, DAY, payDue, type Request, runOf } from './unstaking.ts';

/** What a staked pool keeps: its shares, who waits for money, and how far the plans of the holders are done. */
type Staked = {
  book: ShareBook;
  queue: Request[];
  /** Equity and shares when a share was worth most. */
  best: [equity: number, shares: number];
  /** How many stakes are done, and which unstakes are not. */
  staked: number;
  plans: number[];
  /** When a holder may ask, seconds. */
  freeAt: { [holder: string]: number };
  day: { number: number; left: number };
};

const params = z.strictObject({
  capital: amount()
    .prefault('0')
    .describe('What the pool opens with, held by `opening`, settlement asset, at least 0.'),
  lossCap: amount()
    .optional()
    .describe('Most it may lose in take-overs before it refuses, settlement asset, at least 0; no cap when left out.'),
  floor: amount().prefault('0').describe('Free cash that never leaves, settlement asset, at least 0.'),
  ...stakerParams,
});
type Params = z.infer<typeof params>;

const mayAsk = (state: Staked, holder: string, now: number): boolean =>
  !Object.hasOwn(state.freeAt, holder) || (state.freeAt[holder] as number) <= now;

/** What the shares of the best moment are worth now and were then; the moment is this one where a share has never been worth more. */
const against = ({ book, best }: Staked, equity: number): { now: number; best: number } => {
  if (book.total === 0) return { now: 0, best: 0 };
  // Real numbers to tell a new best, whose worth in old shares may be beyond the integers.
  if (best[1] === 0 || equity / book.total >= best[0] / best[1]) best.splice(0, 2, Math.max(0, equity), book.total);
  return { now: worthOfShares(book, best[1], equity), best: best[0] };
};

const ask = (state: Staked, given: Params, view: VenueView, equity: number): void => {
  const { book, queue } = state;
  const { now, stepSeconds } = view;
  const value = against(state, equity);
  const back = (holder: string, wanted: number): void =>
    askBack(queue, book, { holder, wanted, equity }, now, given.coolDown);
  state.plans = state.plans.filter((number) => {
    const plan = given.unstakes[number];
    if (plan === undefined || plan.at > now || !mayAsk(state, plan.by, now)) return plan !== undefined;
    back(plan.by, ratioFloor(sharesOf(book, plan.by), plan.share));
    return false;
  });
  for (const [holder, shares] of Object.entries(book.of))
    if (mayAsk(state, holder, now)) back(holder, runOf(shares, value, stepSeconds, given));
};

const pay = (state: Staked, given: Params, pool: PoolView, now: number): number => {
  const number = Math.floor(now / DAY);
  if (given.dailyLimit !== undefined && state.day.number !== number)
    state.day = { number, left: ratioFloor(Math.max(0, pool.equity), given.dailyLimit) };
  const most = given.dailyLimit === undefined ? pool.withdrawable : Math.min(pool.withdrawable, state.day.left);
  const paid = payDue(state.queue, state.book, pool.equity, most, now, given.pays);
  state.day.left -= paid;
  return paid;
};

const stake = (state: Staked, given: StakerTerms, equity: number, now: number): number => {
  const inTime = given.stakes.toSorted((a, b) => a.at - b.at);
  let taken = 0;
  for (let plan = inTime[state.staked]; plan !== undefined && plan.at <= now; plan = inTime[state.staked]) {
    state.staked += 1;
    const units = issueShares(state.book, plan.by, plan.amount, equity + taken);
    if (units > 0) state.freeAt[plan.by] = now + given.lockUp;
    taken += units;
  }
  return taken;
};

const flow = (pool: PoolView, view: VenueView, given: Params, state: Staked): readonly PoolFlow[] => {
  adopt(state.book, pool.equity);
  const into = mergeShares(state.book, pool.equity);
  if (into > 1) {
    state.best[1] = Math.max(1, Math.floor(state.best[1] / into));
    for (const request of state.queue) request[1] = Math.floor(request[1] / into);
  }
  ask(state, given, view, pool.equity);
  const paid = pay(state, given, pool, view.now);
  const taken = stake(state, given, pool.equity - paid, view.now);
  const flows: readonly PoolFlow[] = [
    { amount: 0 - paid, cause: 'unstake' },
    { amount: taken, cause: 'stake' },
  ];
  return flows.filter(({ amount: units }) => units !== 0);
};

/** All that a staked pool is, but its name and whose losses they count as. */
export const staking = {
  formula:
    'money in: floor(money x shares / E) shares for their worth, rounded up; shares out: floor(shares x E / all shares)\n' +
    'out at the earliest lockUp after staking, coolDown after asking, at most E x dailyLimit a day\n' +
    'asked back a day = calm + perDrawdown x max(0, fall of a share from its best - beyond), a share of what is held',
  params,
  scope: (): string => ALL,
  capital: (_key: string, given: Params): number => given.capital,
  floor: (_key: string, given: Params): number => given.floor,
  lossCap: (_key: string, given: Params): number => given.lossCap ?? Number.MAX_SAFE_INTEGER,
  initial: (given: Params): Staked => ({
    book: noShares(),
    queue: [],
    best: [0, 0],
    staked: 0,
    plans: given.unstakes.map((_, number) => number),
    freeAt: {},
    day: { number: -1, left: 0 },
  }),
  flow,
};
