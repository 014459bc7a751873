/** What was pushed and has not recovered since, by case or by case and market. JSON. */
export type Latch = { pushed: { [key: string]: true } };

/** Nothing was pushed. */
export const noLatch = (): Latch => ({ pushed: {} });

/**
 * Whether something is pushed: it starts at one bound, and stays until it is beyond another.
 *
 * @param starts - Whether it is at the bound that starts it.
 * @param stays - Whether it is short of the bound that stops it.
 */
export const latched = ({ pushed }: Latch, key: string, starts: boolean, stays: boolean): boolean => {
  const on = starts || (stays && Object.hasOwn(pushed, key));
  if (on) pushed[key] = true;
  else delete pushed[key];
  return on;
};
