import { type Extraction, Extractions, extractionBound, type RunSubject } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { type Played, playCounted } from '../trials/pair.ts';
import type { AttackTraces } from './shapes.ts';
import { tracesOf } from './traces.ts';
import { type Attack, costOf, leftAlone, trialOfAttack, UNITS } from './world.ts';

/** What came of an attack, dollars. */
export interface AttackResult {
  /** What the attackers took out and have left, less what they put in and what their pushes cost. */
  readonly profit: number;
  /** What pools lost, others lost to ADL and charges, and nobody covered, beyond what the world left alone would have. */
  readonly damage: number;
  /** The lesser of the two: what was gained at the expense of those who never agreed to trade. The search maximises it. */
  readonly gain: number;
  /** What the attackers can at most have gained before their costs: all that others and pools lost, and what nobody covered (CS9). */
  readonly bound: number;
  /** What the pushes cost, which is part of the profit. */
  readonly cost: number;
  /** Kinds and causes of event, and branches, that the run reached: what guides the search to new ground. */
  readonly coverage: ReadonlySet<string>;
  /** What the run showed of attackers and of those around them. */
  readonly traces: AttackTraces;
}

const uncoveredIn = (run: RunSubject): number => {
  let units = 0;
  for (const { record } of run.cases()) for (const { uncovered } of record) units += uncovered;
  return units;
};

/** Loss of those who did not agree to it: pools, whoever was cut or charged, the hole. Pools count against their opening capital. */
const forcedLoss = ({ subject }: Played, attackers: ReadonlySet<number>): number => {
  let loss = 0;
  for (const { account, opening } of subject.books.pools) loss += opening - subject.books.account(account).equity;
  // What an index takes from a whole side has no line for each account: it is what is socialised beyond the charges.
  let socialised = 0;
  for (const { record } of subject.cases()) for (const line of record) socialised += line.socialised;
  for (const account of subject.people) {
    const { adlCost, charged } = subject.tally(account);
    socialised -= charged;
    if (!attackers.has(account)) loss += adlCost + charged;
  }
  return loss + socialised + uncoveredIn(subject);
};

const coverageOf = ({ subject }: Played): ReadonlySet<string> => {
  const seen = new Set<string>();
  for (const { kind, cause } of subject.rows) seen.add(`${kind}/${cause}`);
  for (const [branch, times] of Object.entries(subject.branches)) if (times > 0) seen.add(branch);
  return seen;
};

/** Measures attacks on a design; what a world comes to when it is left alone is measured once. */
export class AttackMeter {
  readonly #design: ExchangeDesign;
  readonly #alone = new WeakMap<object, number>();

  constructor(design: ExchangeDesign) {
    this.#design = design;
  }

  /** @throws BreakwaterError of kind `contract` when the venue refuses what a mechanism decides. */
  measure(attack: Attack): AttackResult {
    const played = playCounted(trialOfAttack(this.#design, attack));
    const { subject } = played;
    const attackers = new Set(subject.attackers);
    const extraction = new Extractions(subject).of(subject.attackers)[0] as Extraction;
    const cost = costOf(attack);
    const damage = (forcedLoss(played, attackers) - this.#lossAlone(attack)) / UNITS;
    const net = Number(extraction.gain) / UNITS - cost;
    return {
      profit: net,
      damage,
      gain: Math.min(net, damage),
      bound: Number(extractionBound(extraction)) / UNITS,
      cost,
      coverage: coverageOf(played),
      traces: tracesOf(subject, attackers, attack),
    };
  }

  #lossAlone(attack: Attack): number {
    const known = this.#alone.get(attack.world);
    if (known !== undefined) return known;
    const loss = forcedLoss(playCounted(trialOfAttack(this.#design, leftAlone(attack))), new Set());
    this.#alone.set(attack.world, loss);
    return loss;
  }
}
