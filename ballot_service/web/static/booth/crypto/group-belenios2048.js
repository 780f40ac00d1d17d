// The group "BELENIOS-2048": the order-q subgroup of the integers mod p, elements in decimal.
// Refuses 0, p and above, anything outside the subgroup, and the identity unless asked.

import { DECIMAL, requireString } from './encoding.js';
import { IdentityElement, NotAnElement } from './errors.js';

const P = BigInt(
  '20694785691422546401013643657505008064922989295751104097100884787057374219242717'
  + '40192223725449768433812906663313807895840496005438963628979639303877390572280360'
  + '59737494276713767776188985898727358650490811670993105358677809800307904916540637'
  + '77173764198678527273474476341835600035698305193144284561701911000786737307333564'
  + '12397173289791324047457883446826065232797464795113767265869358218004631792207366'
  + '88600526271863633860887968821207694323661494910029234443463732221458841005864210'
  + '50242120365433561201320481118852408731077014151666200162313177169372189248078507'
  + '711827842317498073276598828825169183103125680162072880719',
);
const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;
const G = BigInt(
  '24023526775018522092276877035323999327122876573783649165100753187876632741463532'
  + '19320285676155269678799694668298749389095083896573425601900601068477164491735474'
  + '13728310461045868131451178164675540052740288984613986453266121505579709716201616'
  + '82703128864324566638348636357821061549184199825343151897406581868686511513585764'
  + '10138882215396016043228843603930989333662772848406593138406010231675095763777982'
  + '66510360682240663507669776402534625377308513317349519424896775405257365904949247'
  + '76314759915751987751777114814909204566002054781270547282381409725186398583341157'
  + '00568353695553423781475582491896050296680037745308460627',
);
const DIGITS = P.toString().length;

/** Bits of one window of a fixed-base table, and how many windows an exponent has. */
const WINDOW = 6;
const WINDOWS = Math.ceil(Q.toString(2).length / WINDOW);
const SHIFT = BigInt(WINDOW);
const MASK = (1n << SHIFT) - 1n;

/** base^exponent mod p from the left, four bits at a time; for public exponents. */
function power(base, exponent) {
  const table = [1n];
  for (let index = 1; index < 16; index += 1) table.push((table[index - 1] * base) % P);
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    result = (result * result) % P;
    result = (result * result) % P;
    result = (result * result) % P;
    result = (result * result) % P;
    result = (result * table[Number.parseInt(digit, 16)]) % P;
  }
  return result;
}

/** rows[i][d] = base^(d * 2^(WINDOW*i)): a power is then one product a window. */
function tableOf(base) {
  const rows = [];
  let step = base;
  while (rows.length < WINDOWS) {
    const row = [1n];
    for (let digit = 1; digit <= 1 << WINDOW; digit += 1) row.push((row[digit - 1] * step) % P);
    step = row.pop();
    rows.push(row);
  }
  return rows;
}

/** BigInt arithmetic is not constant time: what this leaks stays on the member's own tablet. */
export const belenios2048Group = Object.freeze({
  name: 'BELENIOS-2048',
  order: Q,
  modulus: P,
  generator: G,
  identity: 1n,

  /**
   * @param {unknown} text a decimal number
   * @param {{ identity?: boolean }} [allow] whether the identity may stand here
   */
  parse(text, { identity = false } = {}) {
    requireString(text, 'element');
    if (text.length > DIGITS || !DECIMAL.test(text)) {
      throw new NotAnElement('not a canonical decimal number');
    }
    const value = BigInt(text);
    if (value === 0n || value >= P) throw new NotAnElement('outside 0 < x < p');
    if (power(value, Q) !== 1n) throw new NotAnElement('outside the order-q subgroup');
    if (!identity && value === 1n) throw new IdentityElement('BELENIOS-2048');
    return value;
  },

  /** @returns {string} base 10 */
  format(element) {
    return element.toString();
  },

  multiply(a, b) {
    return (a * b) % P;
  },

  invert(a) {
    return power(a, Q - 1n);
  },

  equal(a, b) {
    return a === b;
  },

  /** base^exponent for public exponents. */
  powerPublic(base, exponent) {
    return power(base, exponent);
  },

  /**
   * @param {bigint} base an element that many powers are taken of
   * @returns {(exponent: bigint) => bigint} base^exponent by a table
   */
  fixed(base) {
    let rows;
    return (exponent) => {
      rows ??= tableOf(base);
      let result = 1n;
      let rest = exponent;
      for (const row of rows) {
        result = (result * row[Number(rest & MASK)]) % P;
        rest >>= SHIFT;
      }
      return result;
    };
  },
});
