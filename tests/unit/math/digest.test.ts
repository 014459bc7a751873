import { describe, expect, test } from 'vitest';
import { Digest } from '../../../src/math/index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The reference code prints the words as memory holds them, low byte first. */
const asPrinted = (hex: string): string =>
  hex.replace(/(..)(..)(..)(..)/g, (_, a: string, b: string, c: string, d: string) => d + c + b + a);

describe('Digest', () => {
  // Vectors of karanlyons/murmurHash3.js (words) and of sammy00/murmur3 and NHasher (bytes in memory).
  test.each([
    [0, '', '00000000000000000000000000000000'],
    [0, "I will not buy this tobacconist's, it is scratched.", '9b5b7ba2ef3f7866889adeaf00f3f98e'],
  ])('with seed %d of %j is the published MurmurHash3 x86 128', (seed, text, published) => {
    expect(new Digest(seed).bytes(bytes(text)).hex()).toBe(published);
  });

  test.each([
    [0x9747b28c, '', 'a1d5bef71c6a575b1c6a575b1c6a575b'],
    [0x9747b28c, 'The quick brown fox jumps over the lazy dog', '5ed5d48a7161b84c9c3aa78e3e79b6cd'],
    [0x9747b28c, 'The quick brown fox jumps over the lazy cog', '0e8829ccf91081107c6f5ebf3433e188'],
    [0, 'The quick brown fox jumps over the lazy dog', 'c383152f672ceeec6cf67b5d2c1de9e5'],
  ])('with seed %d of %j is the published MurmurHash3 x86 128, byte by byte', (seed, text, published) => {
    expect(asPrinted(new Digest(seed).bytes(bytes(text)).hex())).toBe(published);
  });

  test('passes the verification of SMHasher, which hashes the hashes of 256 keys of every length', () => {
    const key = Uint8Array.from({ length: 256 }, (_, i) => i);
    const all = new Digest();
    for (let length = 0; length < 256; length++) {
      all.ints(Uint32Array.from(new Digest(256 - length).bytes(key.subarray(0, length)).words()));
    }
    expect(all.words()[0]).toBe(0xb3ece62a);
  });

  test('goes on after it was read', () => {
    const digest = new Digest().bytes(bytes('The quick brown fox jumps'));
    expect(digest.hex()).toBe(digest.hex());
    expect(digest.bytes(bytes(' over the lazy dog')).hex()).toBe(
      new Digest().bytes(bytes('The quick brown fox jumps over the lazy dog')).hex(),
    );
  });

  test('goes on from what was saved of it, wherever it stood', () => {
    const input = Uint8Array.from({ length: 9000 }, (_, i) => i * 7);
    const whole = new Digest(3).bytes(input).hex();
    for (const cut of [0, 1, 15, 16, 17, 4095, 4096, 4097, 8999, 9000]) {
      const first = new Digest(3).bytes(input.subarray(0, cut));
      const second = Digest.restore(structuredClone(first.save()));
      expect(second.save()).toEqual(first.save());
      expect(second.bytes(input.subarray(cut)).hex()).toBe(whole);
      expect(first.bytes(input.subarray(cut)).hex()).toBe(whole);
    }
  });

  test('starts afresh after a reset', () => {
    const digest = new Digest(5).text('forgotten');
    expect(digest.reset(5).int(1).hex()).toBe(new Digest(5).int(1).hex());
    expect(digest.reset().int(1).hex()).toBe(new Digest().int(1).hex());
  });

  test('of numbers is that of their bytes, low byte first', () => {
    const expected = new Digest().bytes(Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0xfe, 0xff, 0xff, 0xff)).hex();
    expect(new Digest().doubles(Float64Array.of(1)).ints(Int32Array.of(-2)).hex()).toBe(expected);
    expect(new Digest().double(1).int(-2).hex()).toBe(expected);
  });

  test('counts every NaN as the same one, wherever its bits came from', () => {
    const bits = new Uint32Array([1, 0xfff00000, 0, 0x3ff00000]);
    const odd = new Float64Array(bits.buffer);
    expect(new Digest().doubles(odd).hex()).toBe(new Digest().double(NaN).double(1).hex());
    expect([...bits]).toEqual([1, 0xfff00000, 0, 0x3ff00000]);
  });

  test('tells 0 from -0, and one text of two parts from another', () => {
    expect(new Digest().double(0).hex()).not.toBe(new Digest().double(-0).hex());
    expect(new Digest().text('ab').text('c').hex()).not.toBe(new Digest().text('a').text('bc').hex());
  });

  test('of a text is that of its length and its UTF-8 bytes, short or long', () => {
    for (const text of ['', 'Zürich €𝄞', 'ü'.repeat(128), 'ü'.repeat(129), '€'.repeat(3000)]) {
      const encoded = bytes(text);
      expect(new Digest().text(text).hex()).toBe(new Digest().int(encoded.length).bytes(encoded).hex());
    }
  });

  test('takes texts across the end of its buffer, whatever their characters', () => {
    for (const before of [0, 5, 4020, 4027, 4028, 4029, 4090, 4096]) {
      const lead = new Uint8Array(before).fill(7);
      for (const text of [
        '',
        'a',
        'levered-long',
        'x'.repeat(64),
        'x'.repeat(65),
        `${'x'.repeat(63)}ü`,
        '\u007f',
        '\u0080',
      ]) {
        const encoded = bytes(text);
        const split = new Digest().bytes(lead).int(encoded.length).bytes(encoded).int(1);
        expect(new Digest().bytes(lead).text(text).int(1).hex()).toBe(split.hex());
      }
    }
  });

  test('takes single numbers across the end of its buffer', () => {
    for (const before of [4087, 4088, 4089, 4092, 4093, 4095, 4096]) {
      const lead = new Uint8Array(before).fill(7);
      const one = new Digest().bytes(lead).double(1.5).int(9);
      const many = new Digest().bytes(lead).doubles(Float64Array.of(1.5)).ints(Int32Array.of(9));
      expect(one.hex()).toBe(many.hex());
    }
  });

  test('gives the bits it gave on every machine so far', () => {
    const ramp = Float64Array.from({ length: 10_000 }, (_, i) => i / 7);
    expect(new Digest(1).text('events').doubles(ramp).hex()).toBe('86172ab9665226138d7bc0c6b5fef256');
  });
});
