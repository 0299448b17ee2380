import { href } from "react-router";
import type { CountryHelp } from "#app/domain/site/crisis-lines/line.ts";
import { Dial } from "#app/routes/public/country-lines.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Whom to ring where somebody is, beside the room: the emergency number, and the line that listens. */
export function HelpHere({ help, place }: { help: CountryHelp | null; place: string }) {
  const line = help?.lines.find(({ phone }) => phone);
  return (
    <Notice kind="help">
      {help ? (
        <p>
          If somebody is in danger where you are ({place}): <Dial to={help.emergency} />
          {line?.phone && (
            <>
              . To talk to somebody: <Dial to={line.phone} /> ({line.name}, {line.hours})
            </>
          )}
          . <a href={href("/help-now")}>More numbers</a>
        </p>
      ) : (
        <p>
          If somebody is in danger, ring the emergency number of where you are ({place}). Across Europe it is{" "}
          <Dial to="112" />. <a href={href("/help-now")}>More numbers</a>
        </p>
      )}
    </Notice>
  );
}
