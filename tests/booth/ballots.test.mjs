// Ballots: those of a program that is not ours verify, every mutation is refused by its name.

import assert from 'node:assert/strict';
import test from 'node:test';
import {
  changed, CRYPTO, outside, refuses, resigned, rows, sampleElection, VECTOR_GROUPS,
} from './support.mjs';

const { ballotFromParts, makeBallot, requireOpening, trackerOf, verifyBallot } =
  await import(`${CRYPTO}/ballot.js`);
const { deriveCredential, generateCredential } = await import(`${CRYPTO}/credential.js`);
const { encrypt, formatCiphertext } = await import(`${CRYPTO}/elgamal.js`);
const { parseElection } = await import(`${CRYPTO}/election.js`);
const { Random } = await import(`${CRYPTO}/random.js`);

const random = new Random();
const CREDENTIAL = 'isGKu-h7NBqj-aNHQB-QPzjFR';

for (const [groupName, folder] of Object.entries(VECTOR_GROUPS)) {
  test(`${groupName}: the outside program's ballots verify`, () => {
    const election = outside(folder, 'election.json');
    const listed = outside(folder, 'public_creds.json');
    if (election === undefined || listed === undefined) return;
    const parsed = parseElection(election);
    const credentials = new Set(JSON.parse(listed).map((entry) => entry.split(',')[0]));
    for (const name of ['001.json', '002.json', '003.json']) {
      const ballot = outside(folder, 'ballots', name);
      const { credential } = verifyBallot(parsed, ballot, credentials);
      assert.ok(credentials.has(credential));
      refuses('UnknownCredential', () => verifyBallot(parsed, ballot, new Set()));
    }
  });

  test(`${groupName}: the outside ballot is refused once it is changed`, () => {
    const election = outside(folder, 'election.json');
    if (election === undefined) return;
    const parsed = parseElection(election);
    const text = outside(folder, 'ballots', '001.json');
    const other = JSON.parse(outside(folder, 'ballots', '002.json'));
    const bad = (name, change) => refuses(name, () => verifyBallot(parsed, changed(text, change)));
    bad('WrongBallotHash', (ballot) => ballot.answers[0].choices.reverse());
    bad('BadSignature', (ballot) => { ballot.signature.proof = other.signature.proof; });
    bad('WrongBallotHash', (ballot) => { ballot.credential = other.credential; });
    bad('WrongElection', (ballot) => { ballot.election_uuid = `${ballot.election_uuid}1`; });
    bad('WrongElection', (ballot) => { ballot.election_hash = other.signature.hash; });
  });

  const election = sampleElection(groupName, rows(2));
  const { group } = election;
  const { order } = group;
  const { secret } = deriveCredential(group, election.uuid, CREDENTIAL);
  const made = makeBallot(election, { credential: CREDENTIAL, choices: [[1, 0], [0, 0]] }, random);
  const first = (ballot) => ballot.answers[0];
  const bad = (name, change) =>
    refuses(name, () => verifyBallot(election, changed(made.text, change)));
  const badThoughSigned = (name, change) =>
    refuses(name, () => verifyBallot(election, resigned(election, made.text, secret, change)));

  test(`${groupName}: a ballot made here verifies, its opening shows its choices`, () => {
    const { tracker, credential } = verifyBallot(election, made.text, new Set([made.credential]));
    assert.equal(tracker, made.tracker);
    assert.equal(tracker, trackerOf(made.text));
    assert.equal(credential, made.credential);
    requireOpening(election, made.text, { seed: made.seed, choices: [[1, 0], [0, 0]] });
    refuses('WrongOpening', () =>
      requireOpening(election, made.text, { seed: made.seed, choices: [[0, 1], [0, 0]] }));
    refuses('WrongOpening', () => requireOpening(
      election, made.text, { seed: random.seed(), choices: [[1, 0], [0, 0]] },
    ));
    verifyBallot(election, resigned(election, made.text, secret, () => {}));
  });

  test(`${groupName}: numbers of Zq have one spelling`, () => {
    const spell = (number) => [
      (BigInt(number) + order).toString(), (BigInt(number) - order).toString(), `0${number}`,
      `+${number}`, ` ${number}`, `${number}.0`, '', order.toString(), `-${number}`,
    ];
    for (const part of ['challenge', 'response']) {
      for (const value of spell(JSON.parse(made.text).signature.proof[part])) {
        bad('NumberOutOfRange', (ballot) => { ballot.signature.proof[part] = value; });
      }
      for (const value of spell(first(JSON.parse(made.text)).overall_proof[0][part])) {
        badThoughSigned('NumberOutOfRange', (ballot) => {
          first(ballot).overall_proof[0][part] = value;
        });
        badThoughSigned('NumberOutOfRange', (ballot) => {
          first(ballot).individual_proofs[1][1][part] = value;
        });
      }
      badThoughSigned('WrongType', (ballot) => { first(ballot).overall_proof[0][part] = 1; });
    }
  });

  test(`${groupName}: elements are canonical, of prime order, alpha not the identity`, () => {
    const { alpha } = first(JSON.parse(made.text)).choices[0];
    const foreign = groupName === 'Ed25519'
      ? [alpha.toUpperCase(), '0'.repeat(64), `7${'f'.repeat(61)}ec`, `80${'0'.repeat(61)}1`]
      : [`0${alpha}`, '0', (group.modulus - 1n).toString(),
        (BigInt(alpha) + group.modulus).toString(), (group.modulus - BigInt(alpha)).toString()];
    for (const value of foreign) {
      for (const part of ['alpha', 'beta']) {
        if (value === JSON.parse(made.text).answers[0].choices[0][part]) continue;
        badThoughSigned('NotAnElement', (ballot) => { first(ballot).choices[0][part] = value; });
      }
      badThoughSigned('NotAnElement', (ballot) => { ballot.credential = value; });
    }
    const identity = group.format(group.identity);
    badThoughSigned('IdentityElement', (ballot) => { first(ballot).choices[0].alpha = identity; });
    badThoughSigned('IdentityElement', (ballot) => { ballot.credential = identity; });
    badThoughSigned('BadProof', (ballot) => { first(ballot).choices[0].beta = identity; });
  });

  test(`${groupName}: parts swapped or copied are refused, even when signed again`, () => {
    const theirs = JSON.parse(makeBallot(
      election, { credential: generateCredential(random), choices: [[1, 0], [0, 1]] }, random,
    ).text);
    badThoughSigned('WrongElection', (ballot) => { ballot.election_uuid = 'AnotherE1ection'; });
    badThoughSigned('WrongElection', (ballot) => {
      ballot.election_hash = JSON.parse(made.text).signature.hash;
    });
    bad('WrongBallotHash', (ballot) => ballot.answers.reverse());
    // The holder may sign the rows in another order: it is another ballot of the same hand.
    const reverse = (ballot) => ballot.answers.reverse();
    verifyBallot(election, resigned(election, made.text, secret, reverse));
    badThoughSigned('BadProof', (ballot) => first(ballot).choices.reverse());
    badThoughSigned('BadProof', (ballot) => first(ballot).individual_proofs.reverse());
    badThoughSigned('BadProof', (ballot) => first(ballot).individual_proofs[0].reverse());
    badThoughSigned('BadProof', (ballot) => first(ballot).overall_proof.reverse());
    badThoughSigned('BadProof', (ballot) => {
      const { alpha, beta } = first(ballot).choices[0];
      first(ballot).choices[0] = { alpha: beta, beta: alpha };
    });
    badThoughSigned('BadProof', (ballot) => { ballot.answers = theirs.answers; });
    badThoughSigned('BadProof', (ballot) => { ballot.answers[0] = theirs.answers[0]; });
    badThoughSigned('BadSignature', (ballot) => { ballot.credential = theirs.credential; });
    badThoughSigned('RepeatedAlpha', (ballot) => { ballot.answers[1] = ballot.answers[0]; });
  });

  test(`${groupName}: no second mark, no plaintext beyond 0 and 1`, () => {
    const stuffed = (plaintext) => (ballot) => {
      first(ballot).choices[0] = formatCiphertext(encrypt(election, 777n, plaintext));
    };
    for (const plaintext of [0n, 2n, 500n, order - 1n]) {
      badThoughSigned('BadProof', stuffed(plaintext));
    }
    const both = sampleElection(groupName, [{ ...rows(1)[0], max: 2 }, rows(2)[1]]);
    const twice = JSON.parse(ballotFromParts(
      both, { credential: CREDENTIAL, choices: [[1, 1], [0, 0]] },
      { seed: random.seed(), nonce: 5n },
    ).text);
    badThoughSigned('WrongShape', (ballot) => { ballot.answers = twice.answers; });
    badThoughSigned('BadProof', (ballot) => {
      first(twice).overall_proof.pop();
      ballot.answers = twice.answers;
    });
  });

  test(`${groupName}: a blank bit beside a mark is refused`, () => {
    const question = { answers: ['a', 'b'], blank: true, min: 1, max: 2, question: 'q' };
    const asked = sampleElection(groupName, [question]);
    const own = deriveCredential(asked.group, asked.uuid, CREDENTIAL).secret;
    const ballotOf = (bits) => ballotFromParts(
      asked, { credential: CREDENTIAL, choices: [bits] }, { seed: random.seed(), nonce: 5n },
    ).text;
    const text = ballotOf([1, 0, 0]);
    verifyBallot(asked, text);
    const altered = (name, change) => refuses(name, () =>
      verifyBallot(asked, resigned(asked, text, own, (ballot) => change(first(ballot)))));
    altered('BadProof', (answer) => answer.blank_proof.reverse());
    altered('BadProof', (answer) => answer.overall_proof.reverse());
    altered('BadProof', (answer) => {
      answer.blank_proof = JSON.parse(ballotOf([0, 1, 0])).answers[0].blank_proof;
    });
    altered('WrongShape', (answer) => answer.blank_proof.pop());
    altered('MissingField', (answer) => { delete answer.blank_proof; });
  });

  test(`${groupName}: shape and fields are the question's`, () => {
    badThoughSigned('WrongShape', (ballot) => ballot.answers.pop());
    badThoughSigned('WrongShape', (ballot) => first(ballot).choices.pop());
    badThoughSigned('WrongShape', (ballot) => first(ballot).individual_proofs.pop());
    badThoughSigned('WrongShape', (ballot) => first(ballot).individual_proofs[0].pop());
    badThoughSigned('WrongShape', (ballot) => { first(ballot).overall_proof = []; });
    badThoughSigned('UnknownField', (ballot) => { first(ballot).blank_proof = []; });
    badThoughSigned('UnknownField', (ballot) => { ballot.nonce = '1'; });
    badThoughSigned('MissingField', (ballot) => { delete first(ballot).overall_proof; });
    badThoughSigned('WrongType', (ballot) => { ballot.answers = {}; });
    badThoughSigned('WrongType', (ballot) => { ballot.answers[1] = null; });
    badThoughSigned('WrongType', (ballot) => { first(ballot).choices[0] = 'x'; });
  });
}

