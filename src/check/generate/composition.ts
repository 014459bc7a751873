import {
  type BreakwaterError,
  type ExchangeSlot,
  isBreakwaterError,
  type Liquidation,
  type Mechanism,
  type Registry,
} from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { Dice } from '../dice.ts';
import { playTrial } from '../trials/trial.ts';
import { randomParams } from './params.ts';
import { generateTrial } from './trial.ts';

/** An exchange as a file would say it. */
export type ExchangeDocument = Readonly<Record<string, unknown>>;

/** Reads a document as a design; throws a BreakwaterError of kind `config` when its parts cannot work together. */
export type ReadDocument = (document: ExchangeDocument) => ExchangeDesign;

/** A design that nobody wrote, and the document it was read from. */
export interface Composition {
  readonly design: ExchangeDesign;
  readonly document: ExchangeDocument;
}

type Layer = Readonly<Record<string, unknown>>;

/** Documents that are drawn at most for one composition: some parts cannot work together, and are drawn anew. */
const MOST_DRAWS = 60;

class Composer {
  readonly #dice: Dice;
  readonly #registry: Registry;
  readonly #pools: string[] = [];

  constructor(dice: Dice, registry: Registry) {
    this.#dice = dice;
    this.#registry = registry;
  }

  document(): ExchangeDocument {
    const dice = this.#dice;
    const funds = this.#funds();
    const layers = Array.from({ length: dice.between(1, 6) }, () => this.#layer());
    return {
      name: 'composition',
      summary: 'Put together at random.',
      margin: this.#use('margin'),
      ...this.#perhaps('mark', 3),
      ...this.#perhaps('funding', 4),
      ...this.#perhaps('collateral', 3),
      ...this.#perhaps('payout', 4),
      funds,
      fees: { taker: dice.pick(['0', '0.0005', '0.01']), maker: dice.pick(['0', '0.0002']) },
      waterfall: layers.some((layer) => this.#takesLots(layer)) ? layers : [...layers, { liquidation: 'book-ioc' }],
      walk: dice.pick(['breadth', 'depth']),
      dueOrder: dice.pick(['account', 'margin-ratio', 'seed']),
      maxRounds: dice.pick([16, 16, 2, 100]),
      ...(dice.once(3) ? { settlement: dice.pick(['20s', '50s']) } : {}),
      defaultersEligible: dice.once(4),
    };
  }

  #use(slot: ExchangeSlot): Record<string, unknown> {
    const mechanism = this.#draw(slot);
    return { use: mechanism.name, ...randomParams(this.#dice, mechanism, this.#pools) };
  }

  #draw(slot: ExchangeSlot): Mechanism {
    const list = this.#registry.list(slot);
    return list[this.#dice.below(list.length)] as Mechanism;
  }

  #perhaps(slot: ExchangeSlot, oneIn: number): Record<string, unknown> {
    return this.#dice.once(oneIn) && this.#registry.list(slot).length > 0 ? { [slot]: this.#use(slot) } : {};
  }

  #funds(): Record<string, unknown> {
    const names = ['insurance', 'vault', 'members', 'pool'].slice(0, this.#dice.between(1, 4));
    const funds: Record<string, unknown> = {};
    for (const name of names) {
      funds[name] = this.#use('fund');
      this.#pools.push(name);
    }
    return funds;
  }

  #layer(): Layer {
    const dice = this.#dice;
    switch (dice.below(6)) {
      case 0:
      case 1:
        return { adl: this.#composite() };
      case 2:
        return { fund: { pool: this.#pools[dice.below(this.#pools.length)] } };
      case 3:
        return dice.once(2) ? { adl: this.#use('adl') } : { backstop: this.#use('backstop') };
      case 4:
        return { socialisation: this.#use('socialisation') };
      default:
        return { liquidation: this.#use('liquidation') };
    }
  }

  #composite(): Record<string, unknown> {
    const dice = this.#dice;
    const closes = !dice.once(3);
    const trigger = this.#use('adl.trigger');
    const counts = closes ? 'lots' : 'gain';
    const { shape } = (this.#registry.find('adl.trigger', String(trigger.use)) as Mechanism).params;
    const eligible = [
      ...(closes ? [{ use: 'opposite-side' }] : []),
      ...(dice.once(2) ? [{ use: 'profitable' }] : []),
      ...(closes && dice.once(4) ? [this.#use('adl.eligible')] : []),
    ];
    return {
      trigger: 'in' in shape ? { ...trigger, in: counts } : trigger,
      settle: closes ? 'close' : 'gains',
      eligible,
      ranking: this.#use('adl.ranking'),
      ...(dice.once(4) ? { severity: this.#use('adl.severity') } : {}),
      allocation: this.#use('adl.allocation'),
      ...(closes ? this.#closing() : {}),
      ...(dice.once(4) ? { notice: dice.pick(['5s', '20s']) } : {}),
    };
  }

  /** What only means something where positions are closed. */
  #closing(): Record<string, unknown> {
    const dice = this.#dice;
    return {
      closeOut: this.#use('adl.close-out'),
      ...(dice.once(3) ? { protection: this.#use('adl.protection') } : {}),
      ...(dice.once(3) ? { orders: dice.pick(['cancel', 'cancel-market', 'cancel-subject']) } : {}),
      ...(dice.once(4) ? { fees: { subject: '0.005', counterparty: '0.002' } } : {}),
    };
  }

  #takesLots(layer: Layer): boolean {
    if (layer.adl !== undefined) return true;
    for (const slot of ['liquidation', 'backstop'] as const) {
      const used = layer[slot] as { readonly use: string } | undefined;
      if (used === undefined) continue;
      return (this.#registry.find(slot, used.use) as Liquidation | undefined)?.takesLots === true;
    }
    return false;
  }
}

/**
 * Composes a design at random of all registered mechanisms with random parameters.
 *
 * @param dice - What it is read off: the same words compose the same design.
 * @param read - Reads the document; those it refuses are drawn anew.
 * @throws RangeError when no document in many was read: the mechanisms fit nothing.
 */
export const compose = (dice: Dice, registry: Registry, read: ReadDocument): Composition => {
  let refusal: BreakwaterError | undefined;
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const document = new Composer(dice, registry).document();
    try {
      const design = read(document);
      // Some contradictions show in a market only: margins whose levels are in the wrong order.
      playTrial(generateTrial(new Dice([]), design));
      return { design, document };
    } catch (error) {
      if (!isBreakwaterError(error) || error.kind !== 'config') throw error;
      refusal = error;
    }
  }
  throw new RangeError(`no composition in ${MOST_DRAWS} could be read; the last: ${refusal?.message ?? ''}`);
};
