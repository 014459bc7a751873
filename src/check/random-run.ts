import {
  beginStep,
  cancelAll,
  collateralPhase,
  deposit,
  type ExchangeDesign,
  endStep,
  fundingPhase,
  indexPhase,
  markPhase,
  observePhase,
  openPosition,
  place,
  reopen,
  runRounds,
  Venue,
  withdraw,
} from '../exchange/index.ts';
import { inverse, linear } from '../money/index.ts';
import type { Dice } from './dice.ts';

/** What a random run is played with. */
export interface RandomRunOptions {
  /** The design, which may be random too. */
  readonly design: (dice: Dice) => ExchangeDesign;
  /** Called after each step. */
  readonly onStep?: (run: { readonly venue: Venue }) => void;
  /** Whether there may be a second asset, held as collateral. */
  readonly collateral?: boolean;
  /** Whether markets may settle in the second asset. */
  readonly settleInBoth?: boolean;
  /** Whether every margin check reads every account. */
  readonly plainSweep?: boolean;
  /** Most people, and most that they do in all steps together; twenty, and up to five each step, when left out. */
  readonly most?: { readonly people: number; readonly commands: number };
}

const OPEN = 1000;
const COIN_UNITS = 100;

/**
 * Plays a small exchange: up to twenty people in one or two markets, a dozen steps of trades, deposits, withdrawals, charges and price moves,
 * gaps among them. All of it is read off the dice, so that the same words play the same run.
 *
 * @returns The venue as the run leaves it.
 */
export const randomRun = (dice: Dice, options: RandomRunOptions): Venue => {
  const design = options.design(dice);
  const venue = build(dice, design, options);
  const { most } = options;
  const play = new Play(dice, venue);
  play.begin(most?.people ?? 20);
  const steps = dice.between(1, 12);
  if (most !== undefined) play.acts = Math.floor(dice.between(1, most.commands) / steps);
  for (let i = 0; i < steps; i++) {
    play.step();
    options.onStep?.({ venue });
  }
  for (const market of venue.markets) venue.ledger.settleMarket(market.number);
  return venue;
};

const build = (dice: Dice, design: ExchangeDesign, options: RandomRunOptions): Venue => {
  const two = options.collateral === true && dice.once(3);
  const settles = (): number => (two && options.settleInBoth === true ? dice.below(2) : 0);
  return new Venue({
    design,
    assets: [{ name: 'USD', decimals: 0 }, ...(two ? [{ name: 'COIN', decimals: 2 }] : [])],
    seed: dice.below(1000),
    plainSweep: options.plainSweep ?? false,
    trace: true,
    markets: Array.from({ length: dice.between(1, 2) }, (_, i) => ({
      id: 'AB'.charAt(i),
      // At the opening price a lot is worth about a thousand units in both kinds.
      instrument: dice.once(3) ? inverse({ face: 1_000_003 }) : linear({ tickValue: 1 }),
      settle: settles(),
      tick: 1,
      floor: 1,
      cap: 1_000_000,
      beta: 1,
      open: OPEN,
    })),
  });
};

/** One run as it is played. */
class Play {
  readonly #dice: Dice;
  readonly #venue: Venue;
  readonly #prices: number[];
  readonly #people: number[] = [];
  readonly #makers: number[] = [];
  /** What people do in each step; drawn for each when left out. */
  acts: number | undefined;
  #coin = 10 * COIN_UNITS;
  #step = 0;

  constructor(dice: Dice, venue: Venue) {
    this.#dice = dice;
    this.#venue = venue;
    this.#prices = venue.markets.map((market) => market.setup.open);
  }

  begin(most: number): void {
    const dice = this.#dice;
    const venue = this.#venue;
    indexPhase(venue, this.#prices);
    markPhase(venue);
    this.#priceCoin();
    const people = dice.between(2, most);
    for (let i = 0; i < people; i++) {
      const kind = i > 1 && dice.once(4) ? 'maker' : 'trader';
      const account = venue.ledger.open(kind);
      (kind === 'maker' ? this.#makers : this.#people).push(account);
      deposit(venue, account, dice.below(3000));
      if (venue.assets.length > 1) deposit(venue, account, dice.below(200), 1);
      for (const market of venue.markets) {
        // Sides alternate, so that most losers have a winner to be closed against.
        const lots = (i % 2 === 0 ? 1 : -1) * dice.between(market.number === 0 ? 1 : 0, 12) * (dice.once(5) ? -1 : 1);
        const entry = Math.round((OPEN * dice.between(90, 110)) / 100);
        if (lots !== 0) openPosition(venue, account, market.number, lots, market.value(lots, entry));
      }
    }
    venue.periods.begin(0);
  }

  step(): void {
    const dice = this.#dice;
    const venue = this.#venue;
    this.#step += 1;
    beginStep(venue, this.#step, this.#step * 10, 10);
    for (let i = this.acts ?? dice.below(6); i > 0; i--) this.#act();
    for (const [market, price] of this.#prices.entries()) {
      const percent = dice.pick([100, 98, 102, 95, 105, 90, 110, 80, 125, 60, 160, 30, 3, 300]);
      this.#prices[market] = Math.min(900_000, Math.max(2, Math.round((price * percent) / 100)));
    }
    indexPhase(venue, this.#prices);
    markPhase(venue);
    fundingPhase(venue);
    for (const market of venue.markets) if (dice.once(4)) this.#charge(market.number);
    if (dice.once(3)) this.#coin = Math.max(1, Math.round((this.#coin * dice.pick([100, 50, 90, 150])) / 100));
    this.#priceCoin();
    observePhase(venue);
    runRounds(venue);
    // Drawn for only where something is on offer, so that designs without offers play what they always played.
    for (const { id } of [...venue.view.replacements]) if (dice.once(2)) reopen(venue, id);
    if (dice.once(3)) this.#act();
    endStep(venue);
  }

  #priceCoin(): void {
    if (this.#venue.assets.length > 1)
      collateralPhase(this.#venue, new Map([[1, { units: COIN_UNITS, value: this.#coin }]]));
  }

  /** Funding by hand: both sides' indices move together. */
  #charge(market: number): void {
    const perLot = this.#dice.below(20_000_001) - 10_000_000;
    this.#venue.ledger.shiftIndex(market, 1, perLot, 'funding');
    this.#venue.ledger.shiftIndex(market, -1, perLot, 'funding');
  }

  #someone(): number {
    const all = [...this.#people, ...this.#makers];
    return all[this.#dice.below(all.length)] as number;
  }

  #act(): void {
    const dice = this.#dice;
    const venue = this.#venue;
    const market = dice.below(venue.markets.length);
    const near = Math.max(1, Math.round(((this.#prices[market] as number) * dice.between(90, 110)) / 100));
    const sign = dice.below(2) === 0 ? 1 : -1;
    switch (dice.below(6)) {
      case 0:
      case 1: {
        const maker = this.#makers[dice.below(Math.max(1, this.#makers.length))] ?? this.#someone();
        place(venue, {
          do: 'place',
          account: maker,
          market,
          lots: sign * dice.between(1, 30),
          limit: near,
          timeInForce: 'gtc',
        });
        return;
      }
      case 2:
        place(venue, {
          do: 'place',
          account: this.#someone(),
          market,
          lots: sign * dice.between(1, 10),
          timeInForce: 'ioc',
        });
        return;
      case 3:
        deposit(venue, this.#someone(), dice.between(1, 2000), dice.below(venue.assets.length));
        return;
      case 4:
        withdraw(venue, this.#someone(), dice.between(1, 2000));
        return;
      default:
        cancelAll(venue, this.#someone());
    }
  }
}
