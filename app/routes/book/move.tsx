import { data, href, redirect } from "react-router";
import { z } from "zod";
import { daysOfTimes } from "#app/domain/availability/find-openings.ts";
import { move } from "#app/domain/bookings/move.ts";
import type { Held } from "#app/domain/bookings/queries.ts";
import { isLateChange, type MoveRefusal, moveRefusal } from "#app/domain/bookings/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm } from "#app/http.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SlotPicker } from "#app/ui/slot-picker.tsx";
import { Time } from "#app/ui/time.tsx";
import { addDays, dayOf, isDate } from "#app/values/zoned.ts";
import type { Route } from "./+types/move";
import { heldBy, heldPage, privately } from "./held.ts";
import { slotDays } from "./slots.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({ at: wish.startsAt });

const saidKindly: Record<MoveRefusal | "slot_taken", string> = {
  slot_taken:
    "Someone has just taken that time, or it isn’t open any more. Your booking stands as it was. Please choose another.",
  already_over: "It began already, so it can’t be moved here. Write to me and we’ll find a way.",
  not_movable: "This booking was changed or cancelled in the meantime.",
  moved_already: "It was moved once at short notice already. Write to me if you need to move it again.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  const refusal = refusalOf(held);
  const { from, days, next } = await timesFor(held, new URL(request.url).searchParams.get("from"));
  return data({ ...page, refusal, days, later: next, isLater: from, isLate: isLate(held) }, privately);
}

function refusalOf({ ctx, booking: { booking, appointment } }: Held): MoveRefusal | null {
  return moveRefusal({ ...booking, startsAt: appointment.startsAt.getTime() }, ctx.now().getTime());
}

function isLate({ ctx, booking: { booking, appointment } }: Held): boolean {
  const { termsWindow } = booking;
  return isLateChange({ startsAt: appointment.startsAt.getTime(), termsWindow }, ctx.now().getTime());
}

async function timesFor({ ctx, booking: { booking, type, practice } }: Held, asked: string | null) {
  const zone = booking.guestZone;
  const today = dayOf(zone, ctx.now());
  const from = asked && isDate(asked) && asked > today && asked < addDays(today, 800) ? asked : today;
  const wished = {
    therapistId: booking.therapistId,
    typeSlug: type.slug,
    except: booking.appointmentId,
    visitorZone: zone,
  };
  const found = await daysOfTimes(ctx, { ...wished, from, count: 7 });
  const days = slotDays(found?.days ?? [], { zone, locale: practice.locale });
  return { from: from !== today, days, next: found?.next ?? null };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: "Please choose a time." }, { status: 422 });
  const { id: bookingId, therapistId, sequence } = whole.booking;
  const moved = await move(ctx, { bookingId, therapistId, sequence, startsAt: form.value.at });
  if (moved.ok)
    throw redirect(`${href("/book/manage/:token", { token: moved.value.token })}?news=moved`, 303);
  return data({ error: saidKindly[moved.refusal] }, { status: moved.refusal === "slot_taken" ? 409 : 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Move your booking", page.frame.name) : "Move your booking" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Move({ loaderData: page, actionData }: Route.ComponentProps) {
  const { frame, token, here, startsAt, refusal, days, later, isLater } = page;
  const self = href("/book/manage/:token/move", { token });
  return (
    <Site frame={frame} canLeave>
      <form className="stack" method="post" action={self} noValidate>
        <PageHeading
          knot
          title={refusal ? "It can’t be moved now" : "Move it to another time"}
          lede={
            <p>
              {refusal ? saidKindly[refusal] : "It is now on "}
              {!refusal && <Time at={startsAt}>{here.when}</Time>}
              {!refusal && ` (${here.where}). Choosing another gives this one back.`}
            </p>
          }
        />
        {actionData && (
          <ErrorSummary problems={[{ field: "at", message: actionData.error }]} title="Not moved yet" />
        )}
        {!refusal && page.isLate && (
          <Notice>
            <p>
              This is at short notice. You can move it once like this; the terms stay those of the time you
              had.
            </p>
          </Notice>
        )}
        {!refusal && <SlotPicker days={days} error={actionData?.error} />}
        <div className="cluster">
          {!refusal && days.some((day) => day.slots.length > 0) && (
            <Button busy="Moving…">Move to this time</Button>
          )}
          {!refusal && later && <a href={`${self}?from=${later}`}>Later dates</a>}
          {!refusal && isLater && <a href={self}>Back to the first dates</a>}
          <ButtonLink kind="quiet" href={href("/book/manage/:token", { token })}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </Site>
  );
}
