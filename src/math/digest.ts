const BUFFER_BYTES = 4096;
/** Characters of a text that is written byte by byte. */
const SHORT = 64;
const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

const utf8 = new TextEncoder();
const shortText = new Uint8Array(384);

if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) {
  throw new Error(
    'This machine stores numbers with the high byte first; digests are defined for the low byte first only.',
  );
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function avalanche(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hasNan(data: Float64Array): boolean {
  for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) return true;
  return false;
}

/**
 * A streaming hash of 128 bits, for telling two runs apart; not for security.
 *
 * The hash is of the bytes in the order given: how `bytes`, `ints` and `doubles` are cut into calls does not matter,
 * and a text is preceded by its length. Every NaN counts as the same one; 0 and -0 differ.
 *
 * @source Appleby, MurmurHash3_x86_128 (public domain, https://github.com/aappleby/smhasher).
 * @example
 * new Digest().text('fills').doubles(values).hex()   // 32 hexadecimal digits
 */
export class Digest {
  readonly #words = new Int32Array(BUFFER_BYTES / 4);
  readonly #buffer = new Uint8Array(this.#words.buffer);
  readonly #view = new DataView(this.#words.buffer);
  #filled = 0;
  #length = 0;
  #h1 = 0;
  #h2 = 0;
  #h3 = 0;
  #h4 = 0;

  /** @param seed - Uint32, dimensionless. Defaults to 0. */
  constructor(seed = 0) {
    this.reset(seed);
  }

  /**
   * Forgets all input, so that one digest can serve many short ones.
   *
   * @param seed - Uint32, dimensionless. Defaults to 0.
   */
  reset(seed = 0): this {
    this.#filled = 0;
    this.#length = 0;
    this.#h1 = this.#h2 = this.#h3 = this.#h4 = seed | 0;
    return this;
  }

  /** Adds bytes as they are. */
  bytes(data: Uint8Array): this {
    this.#length += data.length;
    for (let from = 0; from < data.length; ) {
      const count = Math.min(data.length - from, BUFFER_BYTES - this.#filled);
      this.#buffer.set(count === data.length ? data : data.subarray(from, from + count), this.#filled);
      this.#filled += count;
      from += count;
      if (this.#filled === BUFFER_BYTES) this.#mixBlocks();
    }
    return this;
  }

  /** Adds 32-bit integers, four bytes each, low byte first. */
  ints(data: Int32Array | Uint32Array): this {
    return this.bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }

  /** Adds one 32-bit integer, as `ints` would. */
  int(value: number): this {
    if (this.#filled > BUFFER_BYTES - 4) this.#mixBlocks();
    this.#view.setInt32(this.#filled, value, true);
    this.#filled += 4;
    this.#length += 4;
    return this;
  }

  /** Adds float64 numbers, eight bytes each, low byte first. */
  doubles(data: Float64Array): this {
    if (!hasNan(data)) return this.bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    for (const value of data) this.double(value);
    return this;
  }

  /** Adds one float64 number, as `doubles` would. */
  double(value: number): this {
    // The bits of a NaN are the engine's own choice, so they are chosen here.
    if (Number.isNaN(value)) return this.int(0).int(0x7ff80000);
    if (this.#filled > BUFFER_BYTES - 8) this.#mixBlocks();
    this.#view.setFloat64(this.#filled, value, true);
    this.#filled += 8;
    this.#length += 8;
    return this;
  }

  /** Adds a text: its count of UTF-8 bytes as a uint32, then the bytes. A lone surrogate counts as U+FFFD. */
  text(text: string): this {
    return this.#ascii(text) ? this : this.#utf8(text);
  }

  /** Adds a short text whose characters are a byte each; false, and nothing added, for any other. */
  #ascii(text: string): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    if (this.#filled > BUFFER_BYTES - 4 - SHORT) this.#mixBlocks();
    const from = this.#filled + 4;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      this.#buffer[from + i] = code;
    }
    this.int(length);
    this.#filled += length;
    this.#length += length;
    return true;
  }

  #utf8(text: string): this {
    // Encoding in place is five times as fast; a UTF-16 unit takes at most three bytes.
    const encoded =
      text.length * 3 <= shortText.length
        ? shortText.subarray(0, utf8.encodeInto(text, shortText).written)
        : utf8.encode(text);
    return this.int(encoded.length).bytes(encoded);
  }

  /** The hash of all input so far, as four uint32; more input may follow. */
  words(): [number, number, number, number] {
    const words: [number, number, number, number] = [0, 0, 0, 0];
    this.readInto(words);
    for (let i = 0; i < 4; i++) words[i] = (words[i] as number) >>> 0;
    return words;
  }

  /** Writes the hash of all input so far to four entries of `into`, as int32; more input may follow. */
  readInto(into: number[]): void {
    this.#mixBlocks();
    this.#buffer.fill(0, this.#filled, 16);
    const words = this.#words;
    let h1 = this.#h1 ^ this.#length ^ Math.imul(rotate(Math.imul(words[0] as number, C1), 15), C2);
    let h2 = this.#h2 ^ this.#length ^ Math.imul(rotate(Math.imul(words[1] as number, C2), 16), C3);
    let h3 = this.#h3 ^ this.#length ^ Math.imul(rotate(Math.imul(words[2] as number, C3), 17), C4);
    let h4 = this.#h4 ^ this.#length ^ Math.imul(rotate(Math.imul(words[3] as number, C4), 18), C1);
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = avalanche((h2 + h1) | 0);
    h3 = avalanche((h3 + h1) | 0);
    h4 = avalanche((h4 + h1) | 0);
    h1 = avalanche(h1);
    h1 = (h1 + h2 + h3 + h4) | 0;
    into[0] = h1;
    into[1] = (h2 + h1) | 0;
    into[2] = (h3 + h1) | 0;
    into[3] = (h4 + h1) | 0;
  }

  /** The hash of all input so far, as 32 hexadecimal digits; more input may follow. */
  hex(): string {
    return this.words()
      .map((word) => word.toString(16).padStart(8, '0'))
      .join('');
  }

  /** Plain data from which {@link Digest.restore} continues to the same hash: nine int32. */
  save(): Int32Array {
    this.#mixBlocks();
    this.#buffer.fill(0, this.#filled, 16);
    return Int32Array.of(this.#h1, this.#h2, this.#h3, this.#h4, this.#length, ...this.#words.subarray(0, 4));
  }

  /** A digest that continues a saved one. */
  static restore(saved: Int32Array): Digest {
    return new Digest().resume(saved);
  }

  /** Continues a saved digest in place of what it was given so far. */
  resume(saved: Int32Array): this {
    this.#h1 = saved[0] as number;
    this.#h2 = saved[1] as number;
    this.#h3 = saved[2] as number;
    this.#h4 = saved[3] as number;
    this.#length = saved[4] as number;
    for (let i = 0; i < 4; i++) this.#words[i] = saved[5 + i] as number;
    // All whole blocks of sixteen bytes are mixed in, so the rest follows from the length.
    this.#filled = this.#length & 15;
    return this;
  }

  /** Mixes the whole 16-byte blocks of the buffer and moves the bytes left over to its start. */
  #mixBlocks(): void {
    const words = this.#words;
    const end = (this.#filled >>> 4) << 2;
    let h1 = this.#h1;
    let h2 = this.#h2;
    let h3 = this.#h3;
    let h4 = this.#h4;
    for (let i = 0; i < end; i += 4) {
      h1 ^= Math.imul(rotate(Math.imul(words[i] as number, C1), 15), C2);
      h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
      h2 ^= Math.imul(rotate(Math.imul(words[i + 1] as number, C2), 16), C3);
      h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
      h3 ^= Math.imul(rotate(Math.imul(words[i + 2] as number, C3), 17), C4);
      h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
      h4 ^= Math.imul(rotate(Math.imul(words[i + 3] as number, C4), 18), C1);
      h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
    this.#buffer.copyWithin(0, end * 4, this.#filled);
    this.#filled -= end * 4;
  }
}
