import { OwnLink } from "#app/routes/client/ways.tsx";
import type { LinesOf } from "./lines-page.ts";

/** What is said when lines were sent, taken back, or came too late. */
export const linesSaid = {
  lines: "Sent. You can change it until the session starts.",
  "lines-back": "Taken back. Nobody will read it.",
  "lines-late": "The session has begun, so nothing was sent. Say it there.",
};

/** That somebody may send a few lines before a session, or has; nothing once it has begun and there are none. */
export function LinesNote({ lines: { may, sent, firstName }, href }: { lines: LinesOf; href: string }) {
  if (!may)
    return (
      sent && (
        <p className="hint">
          You sent {firstName} a few lines on {sent}.
        </p>
      )
    );
  return (
    <p>
      {sent ? (
        <>
          You sent {firstName} a few lines on {sent}. <OwnLink href={href}>Change them</OwnLink>
        </>
      ) : (
        <>
          Is there something {firstName} should know before? <OwnLink href={href}>Send a few lines</OwnLink>
        </>
      )}
    </p>
  );
}
