// The service's endpoints as the booth calls them (docs/spec/http.md): identified and anonymous.
// Refuses redirects, answers of another form, and to send a cookie with an anonymous request.

import { BoothFault, faultOfAnswer } from './faults.js';

const PATIENCE = 20000;
const MAX_BYTES = 48 * 1024 * 1024;

/** What every anonymous request says of itself: nothing. */
const ANONYMOUS = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };
const IDENTIFIED = { cache: 'no-store', credentials: 'same-origin', referrerPolicy: 'same-origin' };

/**
 * @typedef {object} Connection
 * @property {typeof fetch} fetch
 * @property {string} base the origin, without a slash at its end; '' for the page's own
 * @property {string} uuid the election's identifier
 * @property {string} [csrf] the token of the member's session
 */

/**
 * @param {Connection} connection
 * @returns the requests of docs/spec/http.md 1 and 2
 */
export function endpoints({ fetch, base, uuid, csrf = '' }) {
  const anonymous = (path, options = {}) =>
    request(fetch, `${base}/api/${uuid}/${path}`, { ...ANONYMOUS, ...options });
  const identified = (path, body) => request(fetch, `${base}/booth/${uuid}/${path}`, {
    ...IDENTIFIED,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': csrf },
    method: 'POST',
  });
  const post = (path, body, headers = {}) => anonymous(path, {
    body, headers: { 'Content-Type': 'application/json', ...headers }, method: 'POST',
  });
  return Object.freeze({
    status: async () => jsonOf(await anonymous('status')),
    manifest: async () => bytesOf(await anonymous('manifest')),
    setup: async () => jsonOf(await anonymous('setup')),
    token: async (blinded) => jsonOf(await identified('token', { request: blinded })),
    leave: async () => { await identified('leave', {}); },
    register: async (token) => jsonOf(await post('registrations', token)),
    cast: async (ballot, padding) =>
      jsonOf(await post('ballots', ballot, { 'X-Padding': padding })),
    spoil: async (ballot, padding) =>
      jsonOf(await post('spoiled', ballot, { 'X-Padding': padding })),
  });
}

/** One request; whatever is not a plain success is thrown as a fault. */
async function request(fetch, url, options) {
  let answer;
  try {
    answer = await fetch(url, {
      ...options, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new BoothFault('offline', error?.name ?? '');
  }
  const { ok, status, type } = answer;
  if (ok) return answer;
  // A session that has ended may be answered by a way to the sign-in page.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new BoothFault('sessionExpired', `${status}`);
  }
  throw faultOfAnswer(status, await answer.json().catch(() => undefined));
}

async function bytesOf(answer) {
  let bytes;
  try {
    bytes = new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    throw new BoothFault('offline', error?.name ?? '');
  }
  if (bytes.length > MAX_BYTES) throw new BoothFault('unexpected', 'an answer that is too long');
  return bytes;
}

/** An answer cut short or of something else than the service counts as no answer. */
async function jsonOf(answer) {
  try {
    return await answer.json();
  } catch (error) {
    throw new BoothFault('offline', error?.name ?? '');
  }
}
