// Disjunctive zero-knowledge proofs: one of these ciphertexts holds the plaintext beside it.
// Refuses a proof with another number of branches, and any whose challenges do not sum to the hash.

import { parseScalar, requireFields } from './encoding.js';
import { BadProof, WrongShape } from './errors.js';
import { reduce } from './group.js';

/**
 * One branch of a statement.
 * @typedef {object} Branch
 * @property {import('./elgamal.js').Ciphertext} ciphertext
 * @property {number} value the plaintext that this branch claims
 */

/**
 * What the prover knows of one branch beyond the statement.
 * @typedef {Branch & { randomness: bigint, plaintext: number }} OpenBranch
 */

/** @typedef {{ challenge: bigint, response: bigint }} Proof */

/**
 * The false branches need no power of alpha or beta: their maker knows r and m, and so
 * g^s * alpha^c = g^(s + r*c) and y^s * (beta/g^M)^c = y^(s + r*c) * g^((m - M)*c).
 * @param {import('./election.js').Keys} keys
 * @param {OpenBranch[]} branches
 * @param {number} trueIndex
 * @param {{ nonce: bigint, simulated: (branch: number) => Proof }} secrets
 * @param {(commitments: string[]) => bigint} challengeOf
 * @returns {Proof[]}
 */
export function proveOneOf(keys, branches, trueIndex, secrets, challengeOf) {
  const { order } = keys.group;
  const proofs = [];
  const commitments = [];
  let others = 0n;
  branches.forEach((branch, index) => {
    if (index === trueIndex) {
      proofs.push(undefined);
      commitments.push(...commit(keys, secrets.nonce, 0n));
      return;
    }
    const simulated = secrets.simulated(index);
    const exponent = simulated.response + branch.randomness * simulated.challenge;
    const offset = BigInt(branch.plaintext - branch.value) * simulated.challenge;
    proofs.push(simulated);
    commitments.push(...commit(keys, reduce(exponent, order), reduce(offset, order)));
    others += simulated.challenge;
  });
  const challenge = reduce(challengeOf(commitments) - others, order);
  const secret = branches[trueIndex].randomness * challenge;
  proofs[trueIndex] = { challenge, response: reduce(secrets.nonce - secret, order) };
  return proofs;
}

/**
 * @param {import('./election.js').Keys} keys
 * @param {Branch[]} branches
 * @param {Proof[]} proofs
 * @param {(commitments: string[]) => bigint} challengeOf
 * @param {string} what which proof this is, for the error
 */
export function verifyOneOf(keys, branches, proofs, challengeOf, what) {
  const { order } = keys.group;
  if (proofs.length !== branches.length) throw new WrongShape(`${what}: branches`);
  const commitments = [];
  let sum = 0n;
  branches.forEach((branch, index) => {
    commitments.push(...recommit(keys, branch, proofs[index]));
    sum += proofs[index].challenge;
  });
  if (challengeOf(commitments) !== sum % order) throw new BadProof(what);
}

/** @param {unknown} value @param {bigint} order @returns {Proof} */
export function parseProof(value, order) {
  const { challenge, response } = requireFields(value, 'proof', ['challenge', 'response']);
  return {
    challenge: parseScalar(challenge, order),
    response: parseScalar(response, order),
  };
}

/** @param {Proof} proof */
export function formatProof({ challenge, response }) {
  return { challenge: challenge.toString(), response: response.toString() };
}

/** (g^exponent, y^exponent * g^offset) as written in the record. */
function commit({ group, powerOfGenerator, powerOfKey }, exponent, offset) {
  const first = powerOfGenerator(exponent);
  const second = powerOfKey(exponent);
  const shifted = offset === 0n ? second : group.multiply(second, powerOfGenerator(offset));
  return [group.format(first), group.format(shifted)];
}

/** (g^s * alpha^c, y^s * (beta/g^M)^c) as written in the record. */
function recommit(keys, { ciphertext, value }, { challenge, response }) {
  const { group, powerOfGenerator, powerOfKey } = keys;
  const claimed = powerOfGenerator(reduce(-BigInt(value), group.order));
  const base = value === 0 ? ciphertext.beta : group.multiply(ciphertext.beta, claimed);
  const first = group.multiply(
    powerOfGenerator(response),
    group.powerPublic(ciphertext.alpha, challenge),
  );
  const second = group.multiply(powerOfKey(response), group.powerPublic(base, challenge));
  return [group.format(first), group.format(second)];
}
