"""Reads the QR code that a page shows, with the reader that the booth itself brings.

Refuses a page that shows no code, or one that the reader cannot read.
"""

READ_QR = """async () => {
  const { decodeQR } = await import('/static/booth/vendor/qr-read.js');
  const svg = document.querySelector('svg.qr');
  const size = Number(svg.getAttribute('viewBox').split(' ')[2]);
  const scale = 4, width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, run] of svg.querySelector('path').getAttribute('d')
    .matchAll(/M(\\d+) (\\d+)h(\\d+)/g)) {
    for (let dy = 0; dy < scale; dy += 1) {
      for (let dx = 0; dx < scale * Number(run); dx += 1) {
        const at = ((Number(y) * scale + dy) * width + Number(x) * scale + dx) * 4;
        data[at] = data[at + 1] = data[at + 2] = 0;
      }
    }
  }
  return decodeQR({ width, height: width, data });
}"""
