import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Section } from "#app/ui/section.tsx";

/** What connecting means, before anything is asked of Google. */
export function ConnectForm() {
  return (
    <Section title="Connect your calendar">
      <form className="stack" method="post" action={href("/practice/settings/calendar")}>
        <p>Google asks you whether we may do two things, and we ask for no more:</p>
        <Facts
          facts={[
            {
              term: "See and change events",
              value:
                "To read when you are busy and to put your sessions there. Of your own events we read only when they are. What they are called, where they are and who is invited never leaves Google.",
            },
            { term: "See when you are free", value: "To look once more in the moment somebody books." },
          ]}
        />
        <p>
          Your sessions appear as <em>Busy</em>, private, with nobody invited. You can change how they are
          called, and disconnect whenever you like.
        </p>
        <Button name="do" value="connect" busy="To Google…">
          Connect Google Calendar
        </Button>
      </form>
    </Section>
  );
}
