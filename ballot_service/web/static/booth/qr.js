// A QR code as an SVG element, drawn from the matrix of a pinned library.
// Refuses markup made by others: the library gives true and false, the drawing is ours.

import { encodeQR } from './vendor/qr.js';

const SVG = 'http://www.w3.org/2000/svg';
const QUIET_ZONE = 4;

/**
 * @param {string} text
 * @param {{ dense?: boolean }} [options] of a long text: fewer modules rather than more repair
 * @returns {boolean[][]} dark or not, with a quiet zone of four
 */
export function qrRows(text, { dense = false } = {}) {
  return encodeQR(text, 'raw', { ecc: dense ? 'low' : 'medium', border: QUIET_ZONE });
}

/**
 * @param {string} text
 * @param {string} title what a screen reader says
 * @param {{ dense?: boolean }} [options]
 * @returns {SVGSVGElement} one path of unit squares on white
 */
export function qrCode(text, title, options = {}) {
  const rows = qrRows(text, options);
  const size = rows.length;
  const runs = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  const svg = document.createElementNS(SVG, 'svg');
  const name = options.dense ? 'qr qr--dense' : 'qr';
  const attributes = { class: name, viewBox: `0 0 ${size} ${size}`, role: 'img' };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  svg.setAttribute('aria-label', title);
  svg.setAttribute('shape-rendering', 'crispEdges');
  const ground = document.createElementNS(SVG, 'rect');
  ground.setAttribute('width', String(size));
  ground.setAttribute('height', String(size));
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', runs.join(''));
  svg.append(ground, path);
  return svg;
}
