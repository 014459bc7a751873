import { mulDivCeil, mulDivFloor } from 'breakwater';

/** Who holds how many shares of a pool: whole numbers, which sum to the total. JSON. */
export type ShareBook = { total: number; of: { [holder: string]: number } };

/** Who holds what a pool opens with, and what else no shares stand for. */
export const OPENING = 'opening';

/** Nobody holds anything. */
export const noShares = (): ShareBook => ({ total: 0, of: {} });

/** Shares of a holder. */
export const sharesOf = (book: ShareBook, holder: string): number =>
  Object.hasOwn(book.of, holder) ? (book.of[holder] as number) : 0;

const change = (book: ShareBook, holder: string, by: number): void => {
  const held = sharesOf(book, holder) + by;
  book.total += by;
  if (held === 0) delete book.of[holder];
  else book.of[holder] = held;
};

/** What shares are worth, units, rounded down: shares x equity / total; nothing of a pool without equity. */
export const worthOfShares = (book: ShareBook, shares: number, equity: number): number =>
  equity <= 0 || shares === 0 ? 0 : mulDivFloor(shares, equity, book.total);

/** Gives equity that no shares stand for to {@link OPENING}, one share a unit. */
export const adopt = (book: ShareBook, equity: number): void => {
  if (book.total === 0 && equity > 0) change(book, OPENING, equity);
};

/**
 * Merges shares that have become small: where each is worth less than half a unit, all holdings are divided by floor(total / equity).
 *
 * A share is then worth about a unit, so that a holder loses less than a unit to the rounding, and what is staked later needs no more
 * shares than it has units.
 *
 * @returns How many old shares make a new one; 1 when they stay as they are.
 */
export const mergeShares = (book: ShareBook, equity: number): number => {
  if (equity <= 0 || book.total <= 2 * equity) return 1;
  const into = Math.floor(book.total / equity);
  for (const [holder, shares] of Object.entries(book.of)) change(book, holder, Math.floor(shares / into) - shares);
  return into;
};

/**
 * Issues shares against money at the pool's equity a share.
 *
 * shares = floor(money x total / equity), for ceil(shares x equity / total) units of the money; the rest of it stays with the staker. The
 * roundings go against the staker, by less than a unit: so no share loses by it, and all the shares before it together gain less than one.
 * The first money is taken one to one, what lay there before belonging to {@link OPENING}; a pool without equity takes none.
 *
 * @param money - Units offered, >= 0.
 * @param equity - Equity of the pool before, units.
 * @returns Units taken, 0 <= taken <= money.
 */
export const issueShares = (book: ShareBook, holder: string, money: number, equity: number): number => {
  adopt(book, equity);
  if (book.total > 0 && equity <= 0) return 0;
  const first = book.total === 0;
  const room = Number.MAX_SAFE_INTEGER - book.total;
  const affords = first ? money : mulDivFloor(money, book.total, equity);
  const shares = Math.min(affords, room);
  if (shares <= 0) return 0;
  const taken = first ? shares : mulDivCeil(shares, equity, book.total);
  change(book, holder, shares);
  return taken;
};

/**
 * Takes shares back at the pool's equity a share: floor(shares x equity / total) units, and nothing while there is no equity.
 *
 * @param shares - 0 <= shares <= what the holder has.
 * @param equity - Equity of the pool before, units.
 * @returns Units the holder is owed.
 */
export const redeemShares = (book: ShareBook, holder: string, shares: number, equity: number): number => {
  const owed = worthOfShares(book, shares, equity);
  change(book, holder, 0 - shares);
  return owed;
};
