// The announced result on the wall: one sheet after the other, each long enough to be read.
// Refuses to hide anything where this script does not run: all sheets then stand below each other.

const PERIOD = 15000;
const sheets = [...document.querySelectorAll('[data-sheets] > section')];
const turn = document.querySelector('[data-turn]');
const hold = turn.querySelector('[data-hold]');
let shown = 0;
let timer = 0;

function show(place) {
  shown = (place + sheets.length) % sheets.length;
  sheets.forEach((sheet, at) => { sheet.hidden = at !== shown; });
  turn.querySelector('[data-place]').textContent = String(shown + 1);
}

function wind() {
  clearInterval(timer);
  if (hold.getAttribute('aria-pressed') === 'false') {
    timer = setInterval(() => show(shown + 1), PERIOD);
  }
}

function step(by) {
  show(shown + by);
  wind();
}

function pause() {
  hold.setAttribute('aria-pressed', String(hold.getAttribute('aria-pressed') === 'false'));
  wind();
}

if (sheets.length > 1) {
  turn.hidden = false;
  turn.querySelector('[data-back]').addEventListener('click', () => step(-1));
  turn.querySelector('[data-on]').addEventListener('click', () => step(1));
  hold.addEventListener('click', pause);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowRight' || event.key === 'PageDown') step(1);
    if (event.key === 'ArrowLeft' || event.key === 'PageUp') step(-1);
  });
  show(0);
  wind();
}
