/** A sum of whole numbers, exact at any size: a number as long as it is safe, with a bigint for what goes beyond. */
export class ExactTotal {
  #near = 0;
  #wide = 0n;

  /** @param units - A whole number. */
  add(units: number): void {
    const sum = this.#near + units;
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(units)) this.#near = sum;
    else this.#wide += BigInt(units);
  }

  get value(): bigint {
    return this.#wide + BigInt(this.#near);
  }
}
