// The two groups: their constants, membership, and the tables that stand for slow powers.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { CRYPTO, outside, refuses, VECTOR_GROUPS } from './support.mjs';

const { groupByName, powerOfGenerator } = await import(`${CRYPTO}/group.js`);
const ed25519 = groupByName('Ed25519');
const belenios = groupByName('BELENIOS-2048');

function power(base, exponent, modulus) {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Miller-Rabin with fixed bases: the numbers are known, this finds a slip of the pen. */
function isPrime(number) {
  let [odd, twos] = [number - 1n, 0];
  while (odd % 2n === 0n) [odd, twos] = [odd / 2n, twos + 1];
  return [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n].every((base) => {
    let x = power(base, odd, number);
    if (x === 1n) return true;
    for (let step = 0; step < twos; step += 1) {
      if (x === number - 1n) return true;
      x = (x * x) % number;
    }
    return false;
  });
}

test('BELENIOS-2048: p and q are prime, q divides p - 1, g has order q', () => {
  const { modulus: p, order: q, generator: g } = belenios;
  assert.equal(p.toString(2).length, 2048);
  assert.ok(isPrime(p) && isPrime(q));
  assert.equal((p - 1n) % q, 0n);
  assert.notEqual(g, 1n);
  assert.equal(power(g, q, p), 1n);
});

test('Ed25519: order and generator of the format', () => {
  assert.equal(ed25519.order, (1n << 252n) + 27742317777372353535851937790883648493n);
  assert.ok(isPrime(ed25519.order));
  assert.equal(ed25519.format(ed25519.generator), `${'6'.repeat(62)}58`);
});

for (const group of [ed25519, belenios]) {
  test(`${group.name}: tables, public powers and the group law agree`, () => {
    const exponents = fc.bigInt({ min: 0n, max: group.order - 1n });
    const base = powerOfGenerator(group)(4242n);
    const table = group.fixed(base);
    fc.assert(fc.property(exponents, exponents, (a, b) => {
      const product = group.multiply(table(a), group.powerPublic(base, b));
      assert.ok(group.equal(product, table((a + b) % group.order)));
    }), { numRuns: 20 });
    for (const edge of [0n, 1n, 2n, group.order - 1n]) {
      assert.equal(group.format(table(edge)), group.format(group.powerPublic(base, edge)));
    }
    assert.equal(group.format(table(0n)), group.format(group.identity));
    assert.ok(group.equal(group.multiply(base, group.invert(base)), group.identity));
  });

  test(`${group.name}: what is written is read again; the identity only where asked`, () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: group.order - 1n }), (exponent) => {
      const element = powerOfGenerator(group)(exponent);
      assert.ok(group.equal(group.parse(group.format(element)), element));
    }), { numRuns: 10 });
    const identity = group.format(group.identity);
    refuses('IdentityElement', () => group.parse(identity));
    assert.ok(group.equal(group.parse(identity, { identity: true }), group.identity));
  });

  test(`${group.name}: refuses other types`, () => {
    for (const value of [1, null, undefined, {}, ['1'], true]) {
      refuses('WrongType', () => group.parse(value));
    }
  });

  test(`${group.name}: elements of the outside record are in the group`, () => {
    const text = outside(VECTOR_GROUPS[group.name], 'election.json');
    if (text !== undefined) group.parse(JSON.parse(text).public_key);
  });
}

/** Canonical encodings of the seven points of small order that are not the identity. */
const SMALL_ORDER = [
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '8000000000000000000000000000000000000000000000000000000000000000',
  '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
  '85fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
  'fa03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
];

test('Ed25519: refuses small order, mixed order and every second encoding', async () => {
  const { ed25519: curve, hexToBytes } = await import(`${CRYPTO}/../vendor/noble.js`);
  for (const text of SMALL_ORDER) {
    for (const identity of [false, true]) {
      refuses('NotAnElement', () => ed25519.parse(text, { identity }));
    }
    const torsion = curve.Point.fromBytes(hexToBytes(text).reverse());
    const mixed = ed25519.format(ed25519.multiply(ed25519.generator, torsion));
    refuses('NotAnElement', () => ed25519.parse(mixed));
  }
  const refused = {
    'identity with a sign': `80${'0'.repeat(61)}1`,
    'identity as y = p + 1': `7${'f'.repeat(61)}ee`,
    'y = p': `7${'f'.repeat(61)}ed`,
    'no point': `${'0'.repeat(63)}2`,
    'upper case': ed25519.format(powerOfGenerator(ed25519)(2n)).toUpperCase(),
    'too short': '6'.repeat(62),
    'too long': `${'6'.repeat(62)}5800`,
    'little-endian generator': `58${'6'.repeat(62)}`.replace('58', '59'),
    'a prefix': `0x${'6'.repeat(60)}58`,
    'empty': '',
  };
  for (const [why, text] of Object.entries(refused)) {
    assert.throws(() => ed25519.parse(text, { identity: true }), { name: 'NotAnElement' }, why);
  }
});

test('BELENIOS-2048: refuses 0, p and above, other orders and second spellings', () => {
  const { modulus: p, generator: g } = belenios;
  const refused = [
    '0', p.toString(), (p - 1n).toString(), (p + 1n).toString(), (p + g).toString(),
    (p - g).toString(), '2', `0${g}`, `+${g}`, `-${g}`, ` ${g}`, `${g} `, `0x${g.toString(16)}`,
    '1e3', '', '9'.repeat(10000),
  ];
  for (const text of refused) {
    refuses('NotAnElement', () => belenios.parse(text, { identity: true }));
  }
});

test('a group of another name is refused', () => {
  for (const name of ['RFC-3526-2048', 'ed25519', '', 'constructor', '__proto__']) {
    refuses('UnknownGroup', () => groupByName(name));
  }
});
