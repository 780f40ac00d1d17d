// Receipts: one that the service signed holds; any other key, ballot or encoding does not.

import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import test from 'node:test';
import { CRYPTO, refuses } from './support.mjs';

const { toBase64 } = await import(`${CRYPTO}/encoding.js`);
const { receiptMessage, verifyReceipt } = await import(`${CRYPTO}/receipt.js`);

const about = {
  uuid: 'TestE1ection22', setupHash: 'ab'.repeat(32), tracker: '01'.repeat(32),
};
const PKCS8 = '302e020100300506032b657004220420';

/** A key of the platform's own implementation, so that two programs must agree. */
function service(byte) {
  const der = Buffer.from(PKCS8 + byte.repeat(32), 'hex');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    key: Buffer.from(x, 'base64url').toString('base64'),
    sign: (message) => sign(null, message, key),
  };
}

const ours = service('11');
const signature = ours.sign(receiptMessage(about));

test('the message', () => {
  assert.equal(
    Buffer.from(receiptMessage(about)).toString('utf8'),
    `ballot-service/receipt/1|TestE1ection22|${'ab'.repeat(32)}|${'01'.repeat(32)}`,
  );
});

test('a receipt that the service signed holds', () => {
  verifyReceipt(ours.key, about, signature.toString('base64'));
});

test('any other is refused', () => {
  const text = signature.toString('base64');
  const other = { uuid: 'TestE1ection23', setupHash: 'ac'.repeat(32), tracker: '02'.repeat(32) };
  for (const [name, value] of Object.entries(other)) {
    refuses('BadSignature', () => verifyReceipt(ours.key, { ...about, [name]: value }, text));
  }
  refuses('BadSignature', () => verifyReceipt(service('12').key, about, text));
  for (let bit = 0; bit < 512; bit += 37) {
    const flipped = Uint8Array.from(signature);
    flipped[bit >> 3] ^= 1 << (bit & 7);
    refuses('BadSignature', () => verifyReceipt(ours.key, about, toBase64(flipped)));
  }
});

test('S + L and small-order keys are refused', () => {
  const order = (1n << 252n) + 27742317777372353535851937790883648493n;
  const little = (array) => BigInt(`0x${Buffer.from(array).reverse().toString('hex')}`);
  const raised = little(signature.subarray(32)) + order;
  const bytes = Buffer.from(raised.toString(16).padStart(64, '0'), 'hex').reverse();
  const second = Uint8Array.of(...signature.subarray(0, 32), ...bytes);
  refuses('BadSignature', () => verifyReceipt(ours.key, about, toBase64(second)));
  const identity = Uint8Array.from([1, ...new Array(31).fill(0)]);
  const forged = Uint8Array.of(...identity, ...new Uint8Array(32));
  refuses('BadSignature', () => verifyReceipt(toBase64(identity), about, toBase64(forged)));
});

test('fields of another form are refused', () => {
  const text = signature.toString('base64');
  refuses('NotCanonical', () => verifyReceipt(ours.key, about, text.replace(/=+$/, '')));
  refuses('NumberOutOfRange', () => verifyReceipt(ours.key, about, 'AAAA'));
  refuses('NumberOutOfRange', () => verifyReceipt('AAAA', about, text));
  refuses('BadUuid', () => verifyReceipt(ours.key, { ...about, uuid: 'x|y' }, text));
  for (const name of ['setupHash', 'tracker']) {
    const upper = { ...about, [name]: 'AB'.repeat(32) };
    refuses('WrongType', () => verifyReceipt(ours.key, upper, text));
  }
});
