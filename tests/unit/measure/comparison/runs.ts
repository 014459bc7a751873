import { type ComparedRun, METRICS, type MetricValue } from '../../../../src/measure/index.ts';

/** A run with the metrics given; all others are nothing to measure, and counts 0. */
export const run = (
  exchange: string,
  seed: number,
  metrics: Readonly<Record<string, MetricValue>>,
  more: Partial<ComparedRun['result']> & Omit<ComparedRun, 'result'> = {},
): ComparedRun => {
  const { variantOf, rangeEnd, point, ...result } = more;
  return {
    result: {
      exchange,
      scenario: 'day',
      price: 'path',
      seed,
      version: '0',
      hashes: {},
      numeraire: 'USD',
      metrics: {
        ...Object.fromEntries(METRICS.map(({ id, unit }) => [id, unit === 'count' ? 0 : null])),
        ...metrics,
      } as never,
      ownCollateral: '0',
      tails: {},
      markets: {},
      people: 0,
      scaledDown: 0,
      ...result,
    },
    ...(variantOf === undefined ? {} : { variantOf }),
    ...(rangeEnd === undefined ? {} : { rangeEnd }),
    ...(point === undefined ? {} : { point }),
  };
};
