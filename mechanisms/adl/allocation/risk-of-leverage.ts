import { pow, z } from 'breakwater';

/** How risk grows with leverage: the parameters of the rules that weigh it. */
export const riskParams = z.strictObject({
  risk: z
    .enum(['linear', 'power', 'cvar'])
    .default('linear')
    .describe('g(leverage): leverage itself, a power of it, or what of it lies above a threshold.'),
  exponent: z
    .number()
    .min(1)
    .max(8)
    .default(2)
    .describe('Power of the leverage in g, with risk: power; dimensionless, 1 to 8.'),
  threshold: z
    .number()
    .min(0)
    .max(1000)
    .default(1)
    .describe('Leverage up to which there is no risk, with risk: cvar; exposure over equity, 0 to 1000.'),
});

/** The same, as a rule receives them. */
export type RiskParams = z.infer<typeof riskParams>;

/**
 * Risk of a position per unit of its exposure: g(leverage).
 *
 * @param leverage - Exposure over equity, >= 0.
 * @param params - `linear`: leverage; `power`: leverage ^ exponent; `cvar`: max(0, leverage - threshold).
 * @returns Dimensionless, >= 0.
 */
export const riskOf = (leverage: number, { risk, exponent, threshold }: RiskParams): number => {
  if (risk === 'linear') return leverage;
  return risk === 'power' ? pow(leverage, exponent) : Math.max(0, leverage - threshold);
};
