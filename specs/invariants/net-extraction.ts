import { defineInvariant, type Extraction, Extractions, extractionBound, type RunSubject, same } from 'breakwater';

const coalitionsOf = ({ owners, attackers }: RunSubject): readonly (readonly number[])[] =>
  attackers.length === 0 ? [...owners.values()] : [attackers, ...owners.values()];

const sourceOf = ({ othersLost, othersWon, poolsLost, poolsWon, uncovered, venueWon }: Extraction): bigint =>
  othersLost - othersWon + poolsLost - poolsWon + uncovered - venueWon;

const known = new WeakMap<RunSubject, Extractions>();
const extractionsOf = (run: RunSubject): Extractions => {
  const made = known.get(run) ?? new Extractions(run);
  known.set(run, made);
  return made;
};

/** Inverse values are rounded one by one. */
const roundedIn = ({ books }: RunSubject): bigint => {
  let positions = 0n;
  for (let id = 0; id < books.count; id++)
    for (const { market } of books.walk(id)) if (books.markets[market]?.kind === 'inverse') positions += 1n;
  return positions;
};

/** CS9: nobody takes out what nobody lost. */
export const netExtraction = defineInvariant({
  id: 'CS9/net-extraction',
  says: 'For the accounts of each owner, and for those a scenario gives to an attacker, per asset: withdrawals + balance at mark - deposits <= what others have lost + what pools have lost + what the hole paid as reported; and what they gained is exactly that less what others, pools and the venue have won.',
  scope: 'universal',
  tolerance: 'none for linear markets; one unit a position of an inverse one',
  source:
    'catalogue CS9, with the pools’ losses in the place of what funds may spend, which IF1 and WF3 bound, and with what nobody covered said',
  over: 'run',
  reaches: (run) => {
    const extractions = extractionsOf(run);
    let tried = 0;
    for (const coalition of coalitionsOf(run))
      if (extractions.of(coalition).some(({ gain, poolsLost, uncovered }) => gain > 0n && poolsLost + uncovered > 0n))
        tried += 1;
    return tried;
  },
  holds: (run) => {
    const extractions = extractionsOf(run);
    const rounded = roundedIn(run);
    for (const coalition of coalitionsOf(run)) {
      for (const [asset, sum] of extractions.of(coalition).entries()) {
        const who = `accounts ${coalition.join(', ')}; ${run.books.assets[asset]?.name}`;
        const bound = extractionBound(sum);
        if (sum.gain > bound + rounded)
          return {
            who,
            expected: `a gain of at most ${bound}`,
            found: String(sum.gain),
            difference: String(sum.gain - bound),
          };
        const off = sum.gain - sourceOf(sum);
        if (off > rounded || -off > rounded)
          return same(sourceOf(sum), sum.gain, who, 'gain: by what others lost, by the books');
      }
    }
    return undefined;
  },
});
