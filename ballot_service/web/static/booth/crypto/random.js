// Fresh randomness for the booth: seeds, nonces, prefixes, all from the browser's own generator.
// Refuses a generator that is absent, stuck on one value, or that ever repeats what it gave.

import { hashHex, toNumber } from './encoding.js';
import { RandomnessExhausted } from './errors.js';

/** From this many bytes on, a repetition is a fault and not chance. */
const GUARDED = 16;

/** A source of randomness that remembers (hashed) what it gave, in order to refuse a repetition. */
export class Random {
  #fill;
  #seen = new Set();

  /** @param {(array: Uint8Array) => Uint8Array} [fill] fills an array; tests pass their own */
  constructor(fill = systemFill()) {
    this.#fill = fill;
  }

  /**
   * @param {number} length
   * @returns {Uint8Array} that many fresh bytes
   */
  bytes(length) {
    const filled = this.#fill(new Uint8Array(length));
    if (!(filled instanceof Uint8Array) || filled.length !== length) {
      throw new RandomnessExhausted('too few bytes');
    }
    if (length >= GUARDED) this.#requireFresh(filled);
    return filled;
  }

  /** @returns {Uint8Array} the 32-byte seed of one ballot */
  seed() {
    return this.bytes(32);
  }

  /**
   * A number drawn uniformly from 1 to order - 1, by rejection.
   * @param {bigint} order
   * @returns {bigint}
   */
  scalar(order) {
    const bits = order.toString(2).length;
    const length = Math.ceil(bits / 8);
    const excess = BigInt(8 * length - bits);
    for (let attempt = 0; attempt < 256; attempt += 1) {
      const value = toNumber(this.bytes(length)) >> excess;
      if (value > 0n && value < order) return value;
    }
    throw new RandomnessExhausted('no number below the order in 256 draws');
  }

  /**
   * An index drawn uniformly from 0 to size - 1, by rejection.
   * @param {number} size at most 256
   * @returns {number}
   */
  below(size) {
    const limit = 256 - (256 % size);
    for (let attempt = 0; attempt < 256; attempt += 1) {
      const [byte] = this.bytes(1);
      if (byte < limit) return byte % size;
    }
    throw new RandomnessExhausted('no index in 256 draws');
  }

  /** Draws twice, so that a generator that stands still is caught before anything rests on it. */
  requireAlive() {
    this.bytes(32);
    this.bytes(32);
  }

  #requireFresh(bytes) {
    if (bytes.every((byte) => byte === bytes[0])) {
      throw new RandomnessExhausted('constant output');
    }
    const mark = hashHex(bytes);
    if (this.#seen.has(mark)) throw new RandomnessExhausted('repeated output');
    this.#seen.add(mark);
  }
}

/** The platform's generator; looked up at use, never replaced by a weaker one. */
function systemFill() {
  if (typeof globalThis.crypto?.getRandomValues !== 'function') {
    throw new RandomnessExhausted('no crypto.getRandomValues');
  }
  return (array) => globalThis.crypto.getRandomValues(array);
}
