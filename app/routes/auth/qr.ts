import type { Qr } from "#app/ui/qr-code.tsx";

/** A text as a QR code, drawn here and nowhere else. Loaded on use: few pages ever need it (decisions, 41). */
export async function qrOf(text: string): Promise<Qr> {
  const { default: qrcode } = await import("qrcode");
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: "M" }).modules;
  const squares = Array.from(data, (dark, at) =>
    dark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : "",
  );
  return { size, path: squares.join("") };
}
