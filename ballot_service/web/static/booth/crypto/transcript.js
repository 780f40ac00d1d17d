// Every challenge of the record: SHA-256 of a tagged text and its commitments, mod q.
// Refuses shortcuts: each function takes the whole statement that its challenge must bind.

import { hashBytes, toNumber } from './encoding.js';

/**
 * H(prefix; P1 ... Pn) of the format.
 * @param {bigint} order q
 * @param {string} prefix with its final "|"
 * @param {string[]} elements as they are written in the record
 * @returns {bigint}
 */
export function challenge(order, prefix, elements) {
  return toNumber(hashBytes(prefix + elements.join(','))) % order;
}

/** The text S0 that binds a proof to one ballot of one election. */
export function ballotStatement(fingerprint, credential) {
  return `${fingerprint}|${credential}`;
}

/** The text S that binds a proof to all ciphertexts of one question as well. */
export function questionStatement(fingerprint, credential, ciphertexts) {
  const parts = ciphertexts.map(({ alphaText, betaText }) => `${alphaText},${betaText}`);
  return `${ballotStatement(fingerprint, credential)}|${parts.join(',')}`;
}

/** A ciphertext holds one of several plaintexts, under the statement's text. */
export function disjunctionChallenge(order, statement, { alphaText, betaText }, commitments) {
  return challenge(order, `prove|${statement}|${alphaText},${betaText}|`, commitments);
}

/** Blank bit 0, or every other choice 0. */
export function blankChallenge(order, statement, commitments) {
  return challenge(order, `bproof0|${statement}|`, commitments);
}

/** Blank bit 1, or the sum of the other choices within bounds. */
export function blankOverallChallenge(order, statement, commitments) {
  return challenge(order, `bproof1|${statement}|`, commitments);
}

/** A ballot's signature over the hash of all the rest. */
export function signatureChallenge(order, hash, commitment) {
  return challenge(order, `sig|${hash}|`, [commitment]);
}
