// The booth's page: which screen follows which, from the greeting to the receipt. No cryptography.
// Refuses to make a half-filled ballot anew, and to show "recorded" before the worker verified it.

import { button } from './dom.js';
import { Frame } from './frame.js';
import { keepSnapshot, keptSnapshot } from './keeping.js';
import { Line } from './line.js';
import { confirmSending, review } from './screen-review.js';
import { Sheet } from './screen-mark.js';
import { closedNotice, done, faultScreen, finished, unsent } from './screens-end.js';
import { busy, codesDiffer, greeting, state, waiting } from './screens-start.js';
import { ENDED } from './states.js';
import { CATALOGUES } from './texts.js';
import { waysOn } from './ways-on.js';

/** Faults after which this tablet holds nothing that could still be used. */
const LAST = new Set(['alreadySent', 'closed', 'issuedElsewhere', 'void']);

class Page {
  #uuid = document.body.dataset.uuid;
  #signIn = document.body.dataset.signIn;
  #csrf = document.querySelector('meta[name="csrf-token"]')?.content ?? '';
  #frame = new Frame();
  #name = takeName();
  #at = 'start';
  #line;
  #watching = false;
  #about;
  #sheet;

  async start() {
    this.#frame.show({ main: [state('clock', 'page.loading')], narrow: true });
    const phase = await this.#connect(keptSnapshot(this.#uuid));
    const signedIn = this.#name !== '';
    if (!signedIn && (phase === 'new' || phase === 'asked')) return this.#fault('sessionExpired');
    if (signedIn && !['new', 'asked', 'held', 'done'].includes(phase)) {
      return this.#fault('occupied');
    }
    const { code, view } = await this.#line.call('manifest');
    this.#about = { code, view };
    this.#frame.describe(view, code);
    if (phase === 'new') return this.#greet();
    this.#name = '';
    if (phase === 'asked') return this.#takeToken();
    if (phase === 'done') return this.#recorded(await this.#line.call('receipt'));
    if (phase !== 'made') return this.#wait({ reloaded: true });
    const { setup } = await this.#line.call('setup');
    this.#frame.showSetup(setup);
    this.#watch();
    return this.#send();
  }

