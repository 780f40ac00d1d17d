// A ballot's randomness from one seed (record.md 6.1), so that it can be opened to a checker.
// Refuses seeds of another length or that give 0; the signature's nonce is never derived here.

import { hmac, sha512 } from '../vendor/noble.js';
import { toNumber, utf8 } from './encoding.js';
import { RandomnessExhausted } from './errors.js';

/**
 * @param {Uint8Array} seed 32 bytes
 * @param {{ uuid: string, fingerprint: string, credential: string, order: bigint }} binding
 *   `credential` is the public half, as written in the ballot
 * @returns {(label: string) => bigint} the scalar of a label
 */
export function seedScalars(seed, { uuid, fingerprint, credential, order }) {
  if (!(seed instanceof Uint8Array) || seed.length !== 32) {
    throw new RandomnessExhausted('a seed has 32 bytes');
  }
  const prefix = `ballot-service/seed/1|${uuid}|${fingerprint}|${credential}|`;
  return (label) => {
    const scalar = toNumber(hmac(sha512, seed, utf8(prefix + label))) % order;
    if (scalar === 0n) throw new RandomnessExhausted('this seed gives 0: draw another');
    return scalar;
  };
}

/**
 * The secrets of one disjunctive proof.
 * @param {(label: string) => bigint} scalar
 * @param {string} label `i/j`, `i/sum` or `i/blank`
 */
export function proofSecrets(scalar, label) {
  return {
    nonce: scalar(`${label}/w`),
    simulated: (branch) => ({
      challenge: scalar(`${label}/${branch}/c`),
      response: scalar(`${label}/${branch}/s`),
    }),
  };
}
