import type { Fault } from '../fault.ts';

const proRata = 'mechanisms/adl/allocation/integer-pro-rata.ts';
const shares = 'allocate: ({ need, weight, limit }) => proportionalGives(need, weight, limit),';
const profit = 'mechanisms/adl/ranking/profit-pct-only.ts';
const score = 'score: (candidate) => candidate.profitRatio,';
const rounds = 'src/exchange/rounds.ts';
const joint = 'mechanisms/adl/protection/joint-close.ts';

const inOrder = (order: string): string => `allocate: ({ need, limit }) => {
    const gives = new Float64Array(limit.length);
    let left = need;
    for (const i of ${order}) {
      gives[i] = Math.min(limit[i] ?? 0, left);
      left -= gives[i] ?? 0;
    }
    return gives;
  },`;

/** Mistakes that no statement forbids, and that a figure shows: it is larger with them than without. */
export const figures: readonly Fault[] = [
  {
    name: 'fees-never-reach-the-fund',
    says: 'The part of trading fees that a fund is to have goes to the venue.',
    caughtBy: 'IF9/refill-time',
    on: 'gains.yaml',
    file: 'src/exchange/trading-fees.ts',
    from: 'const part = ratioFloor(fee, share);',
    to: 'const part = Math.min(0, ratioFloor(fee, share));',
  },
  {
    name: 'notice-given-twice',
    says: 'A layer that has announced itself waits twice as long as it said.',
    caughtBy: 'IF9/first-cut',
    on: 'announced.yaml',
    file: 'src/exchange/adl/notice.ts',
    from: 'const end = notice.given + composite.notice;',
    to: 'const end = notice.given + 2 * composite.notice;',
  },
  {
    name: 'large-gains-squared',
    says: 'Charges go by the square of a gain.',
    caughtBy: 'AF8/haircut-gini',
    on: 'gains.yaml',
    file: proRata,
    from: shares,
    to: 'allocate: ({ need, weight, limit }) => proportionalGives(need, weight.map((w) => Math.ceil((w / 1000) ** 2)), limit),',
  },
  {
    name: 'largest-gain-first',
    says: 'The largest gain is charged first, and all of it, where each is to pay its share.',
    caughtBy: 'AF8/largest-share',
    on: 'gains.yaml',
    file: proRata,
    from: shares,
    to: inOrder('[...limit.keys()].sort((a, b) => (limit[b] ?? 0) - (limit[a] ?? 0))'),
  },
  {
    name: 'first-account-first',
    says: 'Gains are charged in the order in which accounts are listed, where each is to pay its share.',
    caughtBy: 'AF8/top-decile-share',
    on: 'gains.yaml',
    file: proRata,
    from: shares,
    to: inOrder('limit.keys()'),
  },
  {
    name: 'deficit-in-thousands',
    says: 'A deficit is rounded up to whole thousands of units.',
    caughtBy: 'AF9/overshoot-share',
    on: 'shared-out.yaml',
    file: 'src/exchange/views.ts',
    from: 'return Math.max(0, -valuation.equityOf(this.data.subject));',
    to: 'return Math.max(0, 1000 * Math.ceil(-valuation.equityOf(this.data.subject) / 1000));',
  },
  {
    name: 'hedged-shorts-forgotten',
    says: 'Only where a long of a hedge is cut is the other leg closed with it.',
    caughtBy: 'HB1/delta-change',
    on: 'research-joint-close',
    file: joint,
    from: 'if (own === undefined || own.delta === 0) return [];',
    to: 'if (own === undefined || own.delta <= 0) return [];',
  },
  {
    name: 'other-legs-never-sent',
    says: 'Orders for the other legs of hedges are planned with a cut, and never sent.',
    caughtBy: 'HB5/naked-then-liquidated',
    on: 'research-joint-close',
    file: 'src/exchange/adl/close-positions.ts',
    from: 'if (solution.companions.length > 0) venue.act(first, solution.companions);',
    to: '',
  },
  {
    name: 'unranked-by-leverage',
    says: 'A queue that is to have no order begins with the most levered, so that moving collateral moves the place in it.',
    caughtBy: 'MR8/collateral-shuffle',
    on: 'by-number.yaml',
    file: 'mechanisms/adl/ranking/unranked.ts',
    from: 'score: () => 0,',
    to: 'score: (candidate) => candidate.accountLeverage,',
  },
  {
    name: 'one-account-a-round',
    says: 'One account is taken in a round, so that a crowd is not dealt with in time.',
    caughtBy: 'MR12/serialisation',
    on: 'one-round.yaml',
    file: rounds,
    from: '...due.map((account) => venue.cases.openDefault(account))];',
    to: '...due.slice(0, 1).map((account) => venue.cases.openDefault(account))];',
  },
  {
    name: 'mark-follows-half-way',
    says: 'The mark moves half of the way to the index in a step.',
    caughtBy: 'MO5/path-refinement',
    on: 'queue.yaml',
    file: 'mechanisms/mark/oracle.ts',
    from: 'price: (_market, index) => index,',
    to: 'price: ({ mark }, index) => (mark > 0 ? (mark + index) / 2 : index),',
  },
  {
    name: 'ranked-by-cash',
    says: 'Candidates are ranked by the cash of their account, so that one unit more decides who is cut.',
    caughtBy: 'MO9/continuity',
    on: 'queue.yaml',
    file: profit,
    from: score,
    to: 'score: (candidate) => candidate.wallet,',
  },
  {
    name: 'everybody-looked-at',
    says: 'A queue asks about every holder of a market, although the first few meet the need.',
    caughtBy: 'LV8/claims-asked',
    on: 'queue.yaml',
    file: 'src/exchange/adl/solve.ts',
    from: 'reach === undefined ? n : prefixLength(claims.limit, n, reach);',
    to: 'reach === undefined ? n : Math.max(n, prefixLength(claims.limit, n, reach));',
  },
  {
    name: 'round-logged-for-each',
    says: 'The beginning of a round is logged once for each account in it.',
    caughtBy: 'LV8/rows-written',
    on: 'queue.yaml',
    file: rounds,
    from: "recordNote(venue.ledger.log, 'round', round);",
    to: "for (const _ of [0, ...due]) recordNote(venue.ledger.log, 'round', round);",
  },
];
