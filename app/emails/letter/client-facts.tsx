import type { TherapistLetter } from "./booking.ts";
import { light } from "./colours.ts";
import { oneLine, webAddress } from "./one-line.ts";

export type Fact = { label: string; value: string };

/** Who it is, what, where, and how to reach them. What they typed is shown as typed, on one line. */
export function clientFacts({ booking, guest, practice }: TherapistLetter): Fact[] {
  const places = {
    online: booking.meets
      ? "Online. The Meet link is in your calendar, and at the door of the session."
      : (webAddress(booking.roomUrl) ??
        "Online. Your profile has no room link yet, so please send them one."),
    in_person: oneLine(practice.address ?? "In person", 200),
    phone: guest.phone ? "By phone. You ring them." : "By phone. They left no number, so please ask for one.",
  };
  return [
    { label: "Who", value: oneLine(guest.name) },
    { label: "What", value: oneLine(booking.typeName) },
    { label: "Where", value: places[booking.place] },
    ...(guest.email ? [{ label: "Email", value: oneLine(guest.email, 320) }] : []),
    ...(guest.phone ? [{ label: "Phone", value: oneLine(guest.phone, 30) }] : []),
  ];
}

export function FactTable({ facts }: { facts: Fact[] }) {
  const cell = {
    padding: "4px 0",
    font: '400 17px/1.5 "Hanken Grotesk", "Helvetica Neue", Helvetica, Arial, sans-serif',
  };
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: "0 0 20px" }}>
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <td className="ink3" valign="top" style={{ ...cell, paddingRight: 18, color: light.ink3 }}>
              {label}
            </td>
            <td className="ink" style={{ ...cell, color: light.ink, wordBreak: "break-word" }}>
              <bdi>{value}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same facts as written lines. */
export function factLines(facts: Fact[]): string {
  return facts.map(({ label, value }) => `${label}: ${value}`).join("\n");
}
