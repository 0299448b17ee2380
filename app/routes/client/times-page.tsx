import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { regionsWith } from "#app/routes/book/slots.ts";
import { CodeField } from "#app/routes/code-field.tsx";
import type { PriceLowered } from "#app/routes/lowered.ts";
import { RepeatFields } from "#app/routes/series/repeat-fields.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, SelectField, TextArea, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { type SlotDay, SlotPicker } from "#app/ui/slot-picker.tsx";
import { Knot } from "#app/ui/thread.tsx";
import { Time } from "#app/ui/time.tsx";
import { ZoneForm } from "#app/ui/zone-form.tsx";
import { shutDoors } from "./shut-doors.ts";
import type { ShutShown, TimesShown } from "./times.tsx";

export type Answered = {
  typed: Record<string, string>;
  errors: FieldErrors;
  /** The open times nearest to one that is gone; choosing one of them keeps everything else. */
  nearest: SlotDay[] | null;
  /** What a code would take off, once they asked. */
  lowered?: Lowered | null;
};

/** With what it would cost to cancel late then. */
type Lowered = PriceLowered & { fee: string | null };

/** A door that is shut, why, and the way to open it. */
export function ShutPage({ page: { why, type, firstName, callHref } }: { page: ShutShown }) {
  const { words, callHelps } = shutDoors[why];
  const call = callHelps && callHref;
  return (
    <div className="stack">
      <PageHeading knot eyebrow={`${type} with ${firstName}`} title="Not open yet" lede={<p>{words}</p>} />
      <div className="cluster">
        <ButtonLink href={call || href("/client/book")}>
          {call ? "Book the free call" : "See what is open"}
        </ButtonLink>
      </div>
    </div>
  );
}

/** Choosing a time and booking it, on one page: who comes is known. */
export function TimesPage({ page, ...answered }: { page: TimesShown } & Answered) {
  const { therapist, type, forWhom } = page;
  return (
    <div className="stack">
      <PageHeading
        knot
        eyebrow={forWhom ? `${type.name}, for ${forWhom}` : type.name}
        title={page.callAhead ? "Your first call is planned" : "Choose a time"}
        lede={
          <p>
            {type.minutes} minutes with {therapist.firstName}, {page.price}.
          </p>
        }
      />
      {page.callAhead ? (
        <CallAhead page={page} call={page.callAhead} />
      ) : (
        <Choose page={page} {...answered} />
      )}
    </div>
  );
}

function CallAhead({ page, call }: { page: TimesShown; call: NonNullable<TimesShown["callAhead"]> }) {
  return (
    <Notice>
      <p>
        You have a first call with {page.therapist.firstName} planned already, on{" "}
        <Time at={call.startsAt}>{call.when}</Time>. If another time suits you better,{" "}
        <a href={href("/client/sessions/:id/move", { id: call.id })}>move that one</a>.
      </p>
    </Notice>
  );
}

/** The page's own address, with what it was asked. */
function addressOf({ therapist, type, clientId, zone }: TimesShown, from?: string): string {
  const to = href("/client/book/:therapist/:type", { therapist: therapist.slug, type: type.slug });
  const query = new URLSearchParams({
    ...(clientId && { for: clientId }),
    ...(zone.isChosen && { tz: zone.name }),
    ...(from && { from }),
  });
  return query.size > 0 ? `${to}?${query}` : to;
}

/** Where the form is sent to hear what is left to pay with a code: the same times, seen the same way, at the field. */
function priceAddressOf(page: TimesShown): string {
  const [path, query] = addressOf(page, page.from).split("?");
  return `${path}/price${query ? `?${query}` : ""}#code`;
}

