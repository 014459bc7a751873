/**
 * What invariants look at: designs, steps, runs, pairs of runs, claims problems, and what a suite came to.
 *
 * @module
 */
import type { RandomStream } from '../math/index.ts';
import type { Books, CaseBooks, FoldedBooks, StepRow } from './books.ts';
import type { Capabilities, Slot } from './mechanism.ts';
import type { PairChange } from './pair-changes.ts';

/** A mechanism of a design, with what it declares of itself and the parameters it is used with. */
export interface MechanismFacts {
  readonly slot: Slot;
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Its parameters, parsed; amounts are not bound to a unit. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether it is a ranking that makes its scores from one number, drawn or chosen for all accounts. */
  readonly prepares?: true;
  /** Whether it is a ranking that compares several scores in turn, of which a log holds the first. */
  readonly severalScores?: true;
}

/** A layer of a waterfall, as an invariant may ask about it. */
export interface LayerFacts {
  readonly kind: string;
  readonly label: string;
  /** Pool that a fund layer pays from. */
  readonly pool?: string;
  /** How an ADL composite settles. */
  readonly settle?: 'close' | 'gains';
  /** Seconds for which an ADL composite announces itself before it cuts. */
  readonly notice?: number;
  /** Whether an ADL composite meets its subject in the book, where not all of a need may be met. */
  readonly meetsInBook?: boolean;
  readonly mechanisms: readonly MechanismFacts[];
}

/** What an invariant may ask of a design before it applies. */
export interface DesignView {
  readonly name: string;
  /** Ids of the design invariants the venue says it meets. */
  readonly claims: readonly string[];
  /** Kinds of the layers of the waterfall, in order. */
  readonly layers: readonly string[];
  /** The same layers with what they are made of. */
  readonly waterfall: readonly LayerFacts[];
  /** Trading fees per million of executed value. */
  readonly fees: { readonly takerPerMillion: number; readonly makerPerMillion: number };
  /** Whether accounts with an open case may be chosen as counterparties. */
  readonly defaultersEligible: boolean;
  /** In which order accounts in breach are taken. */
  readonly dueOrder: 'account' | 'margin-ratio' | 'seed';
  /** Bound on the rounds of one step. */
  readonly maxRounds: number;
  /** Length of the settlement period, seconds; none when left out. */
  readonly settlement?: number;
  /** Every mechanism it is composed of. */
  readonly mechanisms: readonly MechanismFacts[];
}

/** A step that has ended, with the rows of the log since the last one. */
export interface StepSubject {
  /** Number of the step, from 0 for what came before the first. */
  readonly step: number;
  /** Rows since the last subject, in order. They are of this step, or of the whole run when a finished run is checked at once. */
  readonly rows: readonly StepRow[];
  /**
   * The same rows one after the other, or those of one kind: by one object that moves on, so that nothing is made for a row.
   *
   * Take from it what is to be kept: it stands for the next row when the loop goes on, and for none when the next step begins.
   */
  walk(kind?: string): Iterable<StepRow>;
  /** Whether `accounts()` and `cases()` go over all there are; otherwise over those the rows touched. */
  readonly full: boolean;
  /** What the books say now. */
  readonly books: Books;
  /** The design that runs. */
  readonly design: DesignView;
  /** What the log so far says, folded by code that shares nothing with the ledger. */
  readonly folded: FoldedBooks;
  /** Accounts the rows moved money or lots of; all when `full`. */
  accounts(): Iterable<number>;
  /** Cases the rows are about; all when `full`. */
  cases(): Iterable<CaseBooks>;
  /** Accounts that traded or withdrew in this step: what they do after its last margin check is for the next step to find. */
  readonly acted: ReadonlySet<number>;
  /** What is made of the step, made once however many ask for it by the same function. */
  once<T>(make: (subject: StepSubject) => T): T;
  /** Bounds that were reached in this step. */
  readonly bounds: readonly { readonly step: number; readonly bound: number; readonly open: number }[];
}

/** State of a run in short: hashes of the log and of every column of the books, hexadecimal. */
export interface RunDigest {
  readonly log: string;
  readonly columns: string;
}

/** What a run did to one account, from the log alone. Units of the settlement asset unless said otherwise. */
export interface AccountTally {
  /** Paid in and paid out, other assets at their price of the moment. */
  readonly deposited: number;
  readonly withdrawn: number;
  /** What came from the rest of the world less what went back there, by asset number, units; lots and collateral that was sold not counted. */
  readonly putIn: readonly number[];
  /** Trading and liquidation fees paid. */
  readonly fees: number;
  /** All that others paid it, whatever for, but for deposits and what it opened with; and pieces of positions that went through it. */
  readonly received: number;
  readonly fills: number;
  /** Lots that ADL has closed, over all markets, and those that went with them as companions. */
  readonly adlLots: number;
  readonly companionLots: number;
  /** What ADL took against the mark of the moment, positive when the account lost. */
  readonly adlCost: number;
  /** What it was charged for losses of others. */
  readonly charged: number;
  /** Lots that left it as the subject of a case, over all markets. */
  readonly liquidatedLots: number;
  /** Default cases about it. */
  readonly defaults: number;
  /** Steps of its first default and of its first cut; -1 for never. */
  readonly firstDefault: number;
  readonly firstCut: number;
  /** Step in which ADL first broke a hedge of it; -1 for never. */
  readonly firstBroken: number;
}

/** How a pool went over a run, at the end of each step. Equity at mark, units of the settlement asset. */
export interface PoolTally {
  readonly name: string;
  /** Equity when the first step ended, the highest, and the deepest fall below the highest before it. */
  readonly first: number;
  readonly high: number;
  readonly drawdown: number;
  /** Steps it spent below the highest before it, the longest stretch. */
  readonly below: number;
}

