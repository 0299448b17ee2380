import { and, asc, eq, gt } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clientAtAddress } from "#app/domain/clients/queries.ts";
import { takeOffer } from "#app/domain/waiting/answer.ts";
import { joinEarlier } from "#app/domain/waiting/join-earlier.ts";
import { joinFull } from "#app/domain/waiting/join-full.ts";
import { findWait } from "#app/domain/waiting/link.ts";
import { waitingList } from "#app/domain/waiting/list.ts";
import { offerable, offerByHand } from "#app/domain/waiting/offer-by-hand.ts";
import { openOfferOf } from "#app/domain/waiting/offers.ts";
import { windowsOf } from "#app/domain/waiting/rules.ts";
import { addDays, MINUTE, startOfDay } from "#app/values/zoned.ts";
import { type Desk, granted } from "./desk.ts";
import { wall } from "./week.ts";

/** Hours Maren never works, so that whoever waits for them goes on waiting. */
const saturdays = windowsOf({ weekdays: [6], parts: ["morning"] });
const sundays = windowsOf({ weekdays: [7], parts: ["morning"] });

/** Who waits for Maren: two people with hours she does not have, and one whom she offered an hour by hand yesterday. */
export async function liveWaitingList(desk: Desk): Promise<void> {
  const { past } = desk;
  const yesterday = (time: string) => wall(past.zone, addDays(past.today, -1), time);
  await past.at(wall(past.zone, addDays(past.today, -9), "12:10"), () =>
    waits(desk, "Inês Duarte", "ines@demo.test", saturdays),
  );
  await past.at(yesterday("12:30"), () => priyaWaits(desk));
  await past.at(yesterday("13:00"), () => waits(desk, "Noor Haddad", "noor@demo.test", saturdays));
  await filled(desk, "noor@demo.test", yesterday("15:00"));
}

type Windows = Parameters<typeof joinFull>[1]["windows"];

async function waits({ ctx, therapistId, past }: Desk, name: string, email: string, windows: Windows) {
  const asked = { therapistId, typeSlug: "discovery", name, email, zone: past.zone, adult: true, windows };
  granted(await joinFull({ ...ctx, actor: { kind: "visitor" } }, asked));
}

/** Priya would rather come earlier than next time, on the morning she is free. */
async function priyaWaits({ ctx }: Desk): Promise<void> {
  const clientId = await clientAtAddress(ctx, "priya@demo.test");
  const [next] = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId ?? ""),
        eq(bookings.status, "confirmed"),
        gt(appointments.startsAt, new Date(ctx.now().getTime() + 72 * 60 * MINUTE)),
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(1);
  if (next) granted(await joinEarlier(ctx, { bookingId: next.id, windows: sundays }));
}

/** An hour offered by hand, and taken within the hour. */
async function filled({ ctx, own, past }: Desk, email: string, moment: number): Promise<void> {
  await past.at(moment, async () => {
    const line = (await waitingList(own)).find(({ wait }) => wait.guestEmail === email);
    const starts = line && (await offerable(own, line.wait.id));
    const from = startOfDay(past.zone, addDays(past.today, 9));
    const startsAt = starts?.find((at) => at >= from);
    if (!line || startsAt === undefined) return;
    granted(await offerByHand(own, { waitId: line.wait.id, startsAt }));
  });
  await past.at(moment + 35 * MINUTE, async () => {
    const line = (await waitingList(own)).find(({ wait }) => wait.guestEmail === email);
    const wait = line && (await findWait(ctx, line.wait.id));
    const offer = wait && (await openOfferOf(ctx, wait.id));
    if (wait && offer) granted(await takeOffer(ctx, { wait, offerId: offer.id }));
  });
}
