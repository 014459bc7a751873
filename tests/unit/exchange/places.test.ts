import { expect, test } from 'vitest';
import type { AdlComposite, ExchangeDesign, Use, WaterfallLayer } from '../../../src/exchange/index.ts';
import { amount, defineAdl, isBreakwaterError, z } from '../../../src/index.ts';
import {
  bookLayer,
  closeAt,
  composite,
  design,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

/*
 * An amount that is finer than a unit of the asset is refused when the venue is built. The error says where in the design it stands, which is also
 * where the mechanism keeps its state.
 */
const params = z.strictObject({ amount: amount() });
const finer = <M>({ mechanism }: Use<M>): Use<M> => use({ ...mechanism, params } as M, params.parse({ amount: '0.5' }));
/** Of a mechanism that is bound and never asked. */
const bare = (slot: string): Use<never> => finer(use({ slot, name: `bare-${slot}` } as never));

const placeOf = (over: Partial<ExchangeDesign>, layers: readonly WaterfallLayer[] = []): string => {
  try {
    venueOf(design(layers, over));
  } catch (error) {
    if (isBreakwaterError(error)) return `${error.code} ${error.where?.path}: ${error.message}`;
    throw error;
  }
  return 'accepted';
};

test('an amount of a design is refused with its place', () => {
  const slots = ['mark', 'index', 'funding', 'collateral', 'payout'] as const;
  expect(
    [
      placeOf({ margin: finer(use(testMargin())) }),
      ...slots.map((slot) => placeOf({ [slot]: bare(slot) })),
      placeOf({ funds: { north: finer(use(testFund(1))) } }),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "amount margin: test-margin: "0.5" is no whole multiple of 1, the finest step here
    amount mark: bare-mark: "0.5" is no whole multiple of 1, the finest step here
    amount index: bare-index: "0.5" is no whole multiple of 1, the finest step here
    amount funding: bare-funding: "0.5" is no whole multiple of 1, the finest step here
    amount collateral: bare-collateral: "0.5" is no whole multiple of 1, the finest step here
    amount payout: bare-payout: "0.5" is no whole multiple of 1, the finest step here
    amount funds.north: test-fund: "0.5" is no whole multiple of 1, the finest step here"
  `);
});

test('an amount of a layer is refused with its place', () => {
  const rule = defineAdl({
    name: 'whole',
    summary: 'Nothing.',
    source: 'tests',
    params: z.strictObject({}),
    plan: () => [],
  });
  const book: WaterfallLayer = { label: 'book', kind: 'liquidation', use: use(bookLayer()) };
  expect(
    [
      placeOf({}, [{ ...book, use: finer(use(bookLayer())) }]),
      placeOf({}, [book, { label: 'vault', kind: 'backstop', use: finer(use(takeOverLayer('vault', 'kept'))) }]),
      placeOf({}, [book, { label: 'adl', kind: 'adl', whole: finer(use(rule)) }]),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "amount waterfall.0.liquidation: test-book: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.backstop: test-take-over: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl: whole: "0.5" is no whole multiple of 1, the finest step here"
  `);
});

test('an amount of an ADL composite is refused with its place', () => {
  const plain = composite();
  const parts: Record<string, Partial<AdlComposite>> = {
    trigger: { trigger: finer(plain.trigger) },
    eligible: { eligible: [...plain.eligible, ...plain.eligible.map(finer)] },
    ranking: { ranking: finer(plain.ranking) },
    severity: { severity: bare('adl.severity') },
    allocation: { allocation: finer(plain.allocation) },
    closeOut: { closeOut: finer(use(closeAt('mark'))) },
    protection: { protection: bare('adl.protection') },
  };
  const book: WaterfallLayer = { label: 'book', kind: 'liquidation', use: use(bookLayer()) };
  const refused = Object.values(parts).map((over) =>
    placeOf({}, [book, { label: 'adl', kind: 'adl', composite: composite(over) }]),
  );
  expect(refused.join('\n')).toMatchInlineSnapshot(`
    "amount waterfall.1.adl.trigger: test-what-is-left: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl.eligible.1: test-everyone: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl.ranking: test-by-account: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl.severity: bare-adl.severity: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl.allocation: test-greedy: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl.closeOut: test-mark: "0.5" is no whole multiple of 1, the finest step here
    amount waterfall.1.adl.protection: bare-adl.protection: "0.5" is no whole multiple of 1, the finest step here"
  `);
});
