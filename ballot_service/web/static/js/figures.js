// Figures in a page: put where they stand, and the meters drawn and named by them.
// Refuses to change a word; a text around a figure is the service's.

/** Numbers as official papers write them: 02. */
function two(number) {
  return String(number).padStart(2, '0');
}

/** Puts new figures where they stand; the texts around them do not change. */
export function showFigures(figures) {
  for (const place of document.querySelectorAll('[data-figure]')) {
    const value = figures[place.dataset.figure];
    if (value !== undefined) place.textContent = two(value);
  }
  for (const meter of document.querySelectorAll('[data-meter]')) {
    const done = figures[meter.dataset.meter];
    if (done === undefined) continue;
    const all = figures[meter.dataset.of] ?? 0;
    const whole = Math.max(all, 1);
    meter.setAttribute('viewBox', `0 0 ${whole * 10} 10`);
    meter.querySelector('.meter__track').setAttribute('width', whole * 10);
    meter.querySelector('.meter__fill').setAttribute('width', done * 10);
    const { label } = meter.dataset;
    meter.setAttribute('aria-label', label.replace('{a}', two(done)).replace('{b}', two(all)));
  }
}
