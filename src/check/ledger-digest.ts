import type { RunDigest } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { Digest } from '../math/index.ts';

/** Hashes the log and every column of a ledger, freed rows and high limbs included. */
export const digestOf = (ledger: Ledger): RunDigest => {
  const digest = new Digest();
  const accounts = ledger.accounts.save();
  const positions = ledger.positions.save();
  digest.int(accounts.count).bytes(accounts.kind).ints(accounts.owner).ints(accounts.head);
  for (const column of accounts.quote) digest.doubles(column);
  for (const limbs of accounts.high) digest.doubles(limbs);
  for (const [account, units] of accounts.commitment) digest.int(account).double(units);
  digest.int(positions.used).int(positions.free);
  digest.doubles(positions.lots).doubles(positions.cost).doubles(positions.entryIndex);
  for (const name of ['account', 'nextOfAccount', 'nextInMarket', 'previousInMarket', 'headOfMarket'] as const)
    digest.ints(positions[name]);
  const { market } = positions;
  digest.bytes(new Uint8Array(market.buffer, market.byteOffset, market.byteLength));
  const { mark, oracle, longIndex, shortIndex, longLots, shortLots, indexBalance, drift } = ledger;
  for (const column of [mark, oracle, longIndex, shortIndex, longLots, shortLots, indexBalance, drift])
    digest.doubles(column);
  return { log: ledger.log.digest(), columns: digest.hex() };
};
