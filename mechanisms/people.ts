import { type AccountView, mulDivCeil, mulDivFloor, type VenueView } from 'breakwater';

const KINDS = ['trader', 'maker', 'member'] as const;

/** Everybody who has money at the venue of their own: traders, makers and members. */
export function* people(view: VenueView): Generator<AccountView> {
  for (const kind of KINDS) for (const id of view.accountsOf(kind)) yield view.account(id);
}

/** Units in which a total beyond the exact integers is counted: a dollar, where a unit is a millionth of one. */
const COARSE = 2 ** 20;

/** amount x part / whole, rounded up, where the whole is a sum over everybody and may lie beyond the exact integers. */
export const shareUp = (amount: number, part: number, whole: number): number =>
  whole <= Number.MAX_SAFE_INTEGER
    ? mulDivCeil(amount, part, whole)
    : mulDivCeil(amount, Math.ceil(part / COARSE), Math.floor(whole / COARSE));

/** The same, rounded down. */
export const shareDown = (amount: number, part: number, whole: number): number =>
  whole <= Number.MAX_SAFE_INTEGER
    ? mulDivFloor(amount, part, whole)
    : mulDivFloor(amount, Math.floor(part / COARSE), Math.ceil(whole / COARSE));
