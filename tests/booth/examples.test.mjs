// The format's worked examples: each figure published there comes out of the booth's own functions.

import assert from 'node:assert/strict';
import test from 'node:test';
import { CRYPTO, outside, VECTOR_GROUPS } from './support.mjs';

const { trackerOf, verifyBallot } = await import(`${CRYPTO}/ballot.js`);
const { deriveCredential } = await import(`${CRYPTO}/credential.js`);
const { parseElection } = await import(`${CRYPTO}/election.js`);
const { hashBase64, hashHex } = await import(`${CRYPTO}/encoding.js`);
const { groupByName, powerOfGenerator } = await import(`${CRYPTO}/group.js`);
const { parseProof } = await import(`${CRYPTO}/proofs.js`);
const { schnorrCommitment } = await import(`${CRYPTO}/schnorr.js`);
const { setupHash } = await import(`${CRYPTO}/setup.js`);
const { challenge, signatureChallenge } = await import(`${CRYPTO}/transcript.js`);

const FOLDER = VECTOR_GROUPS.Ed25519;
const group = groupByName('Ed25519');
const { order } = group;
const g = powerOfGenerator(group);
const UUID = 'zktuVwewX876qM';

/** g^w of a Schnorr proof as parsed from JSON, written. */
function commitment(publicKey, proof) {
  return group.format(schnorrCommitment(group, group.parse(publicKey), parseProof(proof, order)));
}

test('elements: g, the identity, 2g and the inverse of g', () => {
  assert.equal(group.format(g(1n)), `${'6'.repeat(62)}58`);
  assert.equal(group.format(group.identity), `${'0'.repeat(63)}1`);
  assert.equal(
    group.format(g(2n)),
    '2260cdf3092329c21da25ee8c9a21f5697390f51643851560e5f46ae6af8a3c9',
  );
  assert.equal(group.format(group.invert(g(1n))), `e${'6'.repeat(61)}58`);
  assert.ok(group.equal(g(order - 1n), group.invert(g(1n))));
});

test('hash example', () => {
  assert.equal(
    hashHex(`sig|abc|${'6'.repeat(62)}58`),
    '903e66e3090492e5ed73f146a7910ac06a8d1a4dce1166dd1bcd8ffdcbad61c9',
  );
  const expected = 110254617001218094943139456740170731974808073278848247979200513640980082292n;
  assert.equal(signatureChallenge(order, 'abc', group.format(g(1n))), expected);
});

test('election fingerprint', () => {
  const text = outside(FOLDER, 'election.json');
  if (text === undefined) return;
  const election = parseElection(text);
  assert.equal(election.uuid, UUID);
  assert.equal(election.hash, '778777a3c55ddac96ccaacd017168d53407f97c234cc960f68b328dd7461b8e8');
  assert.equal(election.fingerprint, 'd4d3o8Vd2slsyqzQFxaNU0B/l8I0zJYPaLMo3XRhuOg');
});

test('credential of voter 10', () => {
  const { secret, publicText } = deriveCredential(group, UUID, 'isGKu-h7NBqj-aNHQB-QPzjFR');
  assert.equal(
    secret,
    5868072762277583742800730740257390521482429239128145744451153363927225670818n,
  );
  assert.equal(publicText, 'c940669203b1435b96628801cdb8ac76c3a0e8a574ea1898bfa54c1016059553');
});

test('ballot 001: tracker, archive name, signature, first individual proof', () => {
  const text = outside(FOLDER, 'ballots', '001.json');
  const election = outside(FOLDER, 'election.json');
  if (text === undefined || election === undefined) return;
  assert.equal(text.length, 9089);
  assert.equal(hashBase64(text), 'ZyHxG/2mA6rrO2J4OkcLiuIQ1Cid4A+0fJJXCdIMN+0');
  assert.equal(
    trackerOf(text), '6721f11bfda603aaeb3b62783a470b8ae210d4289de00fb47c925709d20c37ed',
  );
  const { hash } = verifyBallot(parseElection(election), text);
  assert.equal(hash, '7SUW/uYvAOOWd85Rk9ijJS53txuty5JTxUnFsWoDSeQ');
  const ballot = JSON.parse(text);
  const A = commitment(ballot.credential, ballot.signature.proof);
  assert.equal(A, 'c32e0152b373c03a4523d7495de2acaf06b6df378c578d98857995d7c2dc06f6');
  assert.equal(
    signatureChallenge(order, hash, A),
    525924272392331671063370607011865079965239547908392587803105422466290811979n,
  );
  const [first] = ballot.answers[0].individual_proofs;
  const sum = first.reduce((total, proof) => total + BigInt(proof.challenge), 0n) % order;
  assert.equal(
    sum, 4618176530796240330224330531105718821890286446382473027442645472521838239708n,
  );
});