  /** Runs a step; whatever it throws becomes a screen. */
  run(step) {
    Promise.resolve().then(step).catch((fault) => this.#faulty(fault));
  }

  /** Back never leaves a ballot that is not sent, and never brings one back that is. */
  back() {
    if (this.#at !== 'mark' && this.#at !== 'review') return;
    history.pushState(null, '');
    if (this.#at === 'review') this.#mark();
    else this.#frame.tell('mark.stays');
  }

  /** @returns {boolean} whether leaving now would lose marks */
  get unsentMarks() {
    return this.#sheet?.marks().some((mark) => mark !== 'unmarked') ?? false;
  }

  async #connect(snapshot) {
    this.#line?.end();
    const line = new Line({
      keep: (kept) => this.#line === line && keepSnapshot(this.#uuid, kept),
      news: (news) => this.#line === line && this.#news(news),
    });
    this.#line = line;
    this.#watching = false;
    const { phase } = await line.call('start', {
      uuid: this.#uuid, base: location.origin, csrf: this.#csrf, snapshot,
    });
    return phase;
  }

  #greet() {
    this.#at = 'greet';
    this.#frame.show(greeting({ name: this.#name, ...this.#about }, {
      same: () => this.run(() => this.#takeToken()),
      differs: () => this.#frame.show(codesDiffer(this.#about.code, {
        again: () => this.#greet(),
      })),
    }));
  }

  /** From here on no screen names the member. */
  async #takeToken() {
    this.#name = '';
    this.#at = 'issuing';
    this.#frame.show(busy('greet.wait_issuing', 'greet.wait_issuing_how'));
    await this.#line.call('issuing');
    this.#at = 'token';
    this.#frame.show(busy('greet.taking', 'greet.taking_how'));
    await this.#line.call('token');
    return this.#wait({ reloaded: false });
  }

  async #wait({ reloaded }) {
    this.#at = 'wait';
    this.#frame.show(waiting(this.#about));
    await this.#line.call('leave');
    history.replaceState(null, '');
    const { setup } = await this.#line.call('ballot');
    this.#frame.showSetup(setup);
    this.#sheet = new Sheet(this.#about.view, { reloaded, changed: () => this.#progress() });
    this.#frame.follow(...this.#sheet.nodes);
    history.pushState(null, '');
    this.#mark();
    this.#watch();
  }

  #mark(group) {
    this.#at = 'mark';
    this.#frame.show({
      main: this.#sheet.nodes,
      unsent: true,
      acts: [button('mark.review', () => this.#review(), {
        kind: 'btn--primary btn--big', id: 'review',
      })],
    });
    this.#progress();
    if (group !== undefined) this.#sheet.reveal(group);
  }

  #progress() {
    const marks = this.#sheet.marks();
    const marked = marks.filter((mark) => mark !== 'unmarked').length;
    this.#frame.tell('mark.progress', { marked, rows: marks.length });
  }

  #review() {
    this.#at = 'review';
    const marks = this.#sheet.marks();
    const count = marks.filter((mark) => mark === 'unmarked').length;
    this.#frame.show(review(this.#about.view, marks, {
      edit: (group) => this.#mark(group),
      back: () => this.#mark(),
      send: () => this.run(async () => {
        const sure = await confirmSending(document.getElementById('confirm'), count);
        if (sure && this.#at === 'review') await this.#seal();
      }),
    }));
  }

  /** The marks go to the worker once; then they are nowhere on the page. */
  async #seal() {
    this.#at = 'seal';
    this.#frame.show(busy('send.title', 'send.text'));
    await this.#line.call('seal', { marks: this.#sheet.marks() });
    this.#frame.follow();
    this.#sheet.wipe();
    this.#sheet = undefined;
    return this.#send();
  }

  async #send() {
    this.#at = 'send';
    this.#frame.show(busy('send.title', 'send.text'));
    try {
      this.#recorded(await this.#line.call('send'));
    } catch (fault) {
      if (fault.kind !== 'offline' && fault.kind !== 'paused') throw fault;
      this.#at = 'unsent';
      this.#frame.show(unsent(fault.kind, { again: () => this.run(() => this.#send()) }));
    }
  }

  /** The worker that knew the credential ends; another one, that knows nothing, watches on. */
  #recorded(receipt) {
    this.#at = 'done';
    this.#line.end();
    history.replaceState(null, '');
    this.#frame.showSetup(receipt.setup);
    this.#frame.show(done(receipt, { end: () => this.#finish() }));
    this.#watchOn();
  }

  #finish() {
    keepSnapshot(this.#uuid, '');
    this.#line.end();
    this.#at = 'end';
    this.#frame.showSetup('');
    this.#frame.show(finished(this.#frame.bulletin));
  }

  /** Goes on asking for the state, as before, so that a silence does not tell who has sent. */
  #watchOn() {
    this.#connect(undefined).then(() => this.#line.call('manifest'))
      .then(() => this.#line.call('watch')).catch(() => {});
  }

  #watch() {
    if (this.#watching) return;
    this.#watching = true;
    this.#line.call('watch').catch((fault) => this.#faulty(fault));
  }

  /** What the worker tells while it waits or watches; only the status line ever changes. */
  #news(news) {
    if (this.#at === 'wait') {
      const { step = 'held', offline = true } = news ?? {};
      this.#frame.tell(offline ? 'wait.offline' : `wait.${step}`);
    }
    if (this.#at === 'issuing') this.#frame.tell(news === null ? 'greet.offline' : undefined);
    if (this.#at === 'mark' || this.#at === 'review') this.#whileMarking(news?.state);
    if (this.#at === 'unsent') {
      const text = news?.state === 'paused' ? 'unsent.paused_title' : 'unsent.answers';
      this.#frame.tell(news === null ? 'unsent.no_answer' : text);
    }
    if (this.#at === 'done' && ENDED.has(news?.state)) this.#closed();
  }

  #whileMarking(now) {
    if (ENDED.has(now)) this.#fault('closed');
    else if (now === undefined) this.#frame.tell('mark.offline');
    else if (now === 'paused') this.#frame.tell('mark.paused');
    else if (this.#at === 'mark') this.#progress();
    else this.#frame.tell();
  }

  #closed() {
    const place = document.getElementById('closed-notice');
    if (place !== null && place.childElementCount === 0) {
      place.append(closedNotice(this.#frame.bulletin));
    }
  }

  #fault(kind, detail = '') {
    this.#faulty({ kind, detail });
  }

  #faulty({ kind: found = 'unexpected', detail = '' }) {
    if (this.#at === 'done' || this.#at === 'end') return;
    const kind = Object.hasOwn(CATALOGUES.vi, `fault.${found}`) ? found : 'unexpected';
    const at = this.#at;
    this.#at = 'fault';
    document.getElementById('confirm').close();
    this.#frame.follow();
    this.#sheet?.wipe();
    this.#sheet = undefined;
    if (LAST.has(kind)) keepSnapshot(this.#uuid, '');
    const acts = waysOn(kind, at, {
      again: () => this.run(() => this.#send()),
      anew: () => this.run(async () => {
        await this.#line.call('discard');
        await this.#wait({ reloaded: false });
      }),
      bulletin: this.#frame.bulletin,
      reload: () => location.reload(),
      retry: () => this.run(() => (at === 'token' ? this.#takeToken() : this.start())),
      signIn: this.#signIn,
    });
    this.#frame.show(faultScreen({ kind, detail }, acts));
    if (LAST.has(kind)) this.#endLine(kind);
  }

  /** A member who is refused here is signed out here, before the worker ends. */
  async #endLine(kind) {
    const line = this.#line;
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
