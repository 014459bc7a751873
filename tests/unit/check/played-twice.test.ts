import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { readExchange, readScenario, shippedExchanges } from '../../../specs/index.ts';
import { playTwice, withMechanisms } from '../../../src/check/index.ts';
import type { ExchangeDesign, Use, Venue } from '../../../src/exchange/index.ts';
import { type BreakwaterError, type Mechanism, Registry } from '../../../src/index.ts';
import { simulate, worldModels } from '../../../src/world/index.ts';
import { adl, design, person, step, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const READ_ONLY =
  'views, cases, claims and parameters are for reading: copy what is to be changed, and keep state in the state';
const STATELESS =
  'what it must remember belongs into its state (initial, stateOf), chance comes from view.random, and no view or column is kept';
const NUMBERS = 'keep numbers, never the object: one cursor is moved over all candidates, and columns are used again';

/** A design with a mechanism in its slot. */
const designWith = (mechanism: Mechanism): ExchangeDesign => {
  const tried = use(mechanism) as Use<never>;
  const margin = use(testMargin(50_000));
  switch (mechanism.slot) {
    case 'mark':
      return design([adl()], { margin, mark: tried });
    case 'liquidation':
      return design([{ label: 'book', kind: 'liquidation', use: tried }, adl()], { margin });
    default:
      return design([adl({ [mechanism.slot.slice(4)]: tried })], { margin });
  }
};

/** Two losers at different prices, three winners. */
const played = (of: ExchangeDesign, low = 94): Venue => {
  const venue = venueOf(of);
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 130, [[0, 12, 100]]);
  for (const lots of [-9, -8, -5]) person(venue, 100, [[0, lots, 100]]);
  step(venue, [low]);
  step(venue, [low - 2]);
  return venue;
};

/** Plays a mechanism of a fixture twice, a run at other prices in between. */
const playedTwice = (mechanism: Mechanism): void => {
  const of = designWith(mechanism);
  playTwice(
    (change) => played(withMechanisms(of, change)),
    () => played(of, 93),
  );
};

const refusal = (play: () => void): string => {
  try {
    play();
  } catch (error) {
    return (error as BreakwaterError).describe();
  }
  return 'nothing';
};

/** The fixtures, with nothing remembered. */
beforeEach(() => vi.resetModules());
const fixture = async (file: 'writers' | 'keepers', name: string): Promise<Mechanism> => {
  const module = (await import(`../../fixtures/misbehaved/${file}.ts`)) as Readonly<Record<string, Mechanism>>;
  return Object.values(module).find((one) => one.name === name) as Mechanism;
};

describe('a mechanism is named that writes to', () => {
  it.each([
    ['limit-of-candidate', 'adl.ranking limit-of-candidate', 'limit'],
    ['quietly', 'adl.ranking quietly', 'lots'],
    ['previous-mark', 'adl.trigger previous-mark', 'markets[0].previousMark'],
    ['cases-taken', 'adl.trigger cases-taken', 'list[0]'],
    ['limit-column', 'adl.allocation limit-column', 'limit[0] was 9 and became 7'],
    ['claim-column', 'adl.allocation claim-column', 'claim[1] was 8 and became 0'],
  ])('its view, which no language refuses: %s', async (name, who, what) => {
    const mechanism = await fixture('writers', name);
    expect(refusal(() => playedTwice(mechanism))).toBe(`${who} writes to what is read-only: ${what}\n  ${READ_ONLY}`);
  });

  it.each([
    [
      'equity-of-candidate',
      'adl.ranking equity-of-candidate',
      'Cannot set property equity of #<CandidateCursor> which has only a getter',
    ],
    ['legs-added', 'liquidation legs-added', 'Cannot add property 1, object is not extensible'],
  ])('what the language refuses, in any run: %s', async (name, who, what) => {
    const mechanism = await fixture('writers', name);
    expect(refusal(() => played(designWith(mechanism)))).toBe(
      `${who} writes to what is read-only: ${what}\n  ${READ_ONLY}`,
    );
  });
});

const again = (who: string, what: string, call: number): string =>
  `${who} answers differently when the same run is played again: ${what} (call ${call} of the run)\n  ${STATELESS}`;

describe('a mechanism is named that', () => {
  it.each([
    ['counts in a variable', 'counter', again('adl.ranking counter', 'score gave 11 and then 19', 3)],
    ['remembers another run', 'lookup', again('mark lookup', 'price gave 94 and then 93', 3)],
    ['keeps a column', 'keeps-column', again('adl.allocation keeps-column', 'allocate gave [5,7] and then [7,5]', 16)],
    [
      'keeps a view',
      'keeps-candidate',
      `adl.ranking keeps-candidate reads profit of a view from an earlier call\n  ${NUMBERS}`,
    ],
  ])('%s', async (_, name, message) => {
    const mechanism = await fixture('keepers', name);
    expect(refusal(() => playedTwice(mechanism))).toBe(message);
  });

  it('draws numbers of its own', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.25).mockReturnValue(0.5);
    const mechanism = await fixture('keepers', 'draws');
    expect(refusal(() => playedTwice(mechanism))).toBe(again('adl.ranking draws', 'score gave 0.25 and then 0.5', 3));
    vi.restoreAllMocks();
  });
});

describe('let through is', () => {
  it.each([
    ['writers', 'honest'],
    ['keepers', 'counts'],
  ] as const)('who writes to what is its own: %s, %s', async (file, name) => {
    const mechanism = await fixture(file, name);
    expect(refusal(() => playedTwice(mechanism))).toBe('nothing');
  });

  const registry = new Registry([...mechanisms, ...worldModels]);
  it.each(shippedExchanges())('every mechanism of %s', async (name) => {
    const of = await readExchange(name, registry);
    const overrides = [
      { path: 'population.traders', value: 60 },
      { path: 'step', value: '120s' },
      { path: 'steps.0.step', value: '40s' },
    ];
    const scenario = await readScenario('flash-crash', registry, { overrides });
    playTwice((change) => simulate(withMechanisms(of, change), scenario, { seed: 1 }).venue);
  });
});

it('a run that differs although its mechanisms answer the same is told as a fault of ours', () => {
  let money = 50;
  const of = design([adl()]);
  const play = (change: (one: Mechanism) => Mechanism): Venue => {
    const venue = venueOf(withMechanisms(of, change));
    person(venue, money++);
    return venue;
  };
  expect(refusal(() => playTwice(play))).toBe(
    'the same run came out differently when it was played again, though each of the 1 answers of mechanisms was the same\n' +
      '  this is a fault of the engine, or of whoever plays the run: the same input must give the same bytes',
  );
});

it('what a run throws both times is thrown', () => {
  const thrower = { ...use(testMargin()).mechanism, schedule: () => ({ initial: () => -1, maintenance: () => -1 }) };
  const of = design([adl()], { margin: use(thrower) });
  expect(refusal(() => playTwice((change) => played(withMechanisms(of, change))))).toBe(refusal(() => played(of)));
});
