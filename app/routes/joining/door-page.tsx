import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { SelectField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { AtTheDoor } from "./at-the-door.ts";
import { HelpHere } from "./help-here.tsx";
import type { Question } from "./question.ts";

type DoorPageProps = {
  page: AtTheDoor;
  /** This page's own address, and that of the session it is the door of. */
  here: string;
  back: string;
  typed: Record<string, string>;
  errors: FieldErrors;
};

/** The door of a session, whichever way somebody came to it. */
export function DoorPage(props: DoorPageProps) {
  const { page, back } = props;
  if (page.question) return <WherePage {...props} question={page.question} />;
  if (page.said) return <RoomPage {...props} said={page.said} />;
  const { title, words } = shutInWords(page);
  return (
    <div className="stack">
      <PageHeading knot eyebrow={`With ${page.firstName}`} title={title} lede={words} />
      {!page.hasRoom && page.place === "online" && page.door === "not_yet" && <NoRoomYet page={page} />}
      <div className="cluster">
        <ButtonLink kind="quiet" href={back}>
          See your session
        </ButtonLink>
      </div>
    </div>
  );
}

function shutInWords(page: AtTheDoor): { title: string; words: React.ReactNode } {
  switch (page.door) {
    case "over":
      return {
        title: "This session is over",
        words: <p>If you’re still talking, this page ends nothing. The room stays as it is.</p>,
      };
    case "elsewhere":
      return elsewhereInWords(page);
    case "not_yet":
      return {
        title: `The room opens at ${page.opens}`,
        words: (
          <p>
            That’s ten minutes before you begin, on {page.starts}. You can leave this page open: it opens by
            itself then, and asks where you are first.
          </p>
        ),
      };
    default:
      return { title: "There is no session here to join", words: <p>It isn’t on, or not any more.</p> };
  }
}

function elsewhereInWords({ place, firstName, starts, phone, address }: AtTheDoor) {
  if (place === "phone")
    return {
      title: phone ? `${firstName} rings you` : "You talk by phone",
      words: (
        <p>
          {phone
            ? `On ${starts}, on ${phone}. You only need to be where it rings.`
            : `On ${starts}. ${firstName} doesn’t have a number of yours yet, so please write with the one that suits.`}
        </p>
      ),
    };
  return {
    title: "You meet in person",
    words: <p>{`On ${starts}${address ? `, at ${address}` : ""}. There is no room to open here.`}</p>,
  };
}

/** Where somebody is today, asked before the room opens. */
function WherePage({ page, question, here, back, typed, errors }: DoorPageProps & { question: Question }) {
  const { regions, countries, preset, licensed } = question;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" action={`${here}?where=again`} noValidate>
      <PageHeading
        knot
        eyebrow={`Before your session with ${page.firstName}`}
        title="Where are you today?"
        lede={
          <p>
            Then the room opens. {page.firstName} sees what you say, and it is kept with the session: should
            you ever need help, it has to reach you where you are.
            {page.isTwo && " If you come from two places, each of you says their own."}
          </p>
        }
      />
      <ErrorSummary problems={problems} />
      {regions && (
        <SelectField
          name="region"
          label="Region"
          hint={`${page.firstName} may work with people in ${listed(licensed)}. What counts is where you are, not where you live.`}
          prompt="Choose where"
          options={regions}
          value={typed.region ?? preset.region ?? undefined}
          error={errors.region}
        />
      )}
      <SelectField
        name="country"
        label={regions ? "Country, if it’s somewhere else" : "Country"}
        required={!regions}
        narrows={regions !== null}
        prompt="Choose a country"
        options={countries}
        value={typed.country ?? preset.country}
        error={errors.country}
        autoComplete="country"
      />
      <div className="cluster">
        <Button busy="Opening…">Go on to the room</Button>
        <ButtonLink kind="quiet" href={back}>
          Not now
        </ButtonLink>
      </div>
    </form>
  );
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}

type RoomPageProps = DoorPageProps & { said: NonNullable<AtTheDoor["said"]> };

/** The room, open, with whom to ring beside it; or why it stays shut. */
function RoomPage({ page, said, here, back }: RoomPageProps) {
  if (said.isWaiting) return <OutsidePage page={page} said={said} here={here} back={back} />;
  return (
    <div className="stack">
      <PageHeading
        knot
        eyebrow={`With ${page.firstName}`}
        title={page.roomUrl ? "The room is open" : "You’re here, and the room isn’t yet"}
        lede={
          <p>
            {said.wasLetIn && `${page.firstName} lets you in from there. `}
            You’re in {said.place} today. <a href={`${here}?where=again`}>Somewhere else?</a>
          </p>
        }
      />
      {page.roomUrl ? (
        <div className="cluster">
          <a className="btn" data-kind="primary" href={page.roomUrl} rel="noreferrer">
            Open the session room
          </a>
          <ButtonLink kind="quiet" href={back}>
            See your session
          </ButtonLink>
        </div>
      ) : (
        <NoRoomYet page={page} />
      )}
      <HelpHere help={said.help} place={said.place} />
    </div>
  );
}

/** Outside the licences: said kindly, with what there is to do and who can. */
function OutsidePage({ page, said, here, back }: Omit<RoomPageProps, "typed" | "errors">) {
  return (
    <div className="stack">
      <PageHeading
        knot
        eyebrow={`With ${page.firstName}`}
        title="Not from there, by the law"
        lede={
          <>
            <p>
              You’re in {said.place} today, and {page.firstName} isn’t licensed there. What counts is where
              you are, so it isn’t about you, and you’ve done nothing wrong.
            </p>
            <p>
              {page.firstName} sees that you’re here and may still let you in. This page looks again by
              itself, and opens then.
            </p>
          </>
        }
      />
      {said.whoCan.length > 0 && (
        <p>
          Licensed there:{" "}
          {said.whoCan.map(({ name, slug }, index) => (
            <span key={slug}>
              {index > 0 && ", "}
              <a href={href("/book/:therapist", { therapist: slug })}>{name}</a>
            </span>
          ))}
          .
        </p>
      )}
      <Reach page={page} />
      <div className="cluster">
        <ButtonLink href={`${here}?where=again`}>I’m somewhere else</ButtonLink>
        <ButtonLink kind="quiet" href={back}>
          See your session
        </ButtonLink>
      </div>
      <HelpHere help={said.help} place={said.place} />
    </div>
  );
}

function NoRoomYet({ page }: { page: AtTheDoor }) {
  return (
    <>
      <p>
        {page.firstName} hasn’t given the room an address yet. They know, and tell you how you meet: by email,
        or by ringing you.
      </p>
      <Reach page={page} />
    </>
  );
}

function Reach({ page: { contact, firstName } }: { page: AtTheDoor }) {
  return (
    <p>
      Reach {firstName}: <a href={`mailto:${contact.email}`}>{contact.email}</a>
      {contact.phone && (
        <>
          {" "}
          or <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, "")}`}>{contact.phone}</a>
        </>
      )}
      .
    </p>
  );
}
