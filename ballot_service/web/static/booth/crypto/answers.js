// One question's answer: its encrypted choices and the proofs that they keep the question's bounds.
// Refuses choices outside the bounds, foreign shapes, and every proof that does not hold.

import { encrypt, formatCiphertext, parseCiphertext, product } from './elgamal.js';
import { requireArray, requireFields } from './encoding.js';
import { BadChoice, WrongShape } from './errors.js';
import { formatProof, parseProof, proveOneOf, verifyOneOf } from './proofs.js';
import { reduce } from './group.js';
import { proofSecrets } from './seed.js';
import {
  ballotStatement, blankChallenge, blankOverallChallenge, disjunctionChallenge,
  questionStatement,
} from './transcript.js';

const MAX_ITEMS = 1000;

/**
 * @typedef {object} Answer
 * @property {import('./elgamal.js').Ciphertext[]} choices
 * @property {import('./proofs.js').Proof[][]} individual
 * @property {import('./proofs.js').Proof[]} overall
 * @property {import('./proofs.js').Proof[]} [blank]
 */

/**
 * @param {import('./election.js').Election} election
 * @param {string} credential public half
 * @param {number} index the question's, from 0
 * @param {number[]} bits one a choice, the blank bit first where the question has one
 * @param {(label: string) => bigint} scalar
 * @returns {Answer}
 */
export function makeAnswer(election, credential, index, bits, scalar) {
  const question = election.questions[index];
  requireChoices(question, bits);
  const { order } = election.group;
  const opened = bits.map((plaintext, choice) => {
    const randomness = scalar(`${index}/${choice}/r`);
    return { randomness, plaintext, ciphertext: encrypt(election, randomness, plaintext) };
  });
  const choices = opened.map(({ ciphertext }) => ciphertext);
  const texts = statements(election, credential, choices);
  const individual = opened.map((open, choice) => {
    const branches = [0, 1].map((value) => ({ ...open, value }));
    const secrets = proofSecrets(scalar, `${index}/${choice}`);
    const challengeOf = (commitments) =>
      disjunctionChallenge(order, texts.ballot, open.ciphertext, commitments);
    return proveOneOf(election, branches, open.plaintext, secrets, challengeOf);
  });
  const counted = sumOf(election.group, question.blank ? opened.slice(1) : opened);
  const overall = overallStatement(order, texts, question, opened[0], counted);
  const result = { choices, individual };
  result.overall = proveOneOf(
    election, overall.branches, trueBranch(overall.branches),
    proofSecrets(scalar, `${index}/sum`), overall.challengeOf,
  );
  if (question.blank) {
    const blank = blankStatement(order, texts, opened[0], counted);
    result.blank = proveOneOf(
      election, blank.branches, trueBranch(blank.branches),
      proofSecrets(scalar, `${index}/blank`), blank.challengeOf,
    );
  }
  return result;
}

/**
 * @param {import('./election.js').Election} election
 * @param {string} credential
 * @param {number} index
 * @param {Answer} answer
 */
export function verifyAnswer(election, credential, index, answer) {
  const question = election.questions[index];
  const { group } = election;
  const texts = statements(election, credential, answer.choices);
  answer.choices.forEach((ciphertext, choice) => {
    const branches = [0, 1].map((value) => ({ ciphertext, value }));
    const challengeOf = (commitments) =>
      disjunctionChallenge(group.order, texts.ballot, ciphertext, commitments);
    const what = `question ${index}, choice ${choice}`;
    verifyOneOf(election, branches, answer.individual[choice], challengeOf, what);
  });
  const counted = question.blank ? answer.choices.slice(1) : answer.choices;
  const first = { ciphertext: answer.choices[0] };
  const sum = { ciphertext: product(group, counted) };
  const overall = overallStatement(group.order, texts, question, first, sum);
  verifyOneOf(
    election, overall.branches, answer.overall, overall.challengeOf, `question ${index}, sum`,
  );
  if (question.blank) {
    const blank = blankStatement(group.order, texts, first, sum);
    verifyOneOf(
      election, blank.branches, answer.blank, blank.challengeOf, `question ${index}, blank`,
    );
  }
}

