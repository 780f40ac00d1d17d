// The booth's page: which screen follows which, from the greeting to the receipt. No cryptography.
// Refuses to make a half-filled ballot anew, and to show "recorded" before the worker verified it.

import { button } from './dom.js';
import { Frame } from './frame.js';
import { forgetAll, keepSnapshot, keptSnapshot } from './keeping.js';
import { Line } from './line.js';
import { editBallot, reviewBallot } from './reviewing.js';
import { ask } from './screen-review.js';
import { Sheet } from './screen-mark.js';
import { closedNotice, done, faultScreen, finished, unsent } from './screens-end.js';
import { busy, state, waiting } from './screens-start.js';
import { SharedTablet } from './shared-tablet.js';
import { voteBySlip } from './slip-way.js';
import { lineFor } from './status-line.js';
import { CATALOGUES } from './texts.js';
import { greetMember, takeToken } from './token-way.js';
import { waysOn } from './ways-on.js';

/** Faults after which this tablet holds nothing that could still be used. */
const LAST = new Set(['alreadySent', 'closed', 'issuedElsewhere', 'void']);

/** Screens with a ballot that is not sent: Back does not leave the page from them. */
const STAYS = new Set(['mark', 'making', 'review', 'open', 'opening', 'opened', 'seal', 'unsent']);

/** What the ways by token and by slip, and the review, act on: screens, worker, marks. */
class Page {
  /** The screen that stands. */
  at = 'start';
  /** The manifest's code and view, once it is read. */
  about;
  entry;
  frame = new Frame();
  line;
  name = takeName();
  sheet;
  /** The name of a shared tablet; '' on a member's own. */
  tablet = document.body.dataset.tablet ?? '';
  #csrf = document.querySelector('meta[name="csrf-token"]')?.content ?? '';
  #signIn = document.body.dataset.signIn;
  #uuid = document.body.dataset.uuid;
  #watching = false;

  async start() {
    this.frame.show({ main: [state('clock', 'page.loading')], narrow: true });
    const phase = await this.#connect(keptSnapshot(this.#uuid));
    const signedIn = this.name !== '';
    const own = this.tablet === '' && (phase === 'new' || phase === 'asked');
    if (own && !signedIn) return this.#fault('sessionExpired');
    if (signedIn && !['new', 'asked', 'held', 'done'].includes(phase)) {
      return this.#fault('occupied');
    }
    await this.describe();
    if (phase === 'new') return this.tablet === '' ? greetMember(this) : voteBySlip(this);
    this.name = '';
    if (phase === 'asked') return takeToken(this);
    if (phase === 'done') return this.#recorded(await this.line.call('receipt'));
    if (phase !== 'made') return this.wait({ reloaded: true });
    const { setup } = await this.line.call('setup');
    this.frame.showSetup(setup);
    this.watch();
    return this.send();
  }

  async describe() {
    const { code, view } = await this.line.call('manifest');
    this.about = { code, view };
    this.frame.describe(view, code);
  }

  /** Runs a step; whatever it throws becomes a screen. */
  run(step) {
    Promise.resolve().then(step).catch((fault) => this.faulty(fault));
  }

  /** Back never leaves a ballot that is not sent, and never brings one back that is. */
  back() {
    if (STAYS.has(this.at) || this.tablet !== '') history.pushState(null, '');
    if (this.at === 'mark') this.frame.tell('mark.stays');
    if (this.at === 'review' || this.at === 'making') editBallot(this);
  }

  /** @returns {boolean} whether leaving now would lose marks */
  get unsentMarks() {
    return this.sheet?.marks().some((mark) => mark !== 'unmarked') ?? false;
  }

  /** What the lock of a shared tablet asks. */
  get lockable() {
    return ['slip', 'mark', 'review', 'open', 'opened', 'over'].includes(this.at);
  }

  get inUse() {
    return !['start', 'slipwait', 'next', 'end'].includes(this.at);
  }

  async #connect(snapshot) {
    this.line?.end();
    const line = new Line({
      keep: (kept) => this.line === line && keepSnapshot(this.#uuid, kept),
      news: (news) => this.line === line && this.#news(news),
    });
    this.line = line;
    this.#watching = false;
    const { phase } = await line.call('start', {
      uuid: this.#uuid, base: location.origin, csrf: this.#csrf, shared: this.tablet !== '',
      snapshot,
    });
    return phase;
  }

  async wait({ reloaded }) {
    this.at = 'wait';
    this.frame.show(waiting(this.about));
    await this.line.call('leave');
    history.replaceState(null, '');
    const { setup } = await this.line.call('ballot');
    this.begin(setup, { reloaded });
  }

  /** A ballot to mark, made once; a slip or a token has opened it. */
  begin(setup, { reloaded = false } = {}) {
    this.frame.showSetup(setup);
    this.sheet = new Sheet(this.about.view, { reloaded, changed: () => this.progress() });
    this.frame.follow(...this.sheet.nodes);
    history.pushState(null, '');
    this.mark();
    this.watch();
  }

  /** A shared tablet's page is left for a new one; whatever it knew is gone. */
  leaveTablet() {
    this.at = 'end';
    this.entry?.end();
    this.sheet?.wipe();
    this.sheet = undefined;
    this.line.end();
    SharedTablet.wipe(forgetAll);
  }

