// Schnorr signatures: a ballot is signed by the credential that casts it.
// Refuses the nonces 0 and q or above; a nonce must never come from a ballot's seed.

import { signatureChallenge } from './transcript.js';
import { BadSignature, NumberOutOfRange } from './errors.js';
import { powerOfGenerator, reduce } from './group.js';

/**
 * @param {import('./group.js').Group} group
 * @param {bigint} secret x
 * @param {string} hash what is signed, as written in the record
 * @param {bigint} nonce drawn fresh: whoever learns it learns the credential
 * @returns {import('./proofs.js').Proof}
 */
export function sign(group, secret, hash, nonce) {
  if (nonce <= 0n || nonce >= group.order) throw new NumberOutOfRange('nonce');
  const commitment = group.format(powerOfGenerator(group)(nonce));
  const challenge = signatureChallenge(group.order, hash, commitment);
  return { challenge, response: reduce(nonce - secret * challenge, group.order) };
}

/**
 * @param {import('./group.js').Group} group
 * @param {object} publicKey g^x
 * @param {string} hash
 * @param {import('./proofs.js').Proof} proof
 */
export function verifySignature(group, publicKey, hash, proof) {
  const commitment = group.format(schnorrCommitment(group, publicKey, proof));
  if (signatureChallenge(group.order, hash, commitment) !== proof.challenge) {
    throw new BadSignature('ballot');
  }
}

/** A = g^response * X^challenge. */
export function schnorrCommitment(group, publicKey, { challenge, response }) {
  const known = powerOfGenerator(group)(response);
  return group.multiply(known, group.powerPublic(publicKey, challenge));
}
