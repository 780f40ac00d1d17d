// A ballot: made from choices and a credential, written in its one form, and checked in full.
// Refuses ballots of another election, in another form, by a stranger, or with any false proof.

import { formatAnswer, makeAnswer, parseAnswer, verifyAnswer } from './answers.js';
import { deriveCredential } from './credential.js';
import {
  hashBase64, hashHex, parseJson, requireArray, requireFields, requireSameText, requireString,
} from './encoding.js';
import {
  BadChoice, RepeatedAlpha, UnknownCredential, WrongBallotHash, WrongElection, WrongOpening,
  WrongShape,
} from './errors.js';
import { formatProof, parseProof } from './proofs.js';
import { sign, verifySignature } from './schnorr.js';
import { seedScalars } from './seed.js';

const MAX_BYTES = 4 * 1024 * 1024;
const FIELDS = ['election_uuid', 'election_hash', 'credential', 'answers', 'signature'];

/**
 * @typedef {object} MadeBallot
 * @property {string} text the ballot's bytes, ASCII
 * @property {string} tracker SHA-256 of them in hex
 * @property {string} credential the public half
 * @property {Uint8Array} seed opens the ballot to a checker; keep it from everyone else
 */

/**
 * Makes a ballot from fresh randomness.
 * @param {import('./election.js').Election} election
 * @param {{ credential: string, choices: number[][] }} vote
 *   the private credential; one array of bits a question, the blank bit first where there is one
 * @param {import('./random.js').Random} random
 * @returns {MadeBallot}
 */
export function makeBallot(election, vote, random) {
  random.requireAlive();
  const seed = random.seed();
  const nonce = random.scalar(election.group.order);
  return ballotFromParts(election, vote, { seed, nonce });
}

/**
 * The same, from given randomness: for vectors and tests.
 * @param {import('./election.js').Election} election
 * @param {{ credential: string, choices: number[][] }} vote
 * @param {{ seed: Uint8Array, nonce: bigint }} parts
 * @returns {MadeBallot}
 */
export function ballotFromParts(election, { credential, choices }, { seed, nonce }) {
  const { group, uuid } = election;
  const { secret, publicText } = deriveCredential(group, uuid, credential);
  const body = unsignedBody(election, publicText, seed, choices);
  const hash = hashBase64(JSON.stringify(body));
  const proof = formatProof(sign(group, secret, hash, nonce));
  const text = JSON.stringify({ ...body, signature: { hash, proof } });
  return { text, tracker: trackerOf(text), credential: publicText, seed };
}

/**
 * Makes an opened ballot again, its own signature being what was shown.
 * @param {import('./election.js').Election} election
 * @param {{ credential: string, seed: Uint8Array, choices: number[][], proof: object }} opened
 *   `credential` is the public half
 * @returns {{ text: string, tracker: string }} verified in full
 */
export function ballotFromOpening(election, { credential, seed, choices, proof }) {
  const body = unsignedBody(election, credential, seed, choices);
  const hash = hashBase64(JSON.stringify(body));
  const text = JSON.stringify({ ...body, signature: { hash, proof: formatProof(proof) } });
  return { text, tracker: verifyBallot(election, text).tracker };
}

/**
 * Requires that an opened ballot holds these choices: all of it but the signature is re-made.
 * @param {import('./election.js').Election} election
 * @param {string} text the ballot
 * @param {{ seed: Uint8Array, choices: number[][] }} opening
 */
export function requireOpening(election, text, { seed, choices }) {
  const { credential, hash } = verifyBallot(election, text);
  const body = unsignedBody(election, credential, seed, choices);
  if (hashBase64(JSON.stringify(body)) !== hash) throw new WrongOpening('');
}

/** @param {string} text a ballot @returns {string} its tracker, 64 hex digits */
export function trackerOf(text) {
  return hashHex(text);
}

/**
 * Checks a ballot in full.
 * @param {import('./election.js').Election} election
 * @param {string} text
 * @param {Set<string>} [listed] the election's public credentials, where they are at hand
 * @returns {{ tracker: string, credential: string, hash: string }}
 */
export function verifyBallot(election, text, listed) {
  const ballot = parseBallot(election, text);
  if (listed !== undefined && !listed.has(ballot.credential)) {
    throw new UnknownCredential('ballot');
  }
  const publicKey = election.group.parse(ballot.credential);
  const { hash, proof } = ballot.signature;
  if (hashBase64(JSON.stringify(withoutSignature(ballot))) !== hash) {
    throw new WrongBallotHash('signature.hash');
  }
  verifySignature(election.group, publicKey, hash, proof);
  requireDistinct(ballot.answers);
  ballot.answers.forEach((answer, index) => {
    verifyAnswer(election, ballot.credential, index, answer);
  });
  return { tracker: trackerOf(text), credential: ballot.credential, hash };
}

function unsignedBody(election, credential, seed, choices) {
  const { group, uuid, fingerprint, questions } = election;
  if (!Array.isArray(choices) || choices.length !== questions.length) {
    throw new BadChoice('number of questions');
  }
  const scalar = seedScalars(seed, { uuid, fingerprint, credential, order: group.order });
  const answers = choices.map((bits, index) =>
    makeAnswer(election, credential, index, bits, scalar));
  return withoutSignature({ uuid, fingerprint, credential, answers });
}

function parseBallot(election, text) {
  const found = requireFields(parseJson(text, MAX_BYTES), 'ballot', FIELDS);
  for (const name of FIELDS.slice(0, 3)) requireString(found[name], name);
  if (found.election_uuid !== election.uuid) throw new WrongElection('uuid');
  if (found.election_hash !== election.fingerprint) throw new WrongElection('election_hash');
  const { group, questions } = election;
  const answers = requireArray(found.answers, 'answers', 0, 500);
  if (answers.length !== questions.length) throw new WrongShape('not one answer a question');
  const signature = requireFields(found.signature, 'signature', ['hash', 'proof']);
  requireString(signature.hash, 'signature.hash');
  const ballot = {
    uuid: found.election_uuid,
    fingerprint: found.election_hash,
    credential: found.credential,
    answers: answers.map((answer, index) => parseAnswer(group, questions[index], answer)),
    signature: { hash: signature.hash, proof: parseProof(signature.proof, group.order) },
  };
  requireSameText(text, writeBallot(ballot));
  return ballot;
}

function writeBallot(ballot) {
  const { hash, proof } = ballot.signature;
  return JSON.stringify({
    ...withoutSignature(ballot), signature: { hash, proof: formatProof(proof) },
  });
}

/** What the signature's hash covers, in the record's order of keys. */
function withoutSignature({ uuid, fingerprint, credential, answers }) {
  return {
    election_uuid: uuid,
    election_hash: fingerprint,
    credential,
    answers: answers.map(formatAnswer),
  };
}

/** A randomness used twice would show that two choices are equal or that they differ. */
function requireDistinct(answers) {
  const seen = new Set();
  for (const { choices } of answers) {
    for (const { alphaText } of choices) {
      if (seen.has(alphaText)) throw new RepeatedAlpha('alpha');
      seen.add(alphaText);
    }
  }
}
