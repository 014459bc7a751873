import { describe, expect, test } from 'vitest';
import { flat, holding, type People, table } from './refusals.ts';

type One = Record<string, unknown>;
/** Each mistake is one action, or several of one answer. */
const lots = (mistakes: Record<string, (people: People) => One | One[]>) =>
  table(mistakes, (mistake) => holding((people) => [mistake(people)].flat()));
const money = (mistakes: Record<string, (people: People) => One | One[]>) =>
  table(mistakes, (mistake) => flat((people) => [mistake(people)].flat()));

describe('an action that cannot be is refused, with the numbers, and nothing has moved', () => {
  test('cancel', () => {
    expect(
      lots({
        'no such action': () => ({ do: 'burn' }),
        'unknown account': () => ({ do: 'cancel', account: 99 }),
        'unknown market': () => ({ do: 'cancel', market: 9 }),
      }),
    ).toMatchInlineSnapshot(`
      "no such action             | contract refused | liquidation bad: burn: no such action
      unknown account            | contract refused | liquidation bad: cancel: there is no account 99
      unknown market             | contract refused | liquidation bad: cancel: there is no market number 9"
    `);
  });

  test('order', () => {
    const order = (over: One = {}) => ({ do: 'order', market: 0, lots: 10, timeInForce: 'ioc', ...over });
    expect(
      lots({
        'unknown market': () => order({ market: 9 }),
        'market NaN': () => order({ market: Number.NaN }),
        'time in force': () => order({ timeInForce: 'day' }),
        'NaN lots': () => order({ lots: Number.NaN }),
        'half a lot': () => order({ lots: 0.5 }),
        'lots undefined': () => order({ lots: undefined }),
        'no lots': () => order({ lots: 0 }),
        'wrong side': () => order({ lots: -1 }),
        'too much': () => order({ lots: 11 }),
        'too much in two': () => [order({ lots: 6 }), order({ lots: 5 })],
        'market it does not hold': () => order({ market: 1, lots: 1 }),
        'limit 0': () => order({ limit: 0 }),
        'half a tick': () => order({ limit: 94.5 }),
        'rests without limit': () => order({ timeInForce: 'gtc' }),
        'fee NaN': () => order({ fee: { perMillion: Number.NaN, to: 'fund' } }),
        'fee below zero': () => order({ fee: { perMillion: -1, to: 'fund' } }),
        'fee above the value': () => order({ fee: { perMillion: 1_000_001, to: 'fund' } }),
        'fee to nobody': () => order({ fee: { perMillion: 1, to: 'nobody' } }),
        'fee above half a unit': () => order({ fee: { perMillion: 1, to: 'fund', above: 0.5 } }),
      }),
    ).toMatchInlineSnapshot(`
      "unknown market             | contract refused | liquidation bad: order: there is no market number 9
      market NaN                 | contract refused | liquidation bad: order: there is no market number NaN
      time in force              | contract refused | liquidation bad: order: no time in force "day"
      NaN lots                   | contract refused | liquidation bad: order: lots was NaN; it is a whole number below 2^53
      half a lot                 | contract refused | liquidation bad: order: lots was 0.5; it is a whole number below 2^53
      lots undefined             | contract refused | liquidation bad: order: lots was undefined; it is a whole number below 2^53
      no lots                    | contract refused | liquidation bad: order: it moved 0 lots of A
      wrong side                 | contract refused | liquidation bad: order: a piece of -1 lots of A, but the case has 10 to place
      too much                   | contract refused | liquidation bad: order: a piece of 11 lots of A, but the case has 10 to place
      too much in two            | contract refused | liquidation bad: order: a piece of 5 lots of A, but the case has 4 to place
      market it does not hold    | contract refused | liquidation bad: order: a piece of 1 lots of B, but the case has 0 to place
      limit 0                    | contract refused | liquidation bad: order: limit was 0; it is at least 1
      half a tick                | contract refused | liquidation bad: order: limit was 94.5; it is a whole number below 2^53
      rests without limit        | contract refused | liquidation bad: order: an order that rests needs a limit
      fee NaN                    | contract refused | liquidation bad: order: fee per million was NaN; it is a whole number below 2^53
      fee below zero             | contract refused | liquidation bad: order: fee per million was -1; it is at least 0
      fee above the value        | contract refused | liquidation bad: order: a fee of 1000001 per million is above the whole value
      fee to nobody              | contract refused | liquidation bad: order: there is no pool called "nobody" for A
      fee above half a unit      | contract refused | liquidation bad: order: value above which a fee is taken was 0.5; it is a whole number below 2^53"
    `);
  });

  test('order on behalf of another account', () => {
    const order = (account: number, over: One = {}) => ({
      do: 'order',
      market: 0,
      account,
      lots: -6,
      timeInForce: 'ioc',
      ...over,
    });
    expect(
      lots({
        'unknown account': () => order(99),
        'half an account': () => order(1.5),
        'holds nothing': ({ member }) => order(member),
        'wrong side': ({ short }) => order(short, { lots: 6 }),
        'no lots': ({ short }) => order(short, { lots: 0 }),
        'NaN lots': ({ short }) => order(short, { lots: Number.NaN }),
        'too much': ({ short }) => order(short, { lots: -7 }),
        'too much in two': ({ short }) => [order(short, { lots: -4 }), order(short, { lots: -3 })],
      }),
    ).toMatchInlineSnapshot(`
      "unknown account            | contract refused | liquidation bad: order: there is no account 99
      half an account            | contract refused | liquidation bad: order: there is no account 1.5
      holds nothing              | contract refused | liquidation bad: order: cut was 6 lots on the short side, but account 12 holds 0 of A
      wrong side                 | contract refused | liquidation bad: order: cut was 6 lots on the long side, but account 10 holds -6 of A
      no lots                    | contract refused | liquidation bad: order: cut was 0 lots on the short side, but account 10 holds -6 of A
      NaN lots                   | contract refused | liquidation bad: order: lots was NaN; it is a whole number below 2^53
      too much                   | contract refused | liquidation bad: order: cut was 7 lots on the short side, but account 10 holds -6 of A
      too much in two            | contract refused | liquidation bad: order: cut was 3 lots on the short side, but account 10 holds -2 of A"
    `);
  });

  test('offer', () => {
    const offer = (over: One = {}) => ({
      do: 'offer',
      market: 0,
      lots: 10,
      value: 950,
      to: [],
      share: 'pro-rata',
      ...over,
    });
    expect(
      lots({
        'unknown market': () => offer({ market: 9 }),
        'value NaN': () => offer({ value: Number.NaN }),
        'half a unit': () => offer({ value: 0.5 }),
        'unknown account': () => offer({ to: [{ account: 99, capacity: 1 }] }),
        'to the subject': ({ loser }) => offer({ to: [{ account: loser, capacity: 1 }] }),
        'capacity NaN': ({ long }) => offer({ to: [{ account: long, capacity: Number.NaN }] }),
        'capacity below zero': ({ long }) => offer({ to: [{ account: long, capacity: -1 }] }),
        'half a lot of capacity': ({ long }) => offer({ to: [{ account: long, capacity: 0.5 }] }),
        'fee above the value': () => offer({ fee: { perMillion: 1_000_001, to: 'fund' } }),
        'fee to nobody': () => offer({ fee: { perMillion: 1, to: 'nobody' } }),
        'NaN lots': ({ long }) => offer({ lots: Number.NaN, to: [{ account: long, capacity: 20 }] }),
        'no lots': ({ long }) => offer({ lots: 0, to: [{ account: long, capacity: 20 }] }),
        'wrong side': ({ long }) => offer({ lots: -10, to: [{ account: long, capacity: 20 }] }),
        'too much': ({ long }) => offer({ lots: 11, to: [{ account: long, capacity: 20 }] }),
        'too much in two': ({ long }) => {
          const to = [{ account: long, capacity: 6 }];
          return [offer({ to }), offer({ to })];
        },
      }),
    ).toMatchInlineSnapshot(`
      "unknown market             | contract refused | liquidation bad: offer: there is no market number 9
      value NaN                  | contract refused | liquidation bad: offer: value was NaN; it is a whole number below 2^53
      half a unit                | contract refused | liquidation bad: offer: value was 0.5; it is a whole number below 2^53
      unknown account            | contract refused | liquidation bad: offer: there is no account 99
      to the subject             | contract refused | liquidation bad: offer: the subject was offered its own position
      capacity NaN               | contract refused | liquidation bad: offer: capacity of account 11 was NaN; it is a whole number below 2^53
      capacity below zero        | contract refused | liquidation bad: offer: capacity of account 11 was -1; it is at least 0
      half a lot of capacity     | contract refused | liquidation bad: offer: capacity of account 11 was 0.5; it is a whole number below 2^53
      fee above the value        | contract refused | liquidation bad: offer: a fee of 1000001 per million is above the whole value
      fee to nobody              | contract refused | liquidation bad: offer: there is no pool called "nobody" for A
      NaN lots                   | contract refused | liquidation bad: offer: lots was NaN; it is a whole number below 2^53
      no lots                    | contract refused | liquidation bad: offer: it offered 0 lots
      wrong side                 | contract refused | liquidation bad: offer: a piece of -10 lots of A, but the case has 10 to place
      too much                   | contract refused | liquidation bad: offer: a piece of 11 lots of A, but the case has 10 to place
      too much in two            | contract refused | liquidation bad: offer: a piece of 6 lots of A, but the case has 4 to place"
    `);
  });

  test('take-over', () => {
    const take = (over: One = {}) => ({
      do: 'takeOver',
      by: 'fund',
      market: 0,
      lots: 10,
      value: 940,
      margin: 'kept',
      ...over,
    });
    expect(
      lots({
        'unknown market': () => take({ market: 9 }),
        'unknown pool': () => take({ by: 'nobody' }),
        'NaN lots': () => take({ lots: Number.NaN }),
        'half a lot': () => take({ lots: 0.5 }),
        'wrong side': () => take({ lots: -10 }),
        'too much': () => take({ lots: 11 }),
        'too much in two': () => [take({ lots: 6, value: 564 }), take({ lots: 5, value: 470 })],
        'market it does not hold': () => take({ market: 1 }),
        'value NaN': () => take({ value: Number.NaN }),
        'value undefined': () => take({ value: undefined }),
        'margin lost': () => take({ margin: 'lost' }),
        'more than the pool has': () => take({ value: 961 }),
        'more than it has, in two': () => [take({ lots: 5, value: 481 }), take({ lots: 5, value: 480 })],
      }),
    ).toMatchInlineSnapshot(`
      "unknown market             | contract refused | liquidation bad: takeOver: there is no market number 9
      unknown pool               | contract refused | liquidation bad: takeOver: there is no pool called "nobody" for A
      NaN lots                   | contract refused | liquidation bad: takeOver: lots was NaN; it is a whole number below 2^53
      half a lot                 | contract refused | liquidation bad: takeOver: lots was 0.5; it is a whole number below 2^53
      wrong side                 | contract refused | liquidation bad: takeOver: a piece of -10 lots of A, but the case has 10 to place
      too much                   | contract refused | liquidation bad: takeOver: a piece of 11 lots of A, but the case has 10 to place
      too much in two            | contract refused | liquidation bad: takeOver: a piece of 5 lots of A, but the case has 4 to place
      market it does not hold    | contract refused | liquidation bad: takeOver: a piece of 10 lots of B, but the case has 0 to place
      value NaN                  | contract refused | liquidation bad: takeOver: value was NaN; it is a whole number below 2^53
      value undefined            | contract refused | liquidation bad: takeOver: value was undefined; it is a whole number below 2^53
      margin lost                | contract refused | liquidation bad: takeOver: margin is kept or forfeited, it was "lost"
      more than the pool has     | contract refused | liquidation bad: takeOver: pool fund would pay 21, but it may spend 20 above its floor
      more than it has, in two   | contract refused | liquidation bad: takeOver: pool fund would pay 10, but it may spend 9 above its floor"
    `);
  });

  test('pay', () => {
    const pay = (over: One = {}) => ({ do: 'pay', from: 'fund', amount: 10, ...over });
    expect(
      money({
        'unknown pool': () => pay({ from: 'nobody' }),
        NaN: () => pay({ amount: Number.NaN }),
        infinite: () => pay({ amount: Number.POSITIVE_INFINITY }),
        undefined: () => pay({ amount: undefined }),
        'half a unit': () => pay({ amount: 0.5 }),
        'below zero': () => pay({ amount: -1 }),
        nothing: () => pay({ amount: 0 }),
        'above the deficit': () => pay({ amount: 11 }),
        'above it in two': () => [pay({ amount: 6 }), pay({ amount: 5 })],
        'more than the pool has': () => pay({ from: 'poor', amount: 4 }),
        'more than it has, in two': () => [pay({ from: 'poor', amount: 2 }), pay({ from: 'poor', amount: 2 })],
      }),
    ).toMatchInlineSnapshot(`
      "unknown pool               | contract refused | socialisation bad: pay: there is no pool called "nobody" for A
      NaN                        | contract refused | socialisation bad: pay: amount was NaN; it is a whole number below 2^53
      infinite                   | contract refused | socialisation bad: pay: amount was Infinity; it is a whole number below 2^53
      undefined                  | contract refused | socialisation bad: pay: amount was undefined; it is a whole number below 2^53
      half a unit                | contract refused | socialisation bad: pay: amount was 0.5; it is a whole number below 2^53
      below zero                 | contract refused | socialisation bad: pay: amount was -1; it is at least 1
      nothing                    | contract refused | socialisation bad: pay: amount was 0; it is at least 1
      above the deficit          | contract refused | socialisation bad: pay: it raised 11, but the deficit that is left is 10
      above it in two            | contract refused | socialisation bad: pay: it raised 5, but the deficit that is left is 4
      more than the pool has     | contract refused | socialisation bad: pay: pool poor would pay 4, but it may spend 3 above its floor
      more than it has, in two   | contract refused | socialisation bad: pay: pool poor would pay 2, but it may spend 1 above its floor"
    `);
    expect(lots({ 'lots remain': () => pay() })).toMatchInlineSnapshot(
      `"lots remain                | contract refused | liquidation bad: pay: it raised 10, but the deficit that is left is 0"`,
    );
  });

  test('cut', () => {
    const cut = (over: One = {}) => ({ do: 'cut', market: 0, value: 950, cuts: [], ...over });
    const by = (account: number, lotsOf: unknown = 10, over: One = {}) =>
      cut({ cuts: [{ account, lots: lotsOf }], ...over });
    expect(
      lots({
        'unknown market': () => cut({ market: 9 }),
        nobody: () => cut(),
        'value NaN': ({ winner }) => by(winner, 10, { value: Number.NaN }),
        'counterparty value NaN': ({ winner }) => by(winner, 10, { counterpartyValue: Number.NaN, difference: 'fund' }),
        'nobody for the difference': ({ winner }) => by(winner, 10, { counterpartyValue: 945 }),
        'unknown difference': ({ winner }) => by(winner, 10, { counterpartyValue: 945, difference: 'nobody' }),
        'difference too large': ({ winner }) => by(winner, 10, { counterpartyValue: 929, difference: 'fund' }),
        'NaN lots': ({ winner }) => by(winner, Number.NaN),
        'half a lot': ({ winner }) => by(winner, 0.5),
        'lots below zero': ({ winner }) => by(winner, -1),
        'no lots': ({ winner }) => by(winner, 0),
        'unknown account': () => by(99),
        'half an account': () => by(7.5),
        'the subject': ({ loser }) => by(loser),
        'of the same side': ({ long }) => by(long, 6),
        'holds nothing': ({ member }) => by(member, 1),
        'more than it holds': ({ short }) => by(short, 7),
        'more than it holds, in two': ({ short }) =>
          cut({
            cuts: [
              { account: short, lots: 4 },
              { account: short, lots: 3 },
            ],
          }),
        'too much in sum': ({ winner, short }) =>
          cut({
            cuts: [
              { account: winner, lots: 10 },
              { account: short, lots: 1 },
            ],
          }),
        'market it does not hold': ({ long }) => by(long, 1, { market: 1 }),
        'in a case itself': ({ venue, short }) => {
          venue.cases.openDefault(short);
          return by(short, 6);
        },
      }),
    ).toMatchInlineSnapshot(`
      "unknown market             | contract refused | liquidation bad: cut: there is no market number 9
      nobody                     | contract refused | liquidation bad: cut: it moved 0 lots of A
      value NaN                  | contract refused | liquidation bad: cut: value was NaN; it is a whole number below 2^53
      counterparty value NaN     | contract refused | liquidation bad: cut: counterparty value was NaN; it is a whole number below 2^53
      nobody for the difference  | contract refused | liquidation bad: cut: the subject's value was 950 and the counterparties' 945, but no pool bears the difference
      unknown difference         | contract refused | liquidation bad: cut: there is no pool called "nobody" for A
      difference too large       | contract refused | liquidation bad: cut: pool fund would pay 21, but it may spend 20 above its floor
      NaN lots                   | contract refused | liquidation bad: cut: lots of account 9 was NaN; it is a whole number below 2^53
      half a lot                 | contract refused | liquidation bad: cut: lots of account 9 was 0.5; it is a whole number below 2^53
      lots below zero            | contract refused | liquidation bad: cut: lots of account 9 was -1; it is at least 1
      no lots                    | contract refused | liquidation bad: cut: lots of account 9 was 0; it is at least 1
      unknown account            | contract refused | liquidation bad: cut: there is no account 99
      half an account            | contract refused | liquidation bad: cut: there is no account 7.5
      the subject                | contract refused | liquidation bad: cut: cut was 10 lots on the short side, but account 8 holds 10 of A
      of the same side           | contract refused | liquidation bad: cut: cut was 6 lots on the short side, but account 11 holds 6 of A
      holds nothing              | contract refused | liquidation bad: cut: cut was 1 lots on the short side, but account 12 holds 0 of A
      more than it holds         | contract refused | liquidation bad: cut: cut was 7 lots on the short side, but account 10 holds -6 of A
      more than it holds, in two | contract refused | liquidation bad: cut: cut was 3 lots on the short side, but account 10 holds -2 of A
      too much in sum            | contract refused | liquidation bad: cut: a piece of 11 lots of A, but the case has 10 to place
      market it does not hold    | contract refused | liquidation bad: cut: cut was 0 lots on the short side, but account 11 holds -4 of B
      in a case itself           | contract refused | liquidation bad: cut: account 10 may not be a counterparty: it has an open case, or is the subject"
    `);
  });

  test('charge', () => {
    const charge = (account: number, amount: unknown, over: One = {}) => ({
      do: 'charge',
      base: 'equity',
      charges: [{ account, amount }],
      ...over,
    });
    expect(
      money({
        'unknown market': ({ short }) => charge(short, 1, { base: 'gains', market: 9 }),
        'unknown account': () => charge(99, 1),
        'the subject': ({ loser }) => charge(loser, 1),
        NaN: ({ short }) => charge(short, Number.NaN),
        'half a unit': ({ short }) => charge(short, 0.5),
        'below zero': ({ short }) => charge(short, -1),
        nothing: ({ short }) => charge(short, 0),
        'above the deficit': ({ short }) => charge(short, 11),
        'above the gain': ({ long }) => charge(long, 1, { base: 'gains', market: 0 }),
        'no position, no gain': ({ member }) => charge(member, 1, { base: 'gains', market: 0 }),
        'above the gain of the run': ({ long }) => charge(long, 1, { base: 'gains' }),
        'above the commitment': ({ member }) => charge(member, 8, { base: 'commitment' }),
        'above it in two': ({ member }) => [
          charge(member, 4, { base: 'commitment' }),
          charge(member, 4, { base: 'commitment' }),
        ],
        'no commitment': ({ short }) => charge(short, 1, { base: 'commitment' }),
        'above the deposits': ({ venue, short }) => {
          venue.ledger.transfer(0, short, venue.ledger.outsideAccount, 995, 'withdraw');
          return charge(short, 6, { base: 'deposits' });
        },
        'above the equity': ({ venue, long }) => {
          venue.ledger.transfer(0, long, venue.ledger.outsideAccount, 960, 'withdraw');
          return charge(long, 5);
        },
      }),
    ).toMatchInlineSnapshot(`
      "unknown market             | contract refused | socialisation bad: charge: there is no market number 9
      unknown account            | contract refused | socialisation bad: charge: there is no account 99
      the subject                | contract refused | socialisation bad: charge: the subject was charged for its own case
      NaN                        | contract refused | socialisation bad: charge: amount of account 10 was NaN; it is a whole number below 2^53
      half a unit                | contract refused | socialisation bad: charge: amount of account 10 was 0.5; it is a whole number below 2^53
      below zero                 | contract refused | socialisation bad: charge: amount of account 10 was -1; it is at least 1
      nothing                    | contract refused | socialisation bad: charge: amount of account 10 was 0; it is at least 1
      above the deficit          | contract refused | socialisation bad: charge: it raised 11, but the deficit that is left is 10
      above the gain             | contract refused | socialisation bad: charge: account 11 was charged 1, but its gains comes to 0
      no position, no gain       | contract refused | socialisation bad: charge: account 12 was charged 1, but its gains comes to 0
      above the gain of the run  | contract refused | socialisation bad: charge: account 11 was charged 1, but its gains comes to 0
      above the commitment       | contract refused | socialisation bad: charge: account 12 was charged 8, but its commitment comes to 7
      above it in two            | contract refused | socialisation bad: charge: account 12 was charged 8, but its commitment comes to 7
      no commitment              | contract refused | socialisation bad: charge: account 10 was charged 1, but its commitment comes to 0
      above the deposits         | contract refused | socialisation bad: charge: account 10 was charged 6, but its deposits comes to 5
      above the equity           | contract refused | socialisation bad: charge: account 11 was charged 5, but its equity comes to 4"
    `);
  });

  test('index shift', () => {
    const shift = (over: One = {}) => ({ do: 'shiftIndex', market: 0, side: 0, amount: 10, ...over });
    expect(
      money({
        'unknown market': () => shift({ market: 9 }),
        'side 2': () => shift({ side: 2 }),
        NaN: () => shift({ amount: Number.NaN }),
        'half a unit': () => shift({ amount: 0.5 }),
        nothing: () => shift({ amount: 0 }),
        'above the deficit': () => shift({ amount: 11 }),
        'above it in two': () => [shift({ amount: 6 }), shift({ amount: 5, side: 1 })],
        'nobody there': () => shift({ market: 2 }),
      }),
    ).toMatchInlineSnapshot(`
      "unknown market             | contract refused | socialisation bad: shiftIndex: there is no market number 9
      side 2                     | contract refused | socialisation bad: shiftIndex: the side was 2; it is 1, -1 or 0 for both
      NaN                        | contract refused | socialisation bad: shiftIndex: amount was NaN; it is a whole number below 2^53
      half a unit                | contract refused | socialisation bad: shiftIndex: amount was 0.5; it is a whole number below 2^53
      nothing                    | contract refused | socialisation bad: shiftIndex: amount was 0; it is at least 1
      above the deficit          | contract refused | socialisation bad: shiftIndex: it raised 11, but the deficit that is left is 10
      above it in two            | contract refused | socialisation bad: shiftIndex: it raised 5, but the deficit that is left is 4
      nobody there               | contract refused | socialisation bad: shiftIndex: nobody holds C, so its index can raise nothing"
    `);
  });

  test('a list of actions is refused as a whole', () => {
    expect(
      lots({
        'second is nonsense': ({ long }) => [
          { do: 'offer', market: 0, lots: 5, value: 475, to: [{ account: long, capacity: 5 }], share: 'in-order' },
          { do: 'burn' },
        ],
        'money after an order': () => [
          { do: 'order', market: 0, lots: 10, timeInForce: 'ioc' },
          { do: 'pay', from: 'fund', amount: 1 },
        ],
        'take-over after an offer': ({ long }) => [
          { do: 'offer', market: 0, lots: 5, value: 475, to: [{ account: long, capacity: 5 }], share: 'in-order' },
          { do: 'takeOver', by: 'fund', market: 0, lots: 5, value: 470, margin: 'kept' },
        ],
      }),
    ).toMatchInlineSnapshot(`
      "second is nonsense         | contract refused | liquidation bad: burn: it follows an order or an offer in one answer; answer with it when you are asked again
      money after an order       | contract refused | liquidation bad: pay: it follows an order or an offer in one answer; answer with it when you are asked again
      take-over after an offer   | contract refused | liquidation bad: takeOver: it follows an order or an offer in one answer; answer with it when you are asked again"
    `);
  });
});