/** Branches of a run worth reaching: how often each was. */
export interface Branches {
  /** A pool that absorbs losses paid its last unit. */
  readonly fundEmptied: number;
  /** Fills by ADL, and charges. */
  readonly adlFired: number;
  /** Steps whose cascade went on for two rounds or more. */
  readonly cascades: number;
  /** Decisions in which the last to give and the first to be spared had the same score. */
  readonly ties: number;
  /** Decisions that cut one account in part. */
  readonly partialFills: number;
  /** Fills by ADL on an account that was hedged before and is not after it. */
  readonly hedgesBroken: number;
  /** Losses that nobody covered. */
  readonly uncovered: number;
}

/** A finished run. */
export interface RunSubject {
  /** Steps done. */
  readonly steps: number;
  readonly design: DesignView;
  readonly books: Books;
  readonly folded: FoldedBooks;
  /** All cases of the run. */
  cases(): Iterable<CaseBooks>;
  /** Traders, makers and members, by id. */
  readonly people: readonly number[];
  /** Accounts of each owner, ascending, by owner id. */
  readonly owners: ReadonlyMap<number, readonly number[]>;
  /** Accounts that a scenario names as those of an attacker: their names begin with `attacker`. */
  readonly attackers: readonly number[];
  /** How each pool went. */
  readonly pools: readonly PoolTally[];
  /** What the run did to an account. */
  tally(account: number): AccountTally;
  readonly branches: Branches;
  /** All rows of the log. */
  readonly rows: readonly StepRow[];
  /** What the run ended in. */
  readonly digest: RunDigest;
  /** What a replay of its log alone ends in. */
  replay(): RunDigest;
}

/** Two runs that differ in one stated way. */
export interface PairSubject {
  readonly first: RunSubject;
  readonly second: RunSubject;
  /** What was changed from the first to the second. */
  readonly change: PairChange;
  /** Accounts of the first run that the change is about. */
  readonly changed: readonly number[];
  /** Accounts of the second run that stand for one of the first: itself, its parts, or none. */
  twins(account: number): readonly number[];
  /** Accounts of the second run that stand for none of the first. */
  readonly added: readonly number[];
  /** By what prices, lots or money were multiplied, or what was added; 1 where nothing was. */
  readonly factor: number;
}

/** A design and what its margin rule asks for. */
export interface DesignSubject {
  readonly design: DesignView;
  /** Markets the margin rule is probed in, each with a mark, ticks, and the most lots that are worth a probe there. */
  readonly markets: readonly { readonly id: string; readonly mark: number; readonly most: number }[];
  /** Levels of a position, units: signed lots, mark in ticks. */
  levels(market: number, lots: number, mark: number): { readonly initial: number; readonly maintenance: number };
  /** Numbers to probe with. */
  readonly random: RandomStream;
}

/** A table of claims and what shall be raised from it. What is left out follows: the claim is the capacity, all others are the claim. */
export interface ClaimsQuestion {
  /** Most each may give, lots or units: whole, >= 0. */
  readonly capacity: Float64Array;
  /** To be raised: whole, >= 0. */
  readonly need: number;
  /** What is claimed from, >= the capacity. */
  readonly claim?: Float64Array;
  /** Value at mark, equity behind it, weight and score of the ranking. */
  readonly exposure?: Float64Array;
  readonly equity?: Float64Array;
  readonly weight?: Float64Array;
  readonly score?: Float64Array;
}

/** Parameters of a rule as a file writes them; its defaults where left out. */
export type RuleParams = Readonly<Record<string, unknown>>;

/** Allocation rules that can be asked, by name. */
export interface RulesAsked {
  /** What a rule answers to one question, its state fresh. */
  allocate(rule: string, question: ClaimsQuestion, params?: RuleParams): Float64Array;
  /** A rule that keeps its state from one question to the next: what it gives, and its figures after that. */
  inWaves(
    rule: string,
    params?: RuleParams,
  ): (question: ClaimsQuestion) => { readonly gives: Float64Array; readonly figures: Readonly<Record<string, number>> };
  /** Numbers to draw with. */
  readonly random: RandomStream;
}

/** An allocation rule, and a question it is asked. */
export interface ClaimsSubject extends RulesAsked {
  readonly rule: string;
  readonly question: ClaimsQuestion;
  /** What it answers to it, unchecked. */
  readonly gives: Float64Array;
  /** What it answers to another, unchecked. */
  ask(question: ClaimsQuestion): Float64Array;
}

/** A statement about a model, tried on numbers drawn for it and on the allocation rules there are. */
export type ModelSubject = RulesAsked;

/** What `check` itself came to. */
export interface SuiteSubject {
  /** Runs that were played. */
  readonly runs: number;
  /** Planted faulty mechanisms, each with the property that caught it; none where none were planted. */
  readonly faults: readonly { readonly name: string; readonly caughtBy?: string }[];
  /** Each property with the runs in which its branch was reached, and how it was tried: on `all` cases of a size, `random` ones, an `example`. */
  readonly properties: readonly {
    readonly id: string;
    readonly status: string;
    readonly runs: number;
    readonly reached: number;
    readonly strength: string;
    readonly counterexample?: string;
    /** Whether the counterexample breaks it when it is played once more. */
    readonly replays?: boolean;
  }[];
}

/** What each kind of invariant looks at. */
export interface Subjects {
  readonly step: StepSubject;
  readonly run: RunSubject;
  readonly pair: PairSubject;
  readonly design: DesignSubject;
  readonly claims: ClaimsSubject;
  readonly model: ModelSubject;
  readonly suite: SuiteSubject;
  /** Several venues with traders in common: a world that does not exist yet, so that nothing over it can be tried. */
  readonly venues: { readonly venues: readonly RunSubject[] };
}
