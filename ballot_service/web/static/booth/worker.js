// The booth's worker: credential, seed, marks and every computation live here and end with it.
// Refuses calls by other names than the list below, and never tells the page a secret.

import { ballotView } from './ballot-view.js';
import { Random } from './crypto/random.js';
import { Booth } from './driver.js';
import { endpoints } from './endpoints.js';
import { BoothFault, faultOf } from './faults.js';

const sleep = (milliseconds) => new Promise((wake) => { setTimeout(wake, milliseconds); });
const kept = new Map();
let booth;
let saves = 0;

/** Asks the page, which alone has sessionStorage, to keep a snapshot; waits until it did. */
function save(snapshot) {
  saves += 1;
  const number = saves;
  return new Promise((resolve) => {
    kept.set(number, resolve);
    postMessage({ keep: number, snapshot });
  });
}

const report = (news) => postMessage({ news: news ?? null });

/** Everything that the page may ask for. */
const CALLS = {
  start({ uuid, base, csrf, shared, snapshot }) {
    const api = endpoints({ fetch: fetch.bind(globalThis), base, uuid, csrf });
    booth = new Booth({ api, uuid, random: new Random(), sleep, save, shared }, snapshot);
    return { phase: booth.phase };
  },
  async manifest() {
    const { code, fields } = await booth.readManifest();
    return { code, view: ballotView(fields) };
  },
  issuing: () => booth.waitForIssuing(report),
  token: () => booth.takeToken(),
  leave: () => booth.leave(report),
  quit: () => booth.quit(),
  async ballot() {
    await booth.waitForBallot(report);
    return { setup: booth.setupCode() };
  },
  setup: () => ({ setup: booth.setupCode() }),
  untilOpen: () => booth.waitForOpening(report),
  async slip({ code }) {
    await booth.enterSlip(code);
    return { setup: booth.setupCode() };
  },
  prepare: ({ marks }) => booth.prepare(marks),
  forget: () => booth.forget(),
  commit: () => booth.commit(),
  open: () => booth.open(),
  send: () => booth.send(),
  discard: () => booth.discardRejected(),
  receipt: () => booth.receipt(),
  watch: () => booth.watch(report),
};

async function answer({ id, call, args = {} }) {
  try {
    if (!Object.hasOwn(CALLS, call)) throw new BoothFault('unexpected', 'no such call');
    postMessage({ id, value: await CALLS[call](args) });
  } catch (error) {
    const { kind, detail } = faultOf(error);
    postMessage({ id, fault: { kind, detail } });
  }
}

addEventListener('message', ({ data }) => {
  if (data.kept === undefined) answer(data);
  else {
    kept.get(data.kept)?.();
    kept.delete(data.kept);
  }
});
