import { type LegView, type OrderAction, z } from 'breakwater';

/** Orders of one account in one step: the engine bounds how often a layer is asked, and a long step stops short of that. */
export const MOST_ORDERS = 900;

/** How many whole intervals fit into a time, both seconds; counted in milliseconds, of which durations are whole multiples. */
export const timesIn = (seconds: number, every: number): number =>
  Math.floor(Math.round(1000 * seconds) / Math.round(1000 * every));

/** An immediate-or-cancel order that lets a piece of a leg go, as a list; empty where no limit would do. */
export const iocOrder = (
  { market }: LegView,
  lots: number,
  limit: number | 'any' | 'none',
  fee?: NonNullable<OrderAction['fee']>,
): readonly OrderAction[] =>
  limit === 'none' || lots === 0
    ? []
    : [
        {
          do: 'order',
          market: market.number,
          lots,
          timeInForce: 'ioc',
          ...(limit === 'any' ? {} : { limit }),
          ...(fee === undefined || fee.perMillion === 0 ? {} : { fee }),
        },
      ];

/** What an engine does with an account that is below its close-out margin. */
export const belowCloseOut = (usual: 'order' | 'pass') =>
  z
    .enum(['order', 'pass'])
    .default(usual)
    .describe(
      'Below close-out margin (0 where there is no such level): orders go on, or the account is for a backstop.',
    );
