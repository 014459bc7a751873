/** Books in which nothing was realised: what those who lose lack, those who gain have. @module */
import { defineInvariant } from 'breakwater';

/** T7 as arithmetic: the book a venue has before anybody is closed. */
export const matchedBookModel = defineInvariant({
  id: 'T7/matched-book',
  says: 'Where every trade has two sides, nobody has withdrawn or realised anything and deposits are not negative, all deficits at any price are at most the gains of all who gain.',
  scope: 'universal',
  tolerance: 0,
  source: 'ours: gains and losses sum to zero, and a deficit is less than a loss',
  over: 'model',
  reaches: () => 1,
  holds: ({ random }) => {
    const people = Array.from({ length: 2 + random.below(30) }, () => ({
      deposit: random.below(5000),
      lots: 0,
      cost: 0,
    }));
    for (let trade = random.below(60); trade >= 0; trade--) {
      const [buyer, seller] = [random.below(people.length), random.below(people.length)].map((at) => people[at]);
      const [lots, price] = [1 + random.below(20), 500 + random.below(1000)];
      // Nothing is realised: who is long only buys, who is short only sells.
      if (buyer === undefined || seller === undefined || buyer === seller || buyer.lots < 0 || seller.lots > 0)
        continue;
      buyer.lots += lots;
      buyer.cost += lots * price;
      seller.lots -= lots;
      seller.cost -= lots * price;
    }
    const mark = random.below(3000);
    let [deficits, gains] = [0, 0];
    for (const { deposit, lots, cost } of people) {
      const gain = lots * mark - cost;
      gains += Math.max(0, gain);
      deficits += Math.max(0, -(deposit + gain));
    }
    return deficits <= gains ? undefined : { who: `mark ${mark}`, expected: `at most ${gains}`, found: deficits };
  },
});
