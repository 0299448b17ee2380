import { href } from "react-router";
import type { TitleMode } from "#app/db/schema/calendar.ts";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { CheckboxField, RadioGroup } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { titles } from "./words.ts";

type ConnectedProps = {
  health: {
    state: string;
    since: string;
    broken: { when: string; why: string } | null;
    calendars: { name: string; use: string; state: string }[];
    waiting: string | null;
    titles: TitleMode;
    isAgreed: boolean;
    makesMeet: boolean;
    mayList: boolean;
  };
  errors: FieldErrors;
};

const self = href("/practice/settings/calendar");

/** A calendar that is connected: how it is, what is chosen, and the way out. */
export function Connected({ health, errors }: ConnectedProps) {
  if (health.state === "leaving") return <Leaving />;
  const { broken } = health;
  return (
    <>
      {broken && (
        <Notice kind="danger">
          <form className="stack" method="post" action={self}>
            <p>
              Google stopped accepting our connection: {broken.when}. {broken.why} New bookings still check
              your hours here, and what we last read of your calendar.
            </p>
            <Button name="do" value="connect" busy="To Google…">
              Connect again
            </Button>
          </form>
        </Notice>
      )}
      <Section title="How it is">
        <div className="stack">
          <Facts
            facts={[
              { term: "Connected", value: broken ? null : `Since ${health.since}` },
              ...health.calendars.map(({ name, use, state }) => ({
                term: name,
                value: (
                  <>
                    {use}.<br />
                    {state}
                  </>
                ),
              })),
              { term: "On the way", value: health.waiting },
            ]}
          />
          {!broken && (
            <form className="cluster" method="post" action={self}>
              <Button kind="quiet" name="do" value="check" busy="Asking…">
                Look now
              </Button>
              {health.mayList ? (
                <ButtonLink kind="quiet" href={href("/practice/settings/calendar/choice")}>
                  Choose calendars
                </ButtonLink>
              ) : (
                <Button kind="quiet" name="do" value="list" busy="To Google…">
                  Choose other calendars
                </Button>
              )}
            </form>
          )}
          {!broken && !health.mayList && (
            <p className="hint">
              To choose, we have to see which calendars you have. Google asks you for that, and only then.
            </p>
          )}
        </div>
      </Section>
      <Manner health={health} errors={errors} />
      <Section title="Disconnect">
        <form className="stack" method="post" action={self}>
          <p>
            Your sessions ahead are taken out of your calendar, nothing in it closes openings any more, and
            the permission is given back to Google. Everything here stays.
          </p>
          <Button kind="danger" name="do" value="disconnect" busy="Disconnecting…">
            Disconnect
          </Button>
        </form>
      </Section>
    </>
  );
}

function Manner({ health, errors }: ConnectedProps) {
  return (
    <Section title="How your sessions look there">
      <form className="stack" method="post" action={self}>
        <RadioGroup
          name="titles"
          label="What they are called"
          value={health.titles}
          error={errors.titles}
          options={Object.entries(titles).map(([value, words]) => ({ value, ...words }))}
        />
        <CheckboxField
          name="agreed"
          label="My agreement with Google covers my clients’ names"
          hint="In the United States a business associate agreement for Google Workspace; elsewhere a data processing agreement. A plain Gmail account has neither."
          required={false}
          checked={health.isAgreed}
          error={errors.agreed}
        />
        <CheckboxField
          name="meet"
          label="Make a Meet link for each online session"
          hint="Left unticked, people meet you in the room of your profile."
          required={false}
          checked={health.makesMeet}
        />
        <Button name="do" value="keep" busy="Keeping…">
          Keep these
        </Button>
      </form>
    </Section>
  );
}

function Leaving() {
  return (
    <Notice>
      <form className="stack" method="post" action={self}>
        <p>
          Your sessions ahead are being taken out of your calendar. That takes a minute; while Google doesn’t
          answer, longer. You can end it now, and take out by hand what is left.
        </p>
        <Button kind="quiet" name="do" value="disconnect" busy="Ending…">
          End it now
        </Button>
      </form>
    </Notice>
  );
}
