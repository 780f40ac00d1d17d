// Codes that people compare: written in one form, read with tolerance, refused otherwise.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { CRYPTO, ownVectors, refuses } from './support.mjs';

const { longCode, readLongCode, readShortCode, requireLongCode, shortCode } =
  await import(`${CRYPTO}/codes.js`);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) =>
  Buffer.from(bytes).toString('hex'));

test('vectors', () => {
  for (const { hash, long, short, typed, refused } of ownVectors('codes.json')) {
    assert.equal(longCode(hash), long);
    assert.equal(shortCode(hash), short);
    assert.equal(readLongCode(typed), long);
    requireLongCode(typed, hash);
    for (const { code, why } of refused) {
      assert.throws(() => requireLongCode(code, hash), { name: 'BadCode' }, why);
    }
  }
});

test('a code is the first bits of the hash, most significant first', () => {
  fc.assert(fc.property(hashes, (hash) => {
    const bits = BigInt(`0x${hash}`).toString(2).padStart(256, '0');
    const written = (count) => bits.slice(0, count).match(/.{5}/g)
      .map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
    assert.equal(longCode(hash).replaceAll('-', ''), written(125));
    assert.equal(shortCode(hash).replaceAll('-', ''), written(80));
    assert.match(longCode(hash), /^(.{5}-){4}.{5}$/);
    assert.match(shortCode(hash), /^(.{4}-){3}.{4}$/);
    assert.equal(readLongCode(longCode(hash)), longCode(hash));
    assert.equal(readShortCode(shortCode(hash).toLowerCase()), shortCode(hash));
  }));
});

test('what a person may type, and what not', () => {
  assert.equal(readShortCode(' o0iI lL10-abcd EFGH '), '0011-1110-ABCD-EFGH');
  for (const typed of ['', 'U'.repeat(16), '0'.repeat(15), '0'.repeat(17), '0000-0000-0000-000*',
    'ı'.repeat(16), '٠'.repeat(16), ' '.repeat(1000)]) {
    refuses('BadCode', () => readShortCode(typed));
  }
  refuses('WrongType', () => readShortCode(1));
  for (const hash of ['', 'F'.repeat(64), '0'.repeat(63), `${'0'.repeat(64)}0`, undefined]) {
    refuses('WrongType', () => longCode(hash));
  }
});
