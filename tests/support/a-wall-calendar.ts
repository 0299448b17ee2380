import { askConsent } from "#app/domain/calendar/ask-consent.ts";
import { connect } from "#app/domain/calendar/connect.ts";
import { pullDue } from "#app/domain/calendar/due.ts";
import { hearOfChange } from "#app/domain/calendar/watch.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import { openGoogle } from "#app/integrations/google-calendar.server.ts";
import type { World } from "#app/world.ts";
import type { Account } from "#sandbox/google/account.ts";
import { googleInProcess } from "#sandbox/google/in-process.ts";
import { aLetterbox } from "./a-letterbox.ts";
import { aPractice } from "./practice.ts";
import { aWorkingHouse } from "./working-house.ts";

type Asker = { ctx: Ctx; name: string; email: string };
type Consent = { as?: MemberCtx; account?: string; granted?: readonly string[]; wantsList?: boolean };
type Wishes = { now?: Date; timeoutMs?: number; pageSize?: number; email?: string; skips?: RegExp };

export type WallCalendar = Awaited<ReturnType<typeof aWallCalendar>>;

/**
 * A practice whose therapist has a calendar at Google, which is the sandbox in process; both live by one clock, and jobs lie
 * still until `work`. What Google's channels say is heard at once, as the hook hears it.
 */
export async function aWallCalendar({
  now,
  timeoutMs = 1_500,
  pageSize,
  email = "own@gmail.test",
  skips,
}: Wishes = {}) {
  const test = await aWorkingHouse({ now, skips });
  const { house, clock } = test;
  const google = googleInProcess({
    now: () => clock.now,
    clients: [{ id: "a-client", secret: "a-secret" }],
    deliver: async (_to, headers) => {
      const of = new Headers(headers);
      const [channelId, token] = [of.get("x-goog-channel-id") ?? "", of.get("x-goog-channel-token") ?? ""];
      await hearOfChange({ ...house, actor: { kind: "system", job: "hook" } }, { channelId, token });
    },
  });
  const account = google.engine.account(email, { timeZone: "Europe/Lisbon" });
  const { mail, letters } = aLetterbox();
  const world: World = {
    mail,
    calendars: openGoogle({
      ...{
        clientId: "a-client",
        clientSecret: "a-secret",
        timeoutMs,
        fetch: (...asked) => google.fetch(...asked),
      },
      ...(pageSize && { pageSize }),
    }),
  };
  const practice = await aPractice(house);
  const { own } = practice;
  /** Whose account each therapist connected. */
  const accounts = new Map<string, Account>();

  return {
    ...test,
    ...{ google, account, accounts, practice, world, letters },
    /** The therapist's own calendar, as they have it in their hand. */
    phone: account.calendar(),
    /** Do the jobs that are due, and those they cause; what Google says meanwhile is heard. */
    async work() {
      const done: string[] = [];
      for (;;) {
        await google.delivered();
        const some = await test.work(world);
        done.push(...some);
        await google.delivered();
        if (some.every((line) => line.includes(" failed: ")) || some.length === 0) return done;
      }
    },
    /** The minute strikes: calendars that are due are asked for. */
    tick: () => pullDue(house),
    /** Go through Google's page, with these boxes ticked (all of them unless told): what one is led back with. */
    async consent({ as = own, account = email, granted, wantsList = false }: Consent = {}) {
      const url = await askConsent(as, world, { wantsList });
      const back = new URL(google.engine.consent(url ?? "", { account, ...(granted && { granted }) }));
      const said = (name: string) => back.searchParams.get(name) ?? "";
      return { state: said("state"), code: said("code") };
    },
    /** The same, and connect with it. */
    async connect(consent: Consent = {}) {
      const as = consent.as ?? own;
      accounts.set(as.actor.therapistId ?? "", google.engine.account(consent.account ?? email));
      return connect(as, world, await this.consent(consent));
    },
    /** A session of a client's whose doors are open, at a time that must be free. */
    async booked(startsAt: number) {
      const client = await this.aClient();
      const reply = await this.ask(client, startsAt);
      if (!reply.ok) throw new Error(reply.refusal);
      return { client, id: reply.value.id };
    },
    /** A client whose doors are open. */
    async aClient() {
      const client = await practice.aClient();
      await client.begin();
      return client;
    },
    /** Ask for a free call or a session as a page does. */
    ask({ ctx, name, email }: Asker, startsAt: number, typeSlug = "session") {
      const wish = practice.wish({ typeSlug, startsAt, name, email });
      return askAndPay(ctx, world, { call: "page", wish });
    },
    /** What is kept of the calendar: spans, oldest first. */
    busy: () =>
      test.rows<{ starts_at: Date; ends_at: Date }>(
        "select starts_at, ends_at from busy_times where source = 'google' order by starts_at, ends_at",
      ),
    /** Our events as Google has them now, those that were taken out left out. */
    ours: () =>
      account.calendars
        .flatMap((calendar) => calendar.events())
        .filter((event) => event.extendedProperties?.private?.appointment !== undefined),
  };
}
