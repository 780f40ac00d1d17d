// Tokens: the vectors of RFC 9474 Appendix A, and our own message from blinding to verification.

import assert from 'node:assert/strict';
import test from 'node:test';
import { CRYPTO, outside, refusesLater } from './support.mjs';

const { toBase64 } = await import(`${CRYPTO}/encoding.js`);
const { Random } = await import(`${CRYPTO}/random.js`);
const {
  blindToken, finalizeToken, importIssuingKey, tokenMessage, verifyToken, writeToken,
} = await import(`${CRYPTO}/token.js`);
const { RSABSSA } = await import(`${CRYPTO}/../vendor/blindrsa.js`);

const random = new Random();
const about = { uuid: 'TestE1ection22', credential: `${'6'.repeat(62)}58` };
const ALGORITHM = { name: 'RSA-PSS', hash: 'SHA-384' };
const VARIANTS = {
  'RSABSSA-SHA384-PSS-Randomized': RSABSSA.SHA384.PSS.Randomized(),
  'RSABSSA-SHA384-PSSZERO-Randomized': RSABSSA.SHA384.PSSZero.Randomized(),
  'RSABSSA-SHA384-PSS-Deterministic': RSABSSA.SHA384.PSS.Deterministic(),
  'RSABSSA-SHA384-PSSZERO-Deterministic': RSABSSA.SHA384.PSSZero.Deterministic(),
};

function inverse(value, modulus) {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}

const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (array) => Buffer.from(array).toString('hex');
const base64url = (number) => {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};

/** A vector's key pair for WebCrypto, whose own tests of consistency it passes. */
async function keyPair(vector) {
  const [p, q, n, e, d] = ['p', 'q', 'n', 'e', 'd'].map((name) => BigInt(vector[name]));
  const open = { kty: 'RSA', n: base64url(n), e: base64url(e) };
  const secret = {
    ...open, d: base64url(d), p: base64url(p), q: base64url(q),
    dp: base64url(d % (p - 1n)), dq: base64url(d % (q - 1n)), qi: base64url(inverse(q, p)),
  };
  return {
    publicKey: await crypto.subtle.importKey('jwk', open, ALGORITHM, true, ['verify']),
    privateKey: await crypto.subtle.importKey('jwk', secret, ALGORITHM, true, ['sign']),
  };
}

/** Gives these arrays, in order, and fails on any other request. */
function scripted(...arrays) {
  return (array) => {
    const next = arrays.shift();
    assert.equal(array.length, next?.length, 'a request for randomness that was not expected');
    array.set(next);
    return array;
  };
}

test('RFC 9474 Appendix A, all variants, modulus 4096', async (t) => {
  const text = outside('rfc9474.json');
  if (text === undefined) return;
  const { vectors } = JSON.parse(text);
  assert.equal(vectors.length, 4);
  for (const vector of vectors) {
    const suite = VARIANTS[vector.name];
    const { publicKey, privateKey } = await keyPair(vector);
    const [n, inv] = [BigInt(vector.n), BigInt(vector.inv)];
    const r = inverse(inv, n).toString(16).padStart(1024, '0');
    const mock = t.mock.method(
      globalThis.crypto, 'getRandomValues',
      scripted(bytes(vector.msg_prefix), bytes(vector.salt), bytes(r)),
    );
    const prepared = suite.prepare(bytes(vector.msg));
    assert.equal(hexOf(prepared), vector.input_msg, vector.name);
    const { blindedMsg, inv: unblinding } = await suite.blind(publicKey, prepared);
    mock.mock.restore();
    assert.equal(hexOf(blindedMsg), vector.blinded_msg, vector.name);
    assert.equal(BigInt(`0x${hexOf(unblinding)}`), inv, vector.name);
    const blindSignature = await suite.blindSign(privateKey, blindedMsg);
    assert.equal(hexOf(blindSignature), vector.blind_sig, vector.name);
    const signature = await suite.finalize(publicKey, prepared, blindSignature, unblinding);
    assert.equal(hexOf(signature), vector.sig, vector.name);
    assert.ok(await suite.verify(publicKey, bytes(vector.sig), bytes(vector.input_msg)));
  }
});

async function newKey(modulusLength, publicExponent = Uint8Array.of(1, 0, 1)) {
  const pair = await crypto.subtle.generateKey(
    { ...ALGORITHM, modulusLength, publicExponent }, true, ['sign', 'verify'],
  );
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return { ...pair, text: toBase64(spki), spki };
}

/** What the service does with a request. */
async function answer({ privateKey }, request) {
  const suite = VARIANTS['RSABSSA-SHA384-PSS-Randomized'];
  return toBase64(await suite.blindSign(privateKey, Buffer.from(request, 'base64')));
}

