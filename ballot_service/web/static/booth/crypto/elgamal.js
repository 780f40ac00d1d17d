// Exponential ElGamal: a choice becomes (g^r, y^r * g^m), and choices are summed by multiplying.
// Refuses the identity as alpha, and knows nothing of decryption: no secret key ever comes here.

import { requireFields } from './encoding.js';

/**
 * @typedef {object} Ciphertext
 * @property {object} alpha
 * @property {object} beta
 * @property {string} alphaText as written in the record
 * @property {string} betaText
 */

/**
 * @param {import('./election.js').Keys} keys
 * @param {bigint} randomness r
 * @param {number | bigint} plaintext m
 * @returns {Ciphertext}
 */
export function encrypt(keys, randomness, plaintext) {
  const { group, powerOfGenerator, powerOfKey } = keys;
  const alpha = powerOfGenerator(randomness);
  const masked = powerOfKey(randomness);
  const beta = group.multiply(masked, powerOfGenerator(BigInt(plaintext)));
  return withTexts(group, alpha, beta);
}

/** The sum of the plaintexts under the sum of the randomness. */
export function product(group, ciphertexts) {
  let { identity: alpha, identity: beta } = group;
  for (const ciphertext of ciphertexts) {
    alpha = group.multiply(alpha, ciphertext.alpha);
    beta = group.multiply(beta, ciphertext.beta);
  }
  return withTexts(group, alpha, beta);
}

/** @param {unknown} value a ciphertext as parsed from JSON */
export function parseCiphertext(group, value) {
  const { alpha, beta } = requireFields(value, 'ciphertext', ['alpha', 'beta']);
  return {
    alpha: group.parse(alpha),
    beta: group.parse(beta, { identity: true }),
    alphaText: alpha,
    betaText: beta,
  };
}

/** @returns {{ alpha: string, beta: string }} in the record's order of keys */
export function formatCiphertext({ alphaText, betaText }) {
  return { alpha: alphaText, beta: betaText };
}

function withTexts(group, alpha, beta) {
  return { alpha, beta, alphaText: group.format(alpha), betaText: group.format(beta) };
}
