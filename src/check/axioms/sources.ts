/** Where axioms are stated. @module */

/** The survey that most statements follow. */
export const THOMSON =
  'Thomson, Axiomatic and game-theoretic analysis of bankruptcy and taxation problems: an update, Mathematical Social Sciences 74 (2015)';
export const AUMANN_MASCHLER =
  'Aumann and Maschler, Game theoretic analysis of a bankruptcy problem from the Talmud, Journal of Economic Theory 36 (1985)';
export const HERRERO_VILLAR =
  'Herrero and Villar, The three musketeers: four classical solutions to bankruptcy problems, Mathematical Social Sciences 42 (2001)';
export const YOUNG = 'Young, Distributive justice in taxation, Journal of Economic Theory 44 (1988)';
export const YOUNG_CONSISTENCY =
  'Young, On dividing an amount according to individual claims or liabilities, Mathematics of Operations Research 12 (1987)';
export const MOULIN = 'Moulin, Priority rules and other asymmetric rationing methods, Econometrica 68 (2000)';
export const DAGAN = 'Dagan, New characterizations of old bankruptcy rules, Social Choice and Welfare 13 (1996)';
export const JU_MIYAGAWA_SAKAI =
  'Ju, Miyagawa and Sakai, Non-manipulable division rules in claim problems and generalizations, Journal of Economic Theory 132 (2007)';
export const O_NEILL =
  "O'Neill, A problem of rights arbitration from the Talmud, Mathematical Social Sciences 2 (1982)";