for (const modulus of [3072, 3080, 4096]) {
  test(`a token from request to verification, ${modulus} bits`, async () => {
    const service = await newKey(modulus);
    const key = await importIssuingKey(service.text);
    const { request, pending } = await blindToken(key, about, random);
    assert.equal(Buffer.from(request, 'base64').length, modulus / 8);
    const token = await finalizeToken(key, about, pending, await answer(service, request));
    await verifyToken(key, about.uuid, token);
    await verifyToken(key, about.uuid, JSON.parse(writeToken(token)), about.credential);
    assert.deepEqual(Object.keys(JSON.parse(writeToken(token))), [
      'credential', 'prefix', 'signature',
    ]);
  });
}

test('a token of something else is refused', async () => {
  const service = await newKey(3072);
  const key = await importIssuingKey(service.text);
  const { request, pending } = await blindToken(key, about, random);
  const signed = await answer(service, request);
  const token = await finalizeToken(key, about, pending, signed);
  const refused = (name, change) =>
    refusesLater(name, verifyToken(key, about.uuid, { ...token, ...change }));
  await refused('BadSignature', { credential: '7'.repeat(64) });
  await refused('BadSignature', { prefix: '0'.repeat(64) });
  await refused('BadSignature', { signature: toBase64(new Uint8Array(384)) });
  await refused('BadSignature', { signature: signed });
  await refused('WrongType', { prefix: token.prefix.toUpperCase().replace(/^./, 'F') });
  await refused('WrongType', { credential: 5 });
  await refused('NotCanonical', { signature: token.signature.slice(0, -1) });
  await refused('BlindSignatureError', { credential: 'a|b' });
  await refused('UnknownField', { issued: 1 });
  await refusesLater('BadSignature', verifyToken(key, 'AnotherE1ection', token));
  await refusesLater('WrongElection', verifyToken(key, about.uuid, token, '1'));
  await refusesLater('WrongType', verifyToken(key, about.uuid, null));
});

test('an answer that is no signature of the request is refused', async () => {
  const [service, other] = [await newKey(3072), await newKey(3072)];
  const key = await importIssuingKey(service.text);
  const { request, pending } = await blindToken(key, about, random);
  const signed = await answer(service, request);
  const foreign = { ...pending, prefix: '1'.repeat(64) };
  await refusesLater('BadSignature', finalizeToken(key, about, foreign, signed));
  const elsewhere = { ...about, uuid: 'AnotherE1ection' };
  await refusesLater('BadSignature', finalizeToken(key, elsewhere, pending, signed));
  const wrong = await answer(other, toBase64(new Uint8Array(384).fill(1)));
  await refusesLater('BadSignature', finalizeToken(key, about, pending, wrong));
  await refusesLater('BlindSignatureError', finalizeToken(key, about, pending, 'AAAA'));
  await refusesLater('NotCanonical', finalizeToken(key, about, pending, '*'));
});

test('requests are blind: no two alike, and the credential is not in them', async () => {
  const key = await importIssuingKey((await newKey(3072)).text);
  const requests = await Promise.all([1, 2, 3].map(() => blindToken(key, about, random)));
  assert.equal(new Set(requests.map(({ request }) => request)).size, 3);
  assert.equal(new Set(requests.map(({ pending }) => pending.prefix)).size, 3);
});

test('a stuck generator makes no request', async () => {
  const key = await importIssuingKey((await newKey(3072)).text);
  const stuck = new Random((array) => array.fill(7));
  await refusesLater('RandomnessExhausted', blindToken(key, about, stuck));
  const repeating = new Random((array) => array.map((_, index) => index + 1));
  await refusesLater('RandomnessExhausted', blindToken(key, about, repeating));
});

test('issuing keys of another form are refused', async () => {
  const short = await newKey(2048);
  await importIssuingKey(short.text, 2048);
  const long = await newKey(3072);
  const three = await newKey(3072, Uint8Array.of(3));
  const curve = await crypto.subtle.generateKey(
    { name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'],
  );
  const point = new Uint8Array(await crypto.subtle.exportKey('spki', curve.publicKey));
  const refused = {
    'too short': short.text,
    'exponent 3': three.text,
    'bytes after the key': toBase64(Uint8Array.of(...long.spki, 0)),
    'no key': toBase64(new Uint8Array(100)),
    'no bytes': '',
    'too long': toBase64(new Uint8Array(5000)),
    'a curve': toBase64(point),
  };
  for (const [why, text] of Object.entries(refused)) {
    await assert.rejects(importIssuingKey(text), { name: 'BlindSignatureError' }, why);
  }
  await refusesLater('NotCanonical', importIssuingKey(`${long.text}=`));
});

test('the message names election and credential, with no second reading', () => {
  assert.equal(
    Buffer.from(tokenMessage('u', 'c')).toString('utf8'), 'ballot-service/token/1|u|c',
  );
  const refused = [['a|b', 'c'], ['a', 'b|c'], ['', 'c'], ['a', ''], ['a', 'é']];
  for (const [uuid, credential] of refused) {
    assert.throws(() => tokenMessage(uuid, credential), { name: 'BlindSignatureError' });
  }
});
