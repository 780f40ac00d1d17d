// One player: a member played by the booth's own driver, from sign-in to the verified receipt.
// Refuses a manifest whose code is not the printed one, and choices that do not fit the ballot.

import { signIn } from './session.mjs';

const BOOTH = '../../ballot_service/web/static/booth';
const { Random } = await import(`${BOOTH}/crypto/random.js`);
const { Booth } = await import(`${BOOTH}/driver.js`);
const { endpoints } = await import(`${BOOTH}/endpoints.js`);

const sleep = (milliseconds) => new Promise((wake) => { setTimeout(wake, milliseconds); });

/**
 * @typedef {object} Play
 * @property {string} base the service's origin
 * @property {string} code the member's sign-in code
 * @property {string} [printed] the manifest's code from paper; without it nothing is compared
 * @property {number} registrationWindow milliseconds; a tablet has 30000
 * @property {number} hurry divides every pause but the registration's
 * @property {((rows: { title: string, nominee: string }[]) => string[]) | null} choose the marks;
 *   null for a member who takes a ballot and does not send it
 * @property {(step: string) => void} tell
 */

/** @param {Play} play @returns {Promise<object | undefined>} the receipt, if one was asked for */
export async function playMember(play) {
  const { base, code, printed, registrationWindow, hurry, choose, tell } = play;
  const { fetch, uuid, csrf } = await signIn(base, code);
  tell('signed in');
  const api = endpoints({ fetch, base, uuid, csrf });
  const booth = new Booth({
    api,
    uuid,
    random: new Random(),
    registrationWindow: registrationWindow * hurry,
    save: async () => {},
    sleep: (time) => sleep(time / hurry),
  });
  const pause = 2000 / hurry;
  const manifest = await pressingAgain(() => booth.readManifest(), tell, pause);
  if (printed !== undefined && manifest.code !== printed) {
    throw new Error(`the code is ${manifest.code}, printed is ${printed}`);
  }
  const marks = choose?.(manifest.fields.questions);
  await booth.waitForIssuing(() => {});
  await pressingAgain(() => booth.takeToken(), tell, pause);
  await booth.leave();
  tell('has a token');
  await booth.waitForBallot(stepsTold(tell));
  tell('may vote');
  if (marks === undefined) return undefined;
  await booth.seal(marks);
  const receipt = await pressingAgain(() => booth.send(), tell, pause);
  tell(`receipt verified ${receipt.tracker}`);
  return receipt;
}

/** Tells of a step once, not at every poll. */
function stepsTold(tell) {
  let last = '';
  return ({ step }) => {
    if (step !== last && step !== 'left') tell(step);
    last = step;
  };
}

/** A member whose tablet says that the service did not answer presses the button again. */
async function pressingAgain(step, tell, pause) {
  for (;;) {
    try {
      return await step();
    } catch (fault) {
      if (fault.kind !== 'offline' && fault.kind !== 'paused') throw fault;
      tell(`presses again (${fault.kind})`);
      await sleep(pause);
    }
  }
}