  mark(group) {
    this.at = 'mark';
    this.frame.show({
      main: this.sheet.nodes,
      unsent: true,
      acts: [button('mark.review', () => this.run(() => reviewBallot(this)), {
        kind: 'btn--primary btn--big', id: 'review',
      })],
    });
    this.progress();
    if (group !== undefined) this.sheet.reveal(group);
  }

  progress() {
    const marks = this.sheet.marks();
    const marked = marks.filter((mark) => mark !== 'unmarked').length;
    this.frame.tell('mark.progress', { marked, rows: marks.length });
  }

  async send() {
    this.at = 'send';
    this.frame.show(busy('send.title', 'send.text'));
    try {
      this.#recorded(await this.line.call('send'));
    } catch (fault) {
      if (fault.kind !== 'offline' && fault.kind !== 'paused') throw fault;
      this.at = 'unsent';
      this.frame.show(unsent(fault.kind, { again: () => this.run(() => this.send()) }));
    }
  }

  /** The worker that knew the credential ends; another one, that knows nothing, watches on. */
  #recorded(receipt) {
    this.at = 'done';
    this.line.end();
    history.replaceState(null, '');
    this.frame.showSetup(receipt.setup);
    const shared = this.tablet !== '';
    this.frame.show(done(receipt, { shared, end: () => this.run(() => this.#finish()) }));
    this.#watchOn();
  }

  /** On a shared tablet the member says first that the receipt is kept. */
  async #finish() {
    if (this.tablet !== '') {
      const dialog = document.getElementById('confirm');
      if (await ask(dialog, 'kept')) this.leaveTablet();
      return;
    }
    keepSnapshot(this.#uuid, '');
    this.line.end();
    this.at = 'end';
    this.frame.showSetup('');
    this.frame.show(finished(this.frame.bulletin));
  }

  /** Goes on asking for the state, as before, so that a silence does not tell who has sent. */
  #watchOn() {
    this.#connect(undefined).then(() => this.line.call('manifest'))
      .then(() => this.line.call('watch'))
      .catch(({ kind }) => { if (kind === 'void') this.#closed('fault.void'); });
  }

  watch() {
    if (this.#watching) return;
    this.#watching = true;
    this.line.call('watch').catch((fault) => this.faulty(fault));
  }

  /** What the worker tells while it waits or watches; only the status line ever changes. */
  #news(news) {
    const found = lineFor(this.at, news);
    if (found === undefined) return;
    if (found.closed && this.at === 'done') this.#closed();
    else if (found.closed) this.#fault('closed');
    else if (found.progress) this.progress();
    else this.frame.tell(found.key);
  }

  #closed(text = 'done.closed') {
    const place = document.getElementById('closed-notice');
    if (place === null || place.dataset.told === text) return;
    place.dataset.told = text;
    place.replaceChildren(closedNotice(this.frame.bulletin, text));
  }

  #fault(kind, detail = '') {
    this.faulty({ kind, detail });
  }

  faulty({ kind: found = 'unexpected', detail = '' }) {
    if (this.at === 'done' || this.at === 'end') return;
    const kind = Object.hasOwn(CATALOGUES.vi, `fault.${found}`) ? found : 'unexpected';
    const at = this.at;
    // A close that meets a tablet between members takes nothing from anybody: nobody uses it.
    const ended = this.inUse ? 'over' : 'end';
    this.at = LAST.has(kind) ? ended : 'fault';
    document.getElementById('confirm').close();
    this.frame.follow();
    this.entry?.end();
    this.sheet?.wipe();
    this.sheet = undefined;
    if (LAST.has(kind)) keepSnapshot(this.#uuid, '');
    const acts = waysOn(kind, at, {
      again: () => this.run(() => this.send()),
      anew: () => this.run(async () => {
        await this.line.call('discard');
        await this.wait({ reloaded: false });
      }),
      bulletin: this.frame.bulletin,
      reload: () => location.reload(),
      retry: () => this.run(() => (at === 'token' ? takeToken(this) : this.start())),
      next: this.tablet === '' ? undefined : () => this.leaveTablet(),
      signIn: this.#signIn,
      slip: () => this.run(() => voteBySlip(this)),
    });
    this.frame.show(faultScreen({ kind, detail }, acts));
    if (LAST.has(kind)) this.#endLine(kind);
  }

  /** A member who is refused here is signed out here, before the worker ends. */
  async #endLine(kind) {
    const line = this.line;
    if (kind === 'issuedElsewhere' || kind === 'closed') await line.call('quit').catch(() => {});
    line.end();
  }
}

/** The name stands in the served page once, and is taken out of it. */
function takeName() {
  const node = document.getElementById('member-name');
  const name = node?.textContent.trim() ?? '';
  node?.remove();
  return name;
}

const page = new Page();
addEventListener('popstate', () => page.back());
addEventListener('beforeunload', (event) => {
  if (page.unsentMarks) event.preventDefault();
});
// A page that the browser had put away whole comes back as a new one.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
page.run(() => page.start());
const { lamp } = document.body.dataset;
if (lamp !== undefined) {
  SharedTablet.watch(lamp, {
    using: () => page.inUse,
    lockable: () => page.lockable,
    cover: () => page.frame.cover(true),
    lock: () => page.leaveTablet(),
  });
}
