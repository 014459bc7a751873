import { isBreakwaterError } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { type RandomStream, stream } from '../../math/index.ts';
import { Dice } from '../dice.ts';
import { AttackMeter, type AttackResult } from './gain.ts';
import { mutate } from './mutate.ts';
import { STRATEGIES } from './strategies.ts';
import { type Attack, randomWorld } from './world.ts';

/** An attack and what it came to; plain data. */
export interface Tried {
  readonly attack: Attack;
  readonly profit: number;
  readonly damage: number;
  readonly gain: number;
  readonly bound: number;
  readonly cost: number;
  /** Number of the trial in which it was found, from 1. */
  readonly trial: number;
  /** What it was searched for, as a number: the gain unless the goal says otherwise. */
  readonly score: number;
  /** Strategy it goes back to and what it reached of the goal: attacks compete for a place with those of their kind only. */
  readonly kind: string;
}

/** A search as plain data, from which it goes on to the same end. */
export interface SearchState {
  readonly design: string;
  readonly seed: number;
  /** Attacks tried so far, and those the venue ended with a refusal of its own mechanism. */
  readonly tried: number;
  readonly refused: number;
  readonly corpus: readonly Tried[];
  readonly seen: readonly string[];
}

/** What an attack is searched for. */
export interface SearchGoal {
  /** Figure to maximise; the gain when left out. */
  readonly score?: (result: AttackResult, attack: Attack) => number;
  /** What an attack reached, in a word: different ways to come half-way are all kept. The halves of a gain when left out. */
  readonly reached?: (result: AttackResult, attack: Attack) => string;
}

/** The two halves of a gain: taking out more than was put in, pushes apart, and damage to others. */
const half = ({ profit, cost, damage }: AttackResult): string =>
  `${profit + cost > 0 ? 'profit' : ''}${damage > 0 ? 'damage' : ''}`;

const WORDS = 400;
/** Attacks of a kind that are kept: the best, of equals the newest. */
const KEPT = 10;
/** One of so many trials is planted anew from a strategy and a world. */
const PLANTED = 8;

/**
 * Searches attacks on a design: strategies are planted, the best and the newest are changed, what gains more or reaches new ground is kept.
 *
 * Trial k depends on the seed, k and the corpus before it, so that a search that was saved and goes on finds what one without a break finds.
 */
export class AttackSearch {
  readonly #meter: AttackMeter;
  readonly #score: NonNullable<SearchGoal['score']>;
  readonly #reached: NonNullable<SearchGoal['reached']>;
  readonly #design: ExchangeDesign;
  readonly #seed: number;
  readonly #seen: Set<string>;
  #corpus: Tried[];
  #tried: number;
  #refused: number;

  /** @param saved - A search of the same design and goal to go on with. */
  constructor(design: ExchangeDesign, seed: number, goal: SearchGoal = {}, saved?: SearchState) {
    this.#design = design;
    this.#meter = new AttackMeter(design);
    this.#score = goal.score ?? (({ gain }) => gain);
    this.#reached = goal.reached ?? half;
    this.#seed = saved?.seed ?? seed;
    this.#tried = saved?.tried ?? 0;
    this.#refused = saved?.refused ?? 0;
    this.#seen = new Set(saved?.seen);
    this.#corpus = [...(saved?.corpus ?? [])];
  }

  /** Tries one attack; answers it when it is the best so far. */
  next(): Tried | undefined {
    this.#tried += 1;
    const trial = this.#tried;
    const attack = this.#attack(trial);
    let result: AttackResult;
    try {
      result = this.#meter.measure(attack);
    } catch (error) {
      if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
      this.#refused += 1;
      return undefined;
    }
    const { coverage, traces: _traces, ...figures } = result;
    const kind = `${attack.strategy}/${this.#reached(result, attack)}`;
    const tried = { attack, ...figures, trial, score: this.#score(result, attack), kind };
    const isBest = tried.score > (this.best?.score ?? Number.NEGATIVE_INFINITY);
    const isNew = [...coverage].some((one) => !this.#seen.has(one));
    for (const one of coverage) this.#seen.add(one);
    if (isBest || isNew || tried.score > 0) this.#keep(tried);
    return isBest ? tried : undefined;
  }

  /** The best attack so far; undefined before the first. */
  get best(): Tried | undefined {
    return this.#corpus[0];
  }

  get tried(): number {
    return this.#tried;
  }

  /** The search as plain data. */
  save(): SearchState {
    return {
      design: this.#design.name,
      seed: this.#seed,
      tried: this.#tried,
      refused: this.#refused,
      corpus: this.#corpus,
      seen: [...this.#seen],
    };
  }

  #attack(trial: number): Attack {
    const random = stream(this.#seed, 'attack', trial);
    if (trial <= STRATEGIES.length || this.#corpus.length === 0 || random.below(PLANTED) === 0) {
      const dice = new Dice(Uint32Array.from({ length: WORDS }, () => random.next()));
      const strategy = STRATEGIES[(trial - 1) % STRATEGIES.length] as (typeof STRATEGIES)[number];
      const world = randomWorld(dice);
      return { world, strategy: strategy.name, ...strategy.plan(dice, world) };
    }
    // One of the five best, or one of a kind that was drawn, so that a kind with many members is not all that is changed.
    const parent = random.chance(0.4)
      ? this.#corpus[random.below(Math.min(5, this.#corpus.length))]
      : this.#any(random);
    return mutate((parent as Tried).attack, this.#any(random).attack, random);
  }

  #any(random: RandomStream): Tried {
    const kinds = [...new Set(this.#corpus.map(({ kind }) => kind))];
    const drawn = kinds[random.below(kinds.length)];
    const among = this.#corpus.filter(({ kind }) => kind === drawn);
    return among[random.below(among.length)] as Tried;
  }

  /** The best stays first. Of equals the newest goes before the others: that keeps a search moving where nothing is gained yet. */
  #keep(tried: Tried): void {
    const at = this.#corpus.findIndex(({ score }, i) => (i === 0 ? score < tried.score : score <= tried.score));
    this.#corpus.splice(at === -1 ? this.#corpus.length : at, 0, tried);
    const same = this.#corpus.filter(({ kind }) => kind === tried.kind);
    if (same.length > KEPT) this.#corpus.splice(this.#corpus.lastIndexOf(same.at(-1) as Tried), 1);
  }
}
