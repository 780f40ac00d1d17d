// A tablet for the driver's tests, in a service in memory: what it keeps, how long it slept.
// Refuses to wait: its clock is the event loop's.

import assert from 'node:assert/strict';
import { Service, fetchInto, issuingKey } from './service.mjs';

const BOOTH = '../../ballot_service/web/static/booth';
const { Booth } = await import(`${BOOTH}/driver.js`);
const { endpoints } = await import(`${BOOTH}/endpoints.js`);
const { Random } = await import(`${BOOTH}/crypto/random.js`);

const key = await issuingKey();
const KINDS = ['agree', 'disagree', 'unmarked'];
export const marks = Array.from({ length: 16 }, (_, row) => KINDS[row % 3]);
export const quiet = () => {};

/** A tablet: its driver, what it keeps, how long it slept. */
export function tablet(service, { member = 'm1', snapshot, cookie, fetch, shared } = {}) {
  const session = cookie ?? service.signIn(member);
  const kept = { text: snapshot, all: [], slept: [] };
  const api = endpoints({
    fetch: fetch ?? fetchInto(service, session), base: 'https://meeting', uuid: service.uuid,
  });
  const booth = new Booth({
    api,
    uuid: service.uuid,
    shared,
    random: new Random(),
    sleep: async (time) => { kept.slept.push(time); await new Promise(setImmediate); },
    save: async (text) => { kept.text = text; kept.all.push(text); },
  }, snapshot);
  return { booth, kept, session };
}

export const kindIs = (kind) => (error) => {
  assert.equal(error.kind, kind, `${error.name} ${error.message}`);
  return true;
};
export const newService = (options) => Service.create({ key, ...options });

/** A tablet with its token registered and the ballot open. */
export async function opened(service, options) {
  const one = tablet(service, options);
  await one.booth.readManifest();
  await one.booth.waitForIssuing(quiet);
  await one.booth.takeToken();
  await one.booth.leave();
  service.state = 'registration';
  await one.booth.waitForBallot(({ step }) => {
    if (step === 'registered' && service.state === 'registration') service.open();
  });
  return one;
}