test('possession, certificate and decryption challenges', () => {
  const [trustees, pd] = [outside(FOLDER, 'trustees.json'), outside(FOLDER, 'pd1.json')];
  const tally = outside(FOLDER, 'encrypted_tally.out.json');
  if (trustees === undefined || pd === undefined || tally === undefined) return;
  const [[, parameters]] = JSON.parse(trustees);
  const [{ pok, public_key: key }] = parameters.verification_keys;
  assert.equal(key, 'd2cb26ab896f3d708207f3a4fe0a4a1919fb4979267b5b45b3b6954ea22f1824');
  const possession = commitment(key, pok);
  assert.equal(
    possession, 'a59f77ad5320bc367a10cee7e4bb8b0b1572757398c1132924c2d68698c21c3f',
  );
  assert.equal(challenge(order, `pok|Ed25519|${key}|`, [possession]), BigInt(pok.challenge));

  const [{ message, signature }] = parameters.certs;
  const A = commitment(JSON.parse(message).verification, signature);
  assert.equal(A, '5c5fd7ac2290fc6a82d1ed4efec7696cf5e9d91c60905bcaeae1f73b1ce4333b');
  assert.equal(challenge(order, `sigmsg|${message}|`, [A]), BigInt(signature.challenge));

  const decryption = JSON.parse(pd.split('\n')[0]);
  const [[factor]] = decryption.decryption_factors;
  const [[proof]] = decryption.decryption_proofs;
  const { challenge: c, response } = parseProof(proof, order);
  const alpha = group.parse(JSON.parse(tally.split('\n')[0])[0][0].alpha);
  const B = group.format(group.multiply(
    group.powerPublic(alpha, response), group.powerPublic(group.parse(factor), c),
  ));
  const fingerprint = 'd4d3o8Vd2slsyqzQFxaNU0B/l8I0zJYPaLMo3XRhuOg';
  const found = challenge(
    order, `decrypt|${fingerprint}|${key}|`, [commitment(key, proof), B],
  );
  assert.equal(
    found, 3023759308611538275197639193100278345060832947808066316277062019342622520508n,
  );
  assert.equal(found, c);
});

test('seed of trustee 1: its keys', () => {
  const keyOf = (kind) => BigInt(`0x${hashHex(`${kind}|nXSNPcp1aK8FL7PasFeF8S`)}`) % order;
  assert.equal(
    keyOf('sk'), 5404390776845036383398710230029863970713947285080490862623829776471407724466n,
  );
  assert.equal(
    group.format(g(keyOf('sk'))),
    '4a4199bfec32368b0eb1204b3e513729516a886fa2e36c20bc2e13d4d31f9b66',
  );
  assert.equal(
    group.format(g(keyOf('dk'))),
    '7eb0e18f147c4d169e5fea0047f7a608f98f9351a17e71e92469753555ddbaeb',
  );
});

test('certs_sig message', () => {
  const trustees = outside(FOLDER, 'trustees.json');
  if (trustees === undefined) return;
  const [[, { certs, coefexps, signatures }]] = JSON.parse(trustees);
  const body = JSON.stringify({ certs, coefexps: JSON.parse(coefexps[0].message).coefexps });
  const message = `certs_sig|${body}`;
  const known = 'ffb4df22496721ada8f7c83c26cae0dd03fa81b5df8fa481b815ba5f22fa1967';
  const A = commitment(JSON.parse(certs[0].message).verification, signatures[0]);
  assert.equal(
    challenge(order, `sigmsg|${message}|`, [A]), BigInt(signatures[0].challenge),
  );
  assert.equal(message.length, 1536);
  assert.equal(hashHex(message), known);
});

test('the first total: two decryptions, interpolated, give g^22', () => {
  const files = ['pd1.json', 'pd3.json', 'encrypted_tally.out.json'].map((name) =>
    outside(FOLDER, name));
  if (files.includes(undefined)) return;
  const [one, three, tally] = files.map((text) => JSON.parse(text.split('\n')[0]));
  const inverse = (value) => {
    let [result, square] = [1n, value];
    for (let rest = order - 2n; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * square) % order;
      square = (square * square) % order;
    }
    return result;
  };
  const half = inverse(2n);
  const l1 = (3n * half) % order;
  const l3 = order - half;
  assert.equal(
    l1, 3618502788666131106986593281521497120428558179689953803000975469142727125496n,
  );
  assert.equal(
    l3, 3618502788666131106986593281521497120428558179689953803000975469142727125494n,
  );
  const factor = group.multiply(
    group.powerPublic(group.parse(one.decryption_factors[0][0]), l1),
    group.powerPublic(group.parse(three.decryption_factors[0][0]), l3),
  );
  const total = group.multiply(group.parse(tally[0][0].beta), group.invert(factor));
  assert.equal(
    group.format(total), '06bfc9472cde96427c4ac03f52e0d2b3cdce6566535dcee5a85a6a44b8975f24',
  );
  assert.ok(group.equal(total, g(22n)));
});

/** The bodies of an archive's records by name, in order. */
function recordsOf(archive) {
  const records = new Map();
  for (let at = 0; at < archive.length;) {
    const name = archive.slice(at, at + 100).replace(/\0+$/, '');
    const size = Number.parseInt(archive.slice(at + 124, at + 135), 8);
    records.set(name, Buffer.from(archive.slice(at + 512, at + 512 + size), 'latin1'));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return records;
}

test('Setup hash: what follows from election, trustees and credentials', async () => {
  const { readFileSync, existsSync } = await import('node:fs');
  for (const folder of Object.values(VECTOR_GROUPS)) {
    if (outside(folder, 'election.json') === undefined) continue;
    const path = new URL(`../../../shared/vectors/${folder}/record.bel`, import.meta.url);
    assert.ok(existsSync(path));
    const records = recordsOf(readFileSync(path, 'latin1'));
    const bodies = [...records.values()].map((body) => body.toString('utf8'));
    const at = bodies.findIndex((body) => body.includes('"type":"Setup"'));
    const [election, trustees, credentials] = bodies.slice(at - 4, at - 1);
    const name = [...records.keys()][at];
    assert.equal(`${setupHash({ election, trustees, credentials })}.event.json`, name);
  }
});
