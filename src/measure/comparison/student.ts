/** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom. */
const TABLE = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163,
  2.228138852, 2.20098516, 2.17881283, 2.160368656, 2.144786688, 2.131449546, 2.119905299, 2.109815578, 2.10092204,
  2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.06865761, 2.063898562, 2.059538553, 2.055529439, 2.051830516,
  2.048407142, 2.045229642, 2.042272456,
] as const;

/** The same quantile of the normal distribution. */
const Z = 1.959963985;

/**
 * The 97.5 % quantile of Student's t: an interval of this many standard errors either side of a mean holds 95 %.
 *
 * A table up to 30 degrees of freedom; beyond, an expansion in 1 / degrees around the normal quantile, right to six decimals.
 *
 * @param degrees - Degrees of freedom, a whole number >= 1.
 * @source Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.5 and table 26.10.
 */
export const student95 = (degrees: number): number => {
  const listed = TABLE[degrees - 1];
  if (listed !== undefined) return listed;
  const [z3, z5, z7] = [Z * Z * Z, Z * Z * Z * Z * Z, Z * Z * Z * Z * Z * Z * Z];
  return (
    Z +
    (z3 + Z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * degrees * degrees) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * degrees * degrees * degrees)
  );
};
