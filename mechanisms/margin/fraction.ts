import { configError, defineMargin, rate, rateCeil, z } from 'breakwater';

const said = (name: string): string => `${name} margin, a share of notional, 0 to 1.`;
const level = rate({ max: '1' });

/**
 * One initial and one maintenance fraction of notional, the same at every size.
 *
 * initial(N) = ceil(N x initial), maintenance(N) = ceil(N x maintenance), closeOut(N) likewise where a third level is
 * given; initial >= maintenance >= close-out. A market may have fractions of its own. Units of the settlement asset,
 * rounded up.
 *
 * @source https://github.com/aeyakovenko/percolator (spec.md: initial_margin_bps, maintenance_margin_bps); the same
 * rule serves central counterparties with a flat rate, and worked examples
 */
export const fraction = defineMargin({
  name: 'fraction',
  summary: 'Flat shares of notional.',
  formula:
    'IM = ceil(N x initial); MM = ceil(N x maintenance); close-out margin = ceil(N x closeOut) where given\n' +
    'a case closes at E >= MM + ceil(MM x exitBuffer) + ceil(N x exitBufferOfNotional); only flat with exit: flat',
  source: 'https://github.com/aeyakovenko/percolator',
  params: z.strictObject({
    initial: level.prefault('0.1').describe(said('Initial')),
    maintenance: level.prefault('0.05').describe(said('Maintenance')),
    closeOut: level.optional().describe('Close-out margin, a share of notional, 0 to 1; no such level when left out.'),
    markets: z
      .record(
        z.string(),
        z.strictObject({
          initial: level.optional().describe(said('Initial')),
          maintenance: level.optional().describe(said('Maintenance')),
          closeOut: level.optional().describe(said('Close-out')),
        }),
      )
      .default({})
      .describe('Fractions of single markets, by market name; what is left out stays as above.'),
    exitBuffer: rate({ max: '100' })
      .prefault('0')
      .describe('Share of maintenance by which equity must exceed it before a case closes as healthy, 0 to 100.'),
    exitBufferOfNotional: rate({ max: '1' })
      .prefault('0')
      .describe('Share of notional by which it must exceed it too, 0 to 1.'),
    exit: z
      .enum(['healthy', 'flat'])
      .default('healthy')
      .describe(
        'When a default that was declared ends: once equity is high enough again, or only once all positions are closed.',
      ),
  }),
  exitBuffer: (params) => params.exitBuffer,
  exitBufferOfNotional: (params) => params.exitBufferOfNotional,
  exit: (params) => params.exit,
  hasCloseOut: (params) => [params, ...Object.values(params.markets)].some(({ closeOut }) => closeOut !== undefined),
  schedule: (market, params) => {
    const own = Object.hasOwn(params.markets, market.id) ? params.markets[market.id] : undefined;
    const initial = own?.initial ?? params.initial;
    const maintenance = own?.maintenance ?? params.maintenance;
    const closeOut = own?.closeOut ?? params.closeOut;
    if (initial < maintenance || maintenance < (closeOut ?? 0)) {
      throw configError(
        'margin-levels-crossed',
        `the margins of ${market.id} are ${initial}, ${maintenance} and ${closeOut ?? 0} per million of notional; initial >= maintenance >= close-out must hold`,
        { where: { path: 'margin' }, hint: 'raise the level above, or lower the level below' },
      );
    }
    return {
      initial: (notional) => rateCeil(notional, initial),
      maintenance: (notional) => rateCeil(notional, maintenance),
      ...(closeOut === undefined ? {} : { closeOut: (notional: number) => rateCeil(notional, closeOut) }),
      slopePerMillion: maintenance,
    };
  },
});
