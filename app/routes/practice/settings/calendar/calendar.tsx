import { data, href, redirect } from "react-router";
import { z } from "zod";
import { askConsent } from "#app/domain/calendar/ask-consent.ts";
import { checkNow } from "#app/domain/calendar/check-now.ts";
import { changeManner } from "#app/domain/calendar/choose.ts";
import { disconnect } from "#app/domain/calendar/disconnect.ts";
import { healthOf } from "#app/domain/calendar/health.ts";
import { ownTherapist } from "#app/domain/calendar/own.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm, worldOf } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/calendar";
import { ConnectForm } from "./connect-form.tsx";
import { Connected } from "./connected.tsx";
import { calendarInWords, troubleInWords, useInWords, waitingInWords } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news = {
  connected:
    "Connected. What is in your calendar closes openings within seconds, and your sessions are going into it.",
  kept: "Kept. Sessions ahead are being changed too.",
  chosen: "Kept. The calendars you chose are being read.",
  checking: "We’re looking at your calendar now.",
  disconnected:
    "Disconnected. Sessions ahead are being taken out of your calendar, and the permission is given back to Google.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "calendar.connect");
  const therapistId = orNotFound(ownTherapist(ctx));
  const { zone, locale } = await ownPractice(ctx);
  const health = await healthOf(ctx, therapistId);
  const clock = { zone, locale };
  const at = (moment: Date) => whenAndWhere(moment.getTime(), clock).when;
  return {
    isOffered: worldOf(context).calendars !== undefined,
    news: newsFor(new URL(request.url).searchParams, news),
    health: health && {
      ...{ state: health.state, titles: health.titles, makesMeet: health.makesMeet },
      ...{ isAgreed: health.isAgreed, mayList: health.mayList, waiting: waitingInWords(health.waiting) },
      since: at(health.connectedAt),
      broken:
        health.trouble && health.brokenAt
          ? { when: at(health.brokenAt), why: troubleInWords[health.trouble] }
          : null,
      calendars: health.calendars.map((one) => ({
        ...{ name: one.name, use: useInWords(one), state: calendarInWords(one, clock) },
      })),
    },
  };
}

const schema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("connect") }),
  z.object({ do: z.literal("list") }),
  z.object({
    do: z.literal("keep"),
    titles: z.enum(["busy", "appointment", "initials", "name"], "Please choose one of these."),
    agreed: tick,
    meet: tick,
  }),
  z.object({ do: z.literal("check") }),
  z.object({ do: z.literal("disconnect") }),
]);

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "calendar.connect");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const wish = form.value;
  const back = (news: string) => redirect(`${href("/practice/settings/calendar")}?news=${news}`, 303);
  switch (wish.do) {
    case "connect":
    case "list": {
      const there = await askConsent(ctx, worldOf(context), { wantsList: wish.do === "list" });
      throw redirect(orNotFound(there), 303);
    }
    case "keep": {
      const { titles, agreed: isAgreed, meet: makesMeet } = wish;
      const kept = await changeManner(ctx, { titles, isAgreed, makesMeet });
      if (kept.ok) throw back("kept");
      if (kept.refusal === "not_here") return orNotFound(null);
      const errors: FieldErrors = {
        agreed:
          "Names are your clients’ most private words. Please tick this once you have that agreement, or choose Busy.",
      };
      return data({ errors }, { status: 422 });
    }
    case "check":
      orNotFound(await checkNow(ctx));
      throw back("checking");
    default: {
      const done = await disconnect(ctx);
      throw done.ok ? back("disconnected") : data(null, { status: 404 });
    }
  }
}

export function meta() {
  return [{ title: "Google Calendar" }, { name: "robots", content: "noindex" }];
}

export default function Calendar({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading
        title="Google Calendar"
        lede={
          <p>
            What you put into your own calendar closes openings here, and your sessions appear there, so that
            you can stop thinking about either.
          </p>
        }
      />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        <ErrorSummary problems={problems} title="Nothing was changed" />
      </div>
      {page.health ? (
        <Connected health={page.health} errors={errors} />
      ) : page.isOffered ? (
        <ConnectForm />
      ) : (
        <Notice>
          <p>
            Whoever runs this Selvage has not set up Google yet (GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET,
            see the operations page). Calendars that have an address can be read without it.
          </p>
        </Notice>
      )}
    </>
  );
}
