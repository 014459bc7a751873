/**
 * All that a mechanism can ask of the ledger. The engine checks each, the ledger does it, the log names the case.
 *
 * Lots and values are *signed as the piece that leaves its holder*: closing 4 of a long is `lots: 4`, closing 4 of a short is `lots: -4`,
 * and the value has the sign of the lots in a linear market.
 *
 * @module
 */
import type { Side } from './views.ts';

/** Cancels an account's resting orders, in one market or in all. */
export interface CancelAction {
  readonly do: 'cancel';
  /** Account; the subject of the case when left out. */
  readonly account?: number;
  /** Market number; all markets when left out. */
  readonly market?: number;
}

/** Sends an order to the book that lets a piece of a position go. */
export interface OrderAction {
  readonly do: 'order';
  readonly market: number;
  /** Piece that is to leave, signed lots. */
  readonly lots: number;
  /** Worst price, ticks; a market order when left out. */
  readonly limit?: number;
  /** `ioc` fills what it can at once, `fok` all or nothing, `gtc` rests. */
  readonly timeInForce: 'ioc' | 'fok' | 'gtc';
  /** When a resting order expires, seconds since the run began. */
  readonly expires?: number;
  /** Account it is sent for; the subject of the case when left out. */
  readonly account?: number;
  /**
   * Fee on the executed value, and the pool that receives it. Never takes the account below zero; with `above`, a value of the whole
   * piece, at most what was executed beyond it, in proportion for a part. With `bears` the pool pays what was executed short of it,
   * as far as it may spend.
   */
  readonly fee?: {
    readonly perMillion: number;
    readonly to: string;
    readonly above?: number;
    readonly bears?: boolean;
  };
}

/** Offers a piece to parties who may take it: each takes up to its capacity, in proportion or in order. */
export interface OfferAction {
  readonly do: 'offer';
  readonly market: number;
  /** Piece offered, signed lots. */
  readonly lots: number;
  /** Value of the whole piece, units, signed. */
  readonly value: number;
  /** Who is asked, with the lots each would take at most. */
  readonly to: readonly { readonly account: number; readonly capacity: number }[];
  /** `pro-rata` to capacity, or `in-order`. */
  readonly share: 'pro-rata' | 'in-order';
  /** Fee of the account on the value of what is taken, as that of an order: with `above` and `bears` takers may have a price of their own. */
  readonly fee?: NonNullable<OrderAction['fee']>;
}

/** A pool takes a piece over. Booked as a fill at mark plus a payment of the difference. */
export interface TakeOverAction {
  readonly do: 'takeOver';
  /** Pool name. */
  readonly by: string;
  readonly market: number;
  /** Piece taken over, signed lots. */
  readonly lots: number;
  /** Value at which it is taken over, units, signed. */
  readonly value: number;
  /** What becomes of the subject's money once it is flat: it keeps it, or the pool receives it. */
  readonly margin: 'kept' | 'forfeited';
}

/** Pays the subject's deficit from a pool. */
export interface PayAction {
  readonly do: 'pay';
  /** Pool name. */
  readonly from: string;
  /** Units, > 0. */
  readonly amount: number;
}

/** Closes a piece of the subject against chosen counterparties. */
export interface CutAction {
  readonly do: 'cut';
  readonly market: number;
  /** Who is cut, and how many lots each; lots >= 0. Their sum is the piece. */
  readonly cuts: readonly { readonly account: number; readonly lots: number }[];
  /** Value of the whole piece to the subject, units, signed as the subject's lots. */
  readonly value: number;
  /** Value to the counterparties where it differs, units. */
  readonly counterpartyValue?: number;
  /** Pool that bears or receives the difference of the two values. */
  readonly difference?: string;
}

/** Charges accounts and credits the subject. */
export interface ChargeAction {
  readonly do: 'charge';
  /** What the amounts are measured on. A charge on `gains` in a market raises the payer's cost memo there. */
  readonly base: 'gains' | 'equity' | 'deposits' | 'commitment';
  /** Market the gains are in, for `gains`. */
  readonly market?: number;
  /** Who pays how much, units > 0. */
  readonly charges: readonly { readonly account: number; readonly amount: number }[];
}

/** Charges all holders of a market side (or of both) through the side's index; credits the subject at once. */
export interface ShiftIndexAction {
  readonly do: 'shiftIndex';
  readonly market: number;
  /** Side that pays; 0 for both. */
  readonly side: Side | 0;
  /** Units to raise, > 0. */
  readonly amount: number;
}

/** Any action. */
export type Action =
  | CancelAction
  | OrderAction
  | OfferAction
  | TakeOverAction
  | PayAction
  | CutAction
  | ChargeAction
  | ShiftIndexAction;

/** What came of one action. */
export interface ActionOutcome {
  readonly do: Action['do'];
  /** Lots that left, signed. */
  readonly lots: number;
  /** Value at which they left, units, signed; for money actions the units moved. */
  readonly value: number;
}

/** What came of a layer's last answer for this case; undefined when it is asked for the first time in a step. */
export interface Outcome {
  /** One entry an action, in order. */
  readonly actions: readonly ActionOutcome[];
  /** How often the layer has been asked for this case in this step. */
  readonly asked: number;
}

/** A layer's answer: actions (it is asked again), `pass` (done for this step), or a wait that holds this layer only. */
export type LayerAnswer = readonly Action[] | 'pass' | { readonly wait: number };

/** Nothing more to do in this step. */
export const pass = 'pass' as const;

/** Holds this layer until a time; later layers that overtake are still asked. */
export const waitUntil = (seconds: number): { readonly wait: number } => ({ wait: seconds });
