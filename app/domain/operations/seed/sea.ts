const rate = 8_000;

/**
 * A recording (RIFF WAVE, 8 bits, 8 kHz) of the sea at night, so many seconds of it: noise that swells and falls with two
 * slow waves. Made by arithmetic, so that it belongs to nobody, and is the same each time.
 */
export function theSea(seconds: number): Buffer {
  const length = seconds * rate;
  const sound = Buffer.alloc(length);
  let [state, smooth] = [20_261_130, 0];
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    smooth += (state / 2 ** 31 - 1 - smooth) * 0.12;
    sound[at] = 128 + Math.round(smooth * swell(at / rate, seconds) * 150);
  }
  return Buffer.concat([header(length), sound]);
}

/** How loud it is at a second, 0 to 1; it comes from silence and goes back to it. */
function swell(second: number, seconds: number): number {
  const waves =
    0.45 + 0.35 * Math.sin((second * 2 * Math.PI) / 9) + 0.2 * Math.sin((second * 2 * Math.PI) / 14);
  return Math.min(1, second / 4, (seconds - second) / 4) * waves;
}

function header(length: number): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(length, 40);
  return head;
}
