/**
 * Draws the numbers of a benchmark: a fixed sequence, the same on every machine.
 *
 * @param seed - Any 32-bit integer.
 * @returns A function that returns the next number in [0, 1), of 53 random bits.
 */
export function draws(seed: number): () => number {
  let state = seed | 0;
  const bits = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) * 2 ** -53;
}
