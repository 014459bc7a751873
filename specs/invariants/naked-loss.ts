import { defineInvariant, type ModelSubject, type Witness } from 'breakwater';

/** A path of whole prices, and lots that only shrink along it and keep their sign. */
const drawn = ({ random }: ModelSubject): { readonly prices: readonly number[]; readonly lots: readonly number[] } => {
  const steps = 2 + random.below(20);
  const prices = Array.from({ length: steps }, () => 1 + random.below(1_000_000));
  let lots = (random.below(2) === 0 ? 1 : -1) * (1 + random.below(1_000_000));
  const held = prices.map((_, i) => {
    if (i > 0) lots = Math.sign(lots) * random.below(Math.abs(lots) + 1);
    return lots;
  });
  return { prices, lots: held };
};

const lostOn = (prices: readonly number[], lots: readonly number[]): bigint =>
  prices
    .slice(1)
    .reduce((sum, price, i) => sum + BigInt(lots[i] as number) * BigInt(price - (prices[i] as number)), 0n);

/** Hedge bound 4: how much the leg that is left can lose. */
export const nakedLoss = defineInvariant({
  id: 'hedge-bound/4',
  says: 'If the lots that a break leaves naked keep their sign and only shrink, what price does to them is at most the lots at the break times the range of the price since.',
  scope: 'universal',
  tolerance: 0,
  source: 'modelling.md 4.4, HB4: the price part; fees and funding come on top',
  over: 'model',
  holds: (subject): Witness | undefined => {
    const { prices, lots } = drawn(subject);
    const range = Math.max(...prices) - Math.min(...prices);
    const most = BigInt(Math.abs(lots[0] as number)) * BigInt(range);
    const lost = lostOn(prices, lots);
    return (lost < 0n ? -lost : lost) <= most
      ? undefined
      : { who: `${lots[0]} lots over ${prices.length} prices`, expected: `at most ${most}`, found: String(lost) };
  },
});
