import type { ExchangeDesign } from '../../exchange/index.ts';
import type { AccountSpec, ScriptedEvent } from '../../world/index.ts';
import type { Dice } from '../dice.ts';
import { handWritten } from '../trials/hand-written.ts';
import type { Trial } from '../trials/trial.ts';

/** The victims of an attack: a small venue in which nothing would happen. */
export interface AttackWorld {
  readonly steps: number;
  readonly victims: readonly AccountSpec[];
  /** Orders that each maker quotes anew in every step: distance from the price, percent, and lots. */
  readonly quotes: readonly { readonly away: number; readonly lots: number }[];
  /** What all pools that absorb losses hold, as a share of one-sided open interest, percent. */
  readonly fundPercent: number;
  /** Notional that moves the price by 1 % on the venues which make the index, dollars. */
  readonly outsideDepth: number;
}

/** Who attacks, and how. Attackers begin flat; all they ever hold they bought from somebody. */
export interface Attack {
  readonly world: AttackWorld;
  /** Strategy that it was first read off. */
  readonly strategy: string;
  /** Money of each attacking account, dollars. */
  readonly capital: readonly number[];
  /** What attackers do, in order; `who` is a number of `capital`, `step` from 1. */
  readonly moves: readonly AttackMove[];
  /** Percent by which the attackers push the index of outside venues, by step from 1; a push ends with its step. */
  readonly pushes: readonly number[];
}

type Point = Extract<ScriptedEvent, { readonly account: string }>['when'];

/** Something an attacker does. Lots are signed as bought; `away` is the limit's distance from the index, percent. */
export type AttackMove = { readonly who: number; readonly step: number; readonly when?: Point } & (
  | { readonly do: 'buy'; readonly lots: number; readonly away: number; readonly rests: boolean }
  | { readonly do: 'deposit' | 'withdraw'; readonly dollars: number }
  | { readonly do: 'cancel-all' | 'reopen' }
);

export const STEP = 10;
export const OPEN = 1000;
const DECIMALS = 6;
/** Units of the settlement asset in a dollar. */
export const UNITS = 1_000_000;
const FLOOR = 1;
const CAP = 100_000;
const MARKET = 'COIN-PERP';

/** Index of each step, whole dollars, the opening price first. */
const pricesOf = ({ world, pushes }: Attack): readonly number[] =>
  Array.from({ length: world.steps + 1 }, (_, step) =>
    step === 0 ? OPEN : Math.min(CAP, Math.max(FLOOR, Math.round((OPEN * (100 + (pushes[step - 1] ?? 0))) / 100))),
  );

const near = (price: number, away: number): string =>
  String(Math.min(CAP, Math.max(FLOOR, Math.round((price * (100 + away)) / 100))));

const nameOf = (who: number): string => `attacker-${who + 1}`;

/** What makers quote at the beginning of a step, around the index they know. */
const quotesIn = (world: AttackWorld, at: number, price: number): ScriptedEvent[] =>
  world.victims.flatMap(({ name: account, kind }): ScriptedEvent[] => {
    if (kind !== 'maker') return [];
    const ladder = world.quotes.flatMap(({ away, lots }) =>
      [1, -1].map(
        (side): ScriptedEvent => ({
          at,
          account,
          do: 'place',
          market: MARKET,
          lots: side * lots,
          limit: near(price, -side * away),
          timeInForce: 'post-only',
        }),
      ),
    );
    return [{ at, account, do: 'cancel-all' }, ...ladder];
  });

const eventOf = (move: AttackMove, at: number, price: number): ScriptedEvent => {
  const head = { at, account: nameOf(move.who), ...(move.when === undefined ? {} : { when: move.when }) };
  switch (move.do) {
    case 'buy':
      return {
        ...head,
        do: 'place',
        market: MARKET,
        lots: move.lots,
        limit: near(price, move.away),
        timeInForce: move.rests ? 'gtc' : 'ioc',
      };
    case 'deposit':
    case 'withdraw':
      return { ...head, do: move.do, amount: String(move.dollars) };
    default:
      return { ...head, do: move.do };
  }
};

