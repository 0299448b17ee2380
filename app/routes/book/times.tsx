import { data, href } from "react-router";
import { daysOfTimes } from "#app/domain/availability/find-openings.ts";
import { frameOf } from "#app/domain/site/queries.ts";
import { orNotFound } from "#app/http.ts";
import { firstDay } from "#app/routes/moving.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SlotPicker } from "#app/ui/slot-picker.tsx";
import { ZoneForm } from "#app/ui/zone-form.tsx";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/times";
import { doorOf, entranceOf } from "./door.ts";
import { Locked } from "./locked.tsx";
import { regionsWith, slotDays } from "./slots.ts";
import { cameBy } from "./source.ts";

const daysShown = 7;

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const door = await doorOf(context, params.therapist, searchParams);
  const { ctx, site, therapist, type, zone, zoneIsKnown } = door;
  const isLocked = (await entranceOf(door, searchParams)) === "shut";
  const from = firstDay(searchParams.get("from"), dayOf(zone, ctx.now()));
  const found = isLocked
    ? { days: [], next: null }
    : orNotFound(
        await daysOfTimes(ctx, {
          therapistId: therapist.id,
          typeSlug: type.slug,
          visitorZone: zone,
          from: from.day,
          count: daysShown,
        }),
      );

  const waiting = href("/book/:therapist/waiting", { therapist: therapist.slug });
  // Where there are several first calls, the address says which: whatever comes next is about that one.
  const named = searchParams.get("type");
  const toWait = { tz: zone, ...(named && { type: named }) };
  const page = {
    url: `${ctx.appUrl}/book/${therapist.slug}`,
    frame: frameOf(site, therapist.slug),
    therapist: { slug: therapist.slug, firstName: therapist.firstName, name: therapist.name },
    type: {
      slug: type.slug,
      name: type.name,
      minutes: type.minutes,
      isFirstCall: type.kind === "discovery",
      place: type.place,
    },
    price:
      type.price === 0 ? null : formatMoney({ amount: type.price, currency: site.currency }, site.locale),
    named,
    isLocked,
    isFull: !therapist.isAccepting,
    zone,
    zoneCity: zoneCity(zone),
    choosesZone: type.place !== "in_person" && !isLocked,
    detect: !zoneIsKnown,
    days: slotDays(
      found.days,
      { zone, locale: site.locale },
      type.kind === "discovery"
        ? (day) => `${waiting}?${new URLSearchParams({ ...toWait, day: `${day}` })}`
        : undefined,
    ),
    waitHref: type.kind === "discovery" ? `${waiting}?${new URLSearchParams(toWait)}` : null,
    selected: searchParams.get("at") ?? undefined,
    later: found.next,
    isLater: from.isLater,
    via: cameBy(request),
  };
  const told = searchParams.get("tz");
  const headers = told === zone ? { "Set-Cookie": zoneCookie(zone, request.url) } : undefined;
  return data(page, { status: isLocked ? 403 : 200, ...(headers ? { headers } : {}) });
}

function zoneCookie(zone: string, url: string): string {
  const secure = url.startsWith("https:") ? "; Secure" : "";
  return `tz=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const title = pageTitle(`Book a time with ${page.therapist.name}`, page.frame.name);
  if (page.isLocked) return seo({ title, description: "", url: page.url, robots: "noindex" });
  return seo({
    title,
    description: `Open times for a free first call with ${page.therapist.name}. You don’t need an account.`,
    url: page.url,
  });
}

type Page = Route.ComponentProps["loaderData"];

export default function Times({ loaderData: page }: Route.ComponentProps) {
  return (
    <Site frame={page.frame} canLeave bookHref={href("/book/:therapist", { therapist: page.therapist.slug })}>
      <div className="stack">
        {page.isLocked ? (
          <Locked therapist={page.therapist} />
        ) : page.isFull ? (
          <Full page={page} />
        ) : (
          <Choose page={page} />
        )}
      </div>
    </Site>
  );
}

/** A therapist who takes no new people on, and where to wait. */
function Full({ page: { therapist, waitHref } }: { page: Page }) {
  return (
    <>
      <PageHeading
        knot
        title="Full at the moment"
        lede={<p>{therapist.firstName} takes no new people on at the moment.</p>}
      />
      <div className="cluster">
        <ButtonLink href={waitHref ?? href("/contact")}>
          {waitHref ? "Tell me if a time opens" : "Write to us"}
        </ButtonLink>
      </div>
    </>
  );
}

function Choose({ page }: { page: Page }) {
  const { therapist, type, zone, detect, days, later, isLater } = page;
  const self = href("/book/:therapist", { therapist: therapist.slug });
  const asked = type.isFirstCall ? (page.named ?? undefined) : type.slug;
  const on = (from?: string) =>
    `${self}?${new URLSearchParams({ tz: zone, ...(asked && { type: asked }), ...(from && { from }) })}`;
  return (
    <>
      <PageHeading
        knot
        eyebrow="Step 1 of 2"
        title={type.isFirstCall ? "Choose a time for your first call" : "Choose a time"}
        lede={
          <p>
            {type.minutes} minutes with {therapist.firstName}, {page.price ?? "free"}. You don’t need an
            account.
          </p>
        }
      />
      {page.choosesZone ? (
        <ZoneForm
          action={self}
          regions={regionsWith(zone)}
          current={zone}
          hidden={{ type: asked }}
          detect={detect}
        />
      ) : (
        <p>Times are those of {page.zoneCity}, where we meet.</p>
      )}
      {days.length > 0 ? (
        <form
          className="stack"
          method="get"
          action={href("/book/:therapist/details", { therapist: therapist.slug })}
        >
          <HiddenFields values={{ type: type.slug, tz: zone, via: page.via }} />
          <SlotPicker days={days} selected={page.selected} />
          <div className="cluster">
            {days.some((day) => day.slots.length > 0) && <Button>Continue</Button>}
            {later && <a href={on(later)}>Later dates</a>}
            {isLater && <a href={on()}>Back to the first dates</a>}
          </div>
        </form>
      ) : (
        <NoTimes firstName={therapist.firstName} back={isLater ? on() : null} waitHref={page.waitHref} />
      )}
      <Notice kind="help">
        <p>
          Need to talk to someone today? This form isn’t watched around the clock.{" "}
          <a href={href("/help-now")}>See who can help right now</a>.
        </p>
      </Notice>
    </>
  );
}

type NoTimesProps = { firstName: string; back: string | null; waitHref: string | null };

function NoTimes({ firstName, back, waitHref }: NoTimesProps) {
  return (
    <div className="stack">
      <p>
        {back
          ? "There are no times this far ahead yet."
          : `${firstName} has no open times just now. New ones appear as the weeks go by.`}{" "}
        {back ? (
          <a href={back}>Back to the first dates</a>
        ) : (
          <a href={waitHref ?? href("/contact")}>
            {waitHref ? "Tell me if a time opens" : "Ask when the next ones open"}
          </a>
        )}
      </p>
    </div>
  );
}
