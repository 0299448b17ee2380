/** The dark squares of a QR code, as one path over a grid of `size` by `size`. */
export type Qr = { size: number; path: string };

/** A code for a camera: dark on light by night too, with the four squares of quiet around it that readers need. */
export function QrCode({ qr: { size, path }, label }: { qr: Qr; label: string }) {
  const whole = size + 8;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect x={-4} y={-4} width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
