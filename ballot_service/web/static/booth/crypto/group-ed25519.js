// The group "Ed25519": the prime-order subgroup, an element in hex, big-endian.
// Refuses non-canonical encodings, points outside the subgroup, and the identity unless asked.

import { bytesToHex, ed25519, hexToBytes } from '../vendor/noble.js';
import { requireString } from './encoding.js';
import { IdentityElement, NotAnElement } from './errors.js';

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;
const HEX = /^[0-9a-f]{64}$/;

/** JavaScript promises no constant time; secret exponents take noble's regular path. */
export const ed25519Group = Object.freeze({
  name: 'Ed25519',
  order: ORDER,
  generator: Point.BASE,
  identity: Point.ZERO,

  /**
   * @param {unknown} text 64 lower-case hex digits
   * @param {{ identity?: boolean }} [allow] whether the identity may stand here
   */
  parse(text, { identity = false } = {}) {
    requireString(text, 'element');
    if (!HEX.test(text)) throw new NotAnElement('not 64 lower-case hex digits');
    let point;
    try {
      point = Point.fromBytes(hexToBytes(text).reverse());
    } catch {
      throw new NotAnElement('no point of the curve in canonical form');
    }
    if (!point.isTorsionFree()) throw new NotAnElement('outside the prime-order subgroup');
    if (!identity && point.is0()) throw new IdentityElement('Ed25519');
    return point;
  },

  /** @returns {string} 64 lower-case hex digits */
  format(element) {
    return bytesToHex(element.toBytes().reverse());
  },

  multiply(a, b) {
    return a.add(b);
  },

  invert(a) {
    return a.negate();
  },

  equal(a, b) {
    return a.equals(b);
  },

  /** base^exponent for public exponents: faster, and its time shows the exponent. */
  powerPublic(base, exponent) {
    return base.multiplyUnsafe(exponent);
  },

  /**
   * @param {object} base an element that many powers are taken of
   * @returns {(exponent: bigint) => object} base^exponent by a table, for secret exponents
   */
  fixed(base) {
    base.precompute(6);
    return (exponent) => (exponent === 0n ? Point.ZERO : base.multiply(exponent));
  },
});