/** Who attacks owns all of the attacking accounts. */
const attackersOf = ({ capital }: Attack): readonly AccountSpec[] =>
  capital.map((dollars, who) => ({
    name: nameOf(who),
    ...(who === 0 ? {} : { owner: nameOf(0) }),
    kind: 'trader',
    deposit: { USD: String(dollars) },
    positions: [],
  }));

/** One-sided open interest of the victims, dollars. */
export const openInterestOf = ({ victims }: AttackWorld): number =>
  OPEN * victims.flatMap(({ positions }) => positions).reduce((sum, { lots }) => sum + Math.max(0, lots), 0);

/** An attack as a trial of a design. Without attackers and pushes it is what the venue would have gone through anyhow. */
export const trialOfAttack = (design: ExchangeDesign, attack: Attack): Trial => {
  const { world } = attack;
  const prices = pricesOf(attack);
  const events = Array.from({ length: world.steps }, (_, i) => {
    const at = (i + 1) * STEP;
    const known = prices[i] as number;
    const moves = attack.moves.filter(({ step, who }) => step === i + 1 && who < attack.capital.length);
    return [...quotesIn(world, at, known), ...moves.map((move) => eventOf(move, at, known))];
  }).flat();
  const scenario = handWritten({
    name: 'attack',
    summary: `Found by search, from the strategy ${attack.strategy}.`,
    step: STEP,
    prices: [prices],
    assets: [{ name: 'USD', decimals: DECIMALS }],
    markets: [
      {
        id: MARKET,
        class: 'mid-cap',
        kind: 'linear',
        tick: '1',
        lot: '1',
        band: { floor: String(FLOOR), cap: String(CAP) },
        open: OPEN,
        beta: 1,
        openInterest: openInterestOf(world),
        depthAtOnePercent: world.outsideDepth,
      },
    ],
    accounts: [...world.victims, ...attackersOf(attack)],
    events,
  });
  const fundTotal = Math.floor((openInterestOf(world) * world.fundPercent) / 100) * UNITS;
  return { design, scenario, seed: 1, fundTotal };
};

/** The same world, left alone. */
export const leftAlone = (attack: Attack): Attack => ({ ...attack, capital: [], moves: [], pushes: [] });

/**
 * What pushing the index costs, dollars: moving it by x takes x / 1 % of the outside depth, bought x / 2 too dear on average and sold again
 * where it came from. Pushes that follow one another in the same direction pay for what is added only.
 */
export const costOf = ({ world, pushes }: Attack): number => {
  let before = 0;
  let cost = 0;
  for (const push of pushes) {
    const moved = Math.abs(push - before);
    cost += (world.outsideDepth * moved * moved) / 200;
    before = push;
  }
  return Math.ceil(cost);
};

/** A venue with a few longs and shorts, and makers who quote around the index: thin or deep, with a small fund or a large one. */
export const randomWorld = (dice: Dice): AttackWorld => {
  const pairs = dice.between(1, 3);
  const victims: AccountSpec[] = [];
  for (let i = 0; i < pairs; i++) {
    const lots = dice.pick([100, 400, 1000, 4000]);
    for (const side of [1, -1])
      victims.push({
        name: `${side === 1 ? 'long' : 'short'}-${i + 1}`,
        kind: 'trader',
        deposit: { USD: String(Math.ceil((lots * OPEN) / dice.pick([3, 1, 5, 10]))) },
        positions: [{ market: MARKET, lots: side * lots, entry: String(OPEN) }],
      });
  }
  const size = dice.pick([50, 500, 5]);
  victims.push({ name: 'maker', kind: 'maker', deposit: { USD: '50000000' }, positions: [] });
  return {
    steps: dice.between(4, 8),
    victims,
    quotes: [1, 3, 8].map((away) => ({ away, lots: size * away })),
    fundPercent: dice.pick([10, 2, 50]),
    outsideDepth: dice.pick([200_000, 20_000, 2_000_000]),
  };
};
