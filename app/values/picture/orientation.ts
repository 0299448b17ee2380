/** Tag 0x0112 of Exif 2.32 (CIPA DC-008), in a TIFF 6.0 directory of one entry: 1 is upright, 2 to 8 turned or mirrored. */
const tag = 0x0112;

/** Which way up a camera says its picture is, from its Exif block (a TIFF); 1 where it does not say. */
export function orientationIn(block: Buffer): number {
  const tiff = block.subarray(0, 6).equals(prefix) ? block.subarray(6) : block;
  if (tiff.length < 14) return 1;
  const order = tiff.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return 1;
  const isLittle = order === "II";
  const two = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const four = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = four(4);
  if (two(2) !== 42 || directory + 2 > tiff.length) return 1;
  const last = Math.min(two(directory), 500);
  for (let entry = 0; entry < last; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return 1;
    if (two(at) !== tag) continue;
    const value = two(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

const prefix = Buffer.from("Exif\0\0", "latin1");

/** An Exif block that says which way is up and nothing else; `withPrefix` as JPEG wants it. */
export function orientationBlock(orientation: number, { withPrefix = false } = {}): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write("MM", 0, "latin1");
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(tag, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return withPrefix ? Buffer.concat([prefix, tiff]) : tiff;
}
