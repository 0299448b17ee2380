import { Time } from "#app/ui/time.tsx";
import type { Session } from "./standing.ts";

/** Sessions that something here concerns, each a link to where it can be moved. */
export function SessionList({ sessions }: { sessions: readonly Session[] }) {
  return (
    <ul className="named-sessions">
      {sessions.map(({ href, at, when, who }) => (
        <li key={href}>
          <a href={href}>
            <Time at={at}>{when}</Time>
          </a>{" "}
          {who}
        </li>
      ))}
    </ul>
  );
}

/** "1 session", "3 sessions". */
export function howMany(sessions: readonly unknown[]): string {
  return sessions.length === 1 ? "1 session" : `${sessions.length} sessions`;
}
