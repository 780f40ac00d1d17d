// A QR code read by the camera, by a pinned library: BarcodeDetector is not in every browser.
// Refuses to keep a picture: each frame is looked at once, and the camera ends with the reading.

import { decodeQR } from './vendor/qr-read.js';

const EVERY = 150;
const WIDTH = 800;
const DENIED = new Set(['NotAllowedError', 'SecurityError']);

/** One reading; a camera that cannot be had is told by the key of its text. */
export class Camera {
  #video;
  #stream;
  #timer;
  #canvas = document.createElement('canvas');

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.#video = video;
  }

  /**
   * @param {(text: string) => boolean} found whether the reading is over
   * @returns {Promise<string>} '' or the key of the text that says why there is no picture
   */
  async start(found) {
    if (navigator.mediaDevices === undefined) return 'camera.none';
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: false, video: { facingMode: 'environment', width: { ideal: 1280 } },
      });
    } catch (error) {
      return DENIED.has(error.name) ? 'camera.denied' : 'camera.none';
    }
    this.#video.srcObject = this.#stream;
    await this.#video.play().catch(() => {});
    this.#timer = setInterval(() => this.#look(found), EVERY);
    return '';
  }

  stop() {
    clearInterval(this.#timer);
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = undefined;
    this.#video.srcObject = null;
    this.#canvas.width = 0;
  }

  #look(found) {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0) return;
    const width = Math.min(WIDTH, videoWidth);
    const height = Math.round((videoHeight * width) / videoWidth);
    Object.assign(this.#canvas, { width, height });
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(this.#video, 0, 0, width, height);
    let text;
    try {
      text = decodeQR(context.getImageData(0, 0, width, height));
    } catch {
      return; // no code in this frame
    }
    if (found(text)) this.stop();
  }
}