/** @param {unknown} value an answer as parsed from JSON @returns {Answer} */
export function parseAnswer(group, question, value) {
  const { blank, min, max } = question;
  const names = ['choices', 'individual_proofs', 'overall_proof'];
  const found = requireFields(value, 'answer', blank ? [...names, 'blank_proof'] : names);
  const count = question.answers + (blank ? 1 : 0);
  const choices = requireCount(found.choices, 'choices', count);
  const individual = requireCount(found.individual_proofs, 'individual_proofs', count);
  const branches = max - min + (blank ? 2 : 1);
  const proofs = (list, name, length) =>
    requireCount(list, name, length).map((proof) => parseProof(proof, group.order));
  const answer = {
    choices: choices.map((choice) => parseCiphertext(group, choice)),
    individual: individual.map((list) => proofs(list, 'individual_proofs', 2)),
    overall: proofs(found.overall_proof, 'overall_proof', branches),
  };
  if (blank) answer.blank = proofs(found.blank_proof, 'blank_proof', 2);
  return answer;
}

/** @param {Answer} answer @returns {object} in the record's order of keys */
export function formatAnswer({ choices, individual, overall, blank }) {
  const formatted = {
    choices: choices.map(formatCiphertext),
    individual_proofs: individual.map((proofs) => proofs.map(formatProof)),
    overall_proof: overall.map(formatProof),
  };
  return blank === undefined
    ? formatted
    : { ...formatted, blank_proof: blank.map(formatProof) };
}

/** Bits of the right number whose sum keeps the bounds; a blank one marks nothing else. */
function requireChoices({ answers, blank, min, max }, bits) {
  if (!Array.isArray(bits) || bits.length !== answers + (blank ? 1 : 0)) {
    throw new BadChoice('number of choices');
  }
  if (!bits.every((bit) => bit === 0 || bit === 1)) throw new BadChoice('not a bit');
  const isBlank = blank && bits[0] === 1;
  const sum = (blank ? bits.slice(1) : bits).reduce((total, bit) => total + bit, 0);
  if (isBlank ? sum !== 0 : sum < min || sum > max) throw new BadChoice('number of marks');
}

function statements({ fingerprint }, credential, choices) {
  return {
    ballot: ballotStatement(fingerprint, credential),
    question: questionStatement(fingerprint, credential, choices),
  };
}

/** The sum of opened choices, opened. */
function sumOf(group, opened) {
  const add = (name, zero) => opened.reduce((total, open) => total + open[name], zero);
  return {
    ciphertext: product(group, opened.map(({ ciphertext }) => ciphertext)),
    randomness: reduce(add('randomness', 0n), group.order),
    plaintext: add('plaintext', 0),
  };
}

/** The sum lies in min ... max; or, where the question may be blank, the blank bit is 1. */
function overallStatement(order, texts, { blank, min, max }, first, sum) {
  const inside = Array.from({ length: max - min + 1 }, (_, step) => ({
    ...sum, value: min + step,
  }));
  if (!blank) {
    return {
      branches: inside,
      challengeOf: (commitments) =>
        disjunctionChallenge(order, texts.question, sum.ciphertext, commitments),
    };
  }
  return {
    branches: [{ ...first, value: 1 }, ...inside],
    challengeOf: (commitments) => blankOverallChallenge(order, texts.question, commitments),
  };
}

/** The blank bit is 0, or the sum of the others is 0. */
function blankStatement(order, texts, first, sum) {
  return {
    branches: [{ ...first, value: 0 }, { ...sum, value: 0 }],
    challengeOf: (commitments) => blankChallenge(order, texts.question, commitments),
  };
}

/** An array of exactly this length; one of another length has another shape, not another type. */
function requireCount(value, name, length) {
  const list = requireArray(value, name, 0, MAX_ITEMS);
  if (list.length !== length) throw new WrongShape(`${name}: ${list.length}, not ${length}`);
  return list;
}

function trueBranch(branches) {
  const index = branches.findIndex(({ plaintext, value }) => plaintext === value);
  if (index < 0) throw new BadChoice('no branch is true');
  return index;
}