test('bytes: one form, no duplicate key, nothing around it', () => {
  const election = sampleElection('Ed25519', rows(1));
  const { text } = makeBallot(election, { credential: CREDENTIAL, choices: [[1, 0]] }, random);
  const reordered = JSON.parse(text);
  const { answers, ...rest } = reordered;
  const body = text.slice(1);
  const cases = {
    NotCanonical: [
      `${text}\n`, ` ${text}`, text.replace(':', ': '), JSON.stringify({ answers, ...rest }),
      text.replace('"alpha"', '"\\u0061lpha"'),
    ],
    NotJson: ['', '{', text.slice(0, -1), `${text}x`, `\ufeff${text}`],
    DuplicateKey: [
      `{"credential":"x",${body}`, text.replace('"alpha"', '"alpha":"1","\\u0061lpha"'),
    ],
    TooLarge: [`${'['.repeat(100000)}`, ' '.repeat(5 * 1024 * 1024)],
    WrongType: ['[]', '1', 'null', '"x"'],
  };
  for (const [name, texts] of Object.entries(cases)) {
    for (const bytes of texts) refuses(name, () => verifyBallot(election, bytes));
  }
});

test('choices that the question does not admit are not encrypted', () => {
  const blank = { answers: ['a', 'b'], blank: true, min: 1, max: 1, question: 'q' };
  const election = sampleElection('Ed25519', [rows(1)[0], blank]);
  const refused = [
    [[1, 1], [0, 1, 0]], [[2, 0], [0, 1, 0]], [[-1, 0], [0, 1, 0]], [[1], [0, 1, 0]],
    [[1, 0, 0], [0, 1, 0]], [[1, 0]], [[1, 0], [0, 0, 0]], [[1, 0], [1, 1, 0]],
    [[1, 0], [0, 1, 1]], [[true, false], [0, 1, 0]], [['1', '0'], [0, 1, 0]], [null, [0, 1, 0]],
    [[0.5, 0], [0, 1, 0]], undefined, 'x',
  ];
  for (const choices of refused) {
    refuses('BadChoice', () => makeBallot(election, { credential: CREDENTIAL, choices }, random));
  }
  for (const credential of ['', CREDENTIAL.replaceAll('-', ''), `${CREDENTIAL} `,
    CREDENTIAL.replace('i', '0'), CREDENTIAL.replace('-', '_')]) {
    refuses('BadCredential', () =>
      makeBallot(election, { credential, choices: [[1, 0], [0, 1, 0]] }, random));
  }
});