function Choose({ page, typed, errors, nearest, lowered }: { page: TimesShown } & Answered) {
  const { zone, days, later, isLater } = page;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const shown = nearest ?? days;
  return (
    <>
      {zone.isChosen ? (
        <ZoneForm
          action={addressOf(page).replace(/\?.*/, "")}
          regions={regionsWith(zone.name)}
          current={zone.name}
          hidden={{ for: page.clientId }}
          detect={zone.detect}
        />
      ) : (
        <p>Times are those of {zone.city}, where you meet.</p>
      )}
      {shown.length === 0 ? (
        <NoTimes page={page} />
      ) : (
        <form className="stack" method="post" action={addressOf(page)} noValidate>
          <ErrorSummary problems={problems} title={errors.at ? "Not booked yet" : undefined} />
          <HiddenFields values={{ key: page.key }} />
          <SlotPicker
            days={shown}
            selected={typed.at ?? page.selected}
            error={nearest ? undefined : errors.at}
          />
          <div className="cluster">
            {nearest && <a href={addressOf(page)}>See all open times</a>}
            {!nearest && later && <a href={addressOf(page, later)}>Later dates</a>}
            {!nearest && isLater && <a href={addressOf(page)}>Back to the first dates</a>}
          </div>
          {shown.some((day) => day.slots.length > 0) && (
            <Rest page={page} typed={typed} errors={errors} lowered={lowered ?? null} />
          )}
        </form>
      )}
    </>
  );
}

function NoTimes({ page }: { page: TimesShown }) {
  return page.isLater ? (
    <p>
      There are no times this far ahead yet. <a href={addressOf(page)}>Back to the first dates</a>
    </p>
  ) : (
    <p>{page.therapist.firstName} has no open times just now. New ones appear as the weeks go by.</p>
  );
}

type RestProps = { page: TimesShown } & Omit<Answered, "nearest">;

/** What else there is to say, the terms, and the button. */
function Rest({ page, typed, errors, lowered }: RestProps) {
  const { therapist, type, regions } = page;
  return (
    <>
      {type.canRepeat && (
        <>
          <RepeatFields typed={typed} errors={errors} />
          <p className="hint">When it comes again, you see every date before anything is booked.</p>
        </>
      )}
      {type.isByPhone && (
        <TextField
          name="phone"
          type="tel"
          label="Phone"
          hint="The number to ring at that time."
          autoComplete="tel"
          inputMode="tel"
          maxLength={40}
          value={typed.phone ?? page.phone}
          error={errors.phone}
        />
      )}
      {regions.length > 0 && (
        <SelectField
          name="region"
          label="Where will you be?"
          hint="Licences are by region, so this has to be one of them."
          prompt="Choose where"
          options={[...regions, "Somewhere else"].map((region) => ({ value: region, label: region }))}
          value={typed.region}
          error={errors.region}
        />
      )}
      <TextArea
        name="note"
        label={`Anything ${therapist.firstName} should know`}
        required={false}
        hint={`Only ${therapist.firstName} can read it, and it isn’t read at once.`}
        maxLength={2000}
        value={typed.note}
        error={errors.note}
      />
      {(page.takesCodes || errors.code) && (
        <CodeField
          typed={typed.code}
          error={errors.code}
          action={priceAddressOf(page)}
          lowered={lowered ?? null}
        />
      )}
      <Knot state="ahead">
        <div className="stack">
          {type.isAsked ? (
            <Button busy="Asking…">Ask for this time</Button>
          ) : (
            <Button busy="Booking…">{type.isFirstCall ? "Book this call" : "Book this session"}</Button>
          )}
          {type.isAsked && (
            <p>
              {therapist.firstName} answers each request, within two days. The time is kept for you meanwhile,
              and you hear either way.
            </p>
          )}
          <p className="hint">{termsInWords(page, lowered ?? null)}</p>
        </div>
      </Knot>
    </>
  );
}

/** The terms, said where the button is. */
function termsInWords({ terms, therapist, price, type }: TimesShown, lowered: Lowered | null): string {
  const { window } = terms;
  const fee = lowered ? lowered.fee : terms.fee;
  const usual = type.isFirstCall ? "It’s free." : `It’s ${price}.`;
  const cost = lowered ? `With ${lowered.code} it’s ${lowered.left} instead of ${lowered.price}.` : usual;
  if (!window) return `${cost} You can move or cancel it until it starts.`;
  const late = fee
    ? ` Later than that, cancelling keeps the ${fee} fee unless ${therapist.firstName} waives it.`
    : "";
  return `${cost} You can move or cancel it freely until ${window} before.${late}`;
}
