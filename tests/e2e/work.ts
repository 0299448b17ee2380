import { type Browser, expect, type Page } from "@playwright/test";
import pg from "pg";
import { demoCode } from "../support/demo-code.ts";
import type { Served } from "../support/served.ts";
import { signInByMail } from "./sign-in.ts";

/** Sign in to the practice, by letter and by the app's code. Ends on Today. */
export async function signInToWork(page: Page, served: Served, email: string): Promise<void> {
  await forgetCodes(served);
  await signInByMail(page, served, email);
  await page.getByLabel("Code from your authenticator app").fill(demoCode());
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/practice\/today/);
}

/** A code counts once, and a run is quicker than the thirty seconds it takes to get another. */
export async function forgetCodes(served: Served): Promise<void> {
  await sql(served, "update totp_secrets set last_step = 0");
}

/** Somebody else's browser, at another address. It has script where the test has. */
export async function anotherPage(browser: Browser, served: Served, address: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: served.url,
    extraHTTPHeaders: { "X-Forwarded-For": address },
  });
  return context.newPage();
}

/** Let time pass for one person: their only session ahead began twenty-five minutes ago. */
export async function letItPass(served: Served, email: string): Promise<void> {
  // Whoever of the demo has that time gives it up.
  await sql(
    served,
    `update appointments set occupies = false
     where occupies and starts_at between now() - interval '3 hours' and now() + interval '1 hour'`,
  );
  const { rowCount } = await sql(
    served,
    `update appointments set starts_at = starts_at - gone, ends_at = ends_at - gone,
       blocked = tstzrange(lower(blocked) - gone, upper(blocked) - gone),
       ahead = tstzrange(lower(ahead) - gone, upper(ahead) - gone)
     from (select id as chosen, starts_at - date_trunc('second', now()) + interval '25 minutes' as gone from appointments) past
     where id = chosen and starts_at > now() and id in
       (select appointment_id from bookings where guest_email = $1 and status = 'confirmed')`,
    [email],
  );
  expect(rowCount, `${email} has one session ahead`).toBe(1);
}

/** Let a person's next session begin in five minutes: its room is open then. */
export async function letTheRoomOpen(served: Served, email: string): Promise<void> {
  // Whoever of the demo has that time gives it up.
  await sql(
    served,
    `update appointments set occupies = false
     where occupies and starts_at between now() - interval '2 hours' and now() + interval '2 hours'`,
  );
  const { rowCount } = await sql(
    served,
    `update appointments set starts_at = at, ends_at = at + length, occupies = true,
       blocked = tstzrange(at, at + length), ahead = tstzrange(at, at + length)
     from (select a.id as chosen, a.ends_at - a.starts_at as length,
         date_trunc('second', now()) + interval '5 minutes' as at
       from appointments a join bookings b on b.appointment_id = a.id
       where b.guest_email = $1 and b.status = 'confirmed' and a.starts_at > now()
       order by a.starts_at limit 1) next
     where id = chosen`,
    [email],
  );
  expect(rowCount, `${email} has a session ahead`).toBe(1);
}

/** Let the minutes pass in which a sick day can be taken back, and its letters go. */
export async function pastTheThreeMinutes(served: Served): Promise<void> {
  await sql(
    served,
    "update sick_days set pressed_at = pressed_at - interval '4 minutes' where carried_out_at is null",
  );
  await sql(served, "update pgboss.job set start_after = now() where data->>'job' = 'carry_out_sick_day'");
  const waiting = async () =>
    (await sql(served, "select id from sick_days where carried_out_at is null and undone_at is null"))
      .rowCount;
  await expect.poll(waiting, { timeout: 15_000 }).toBe(0);
}

/** Let the minutes of silence pass after which a letter says that a message waits. */
export async function letItBeQuiet(served: Served): Promise<void> {
  await sql(
    served,
    "update pgboss.job set start_after = now() where data->>'job' = 'mail_message_waits' and state < 'active'",
  );
}

/** As if what somebody has ahead had been booked a while ago: the minutes to undo it are over. */
export async function bookedLongAgo(served: Served, email: string): Promise<void> {
  await sql(
    served,
    "update bookings set booked_at = booked_at - interval '1 hour' where guest_email = $1 and status = 'confirmed'",
    [email],
  );
}

/** As if what is kept for a person had run out, and its time had come while they were at Stripe's. */
export async function tooLateFor(served: Served, email: string): Promise<void> {
  const { rowCount } = await sql(
    served,
    `with lost as (update bookings set status = 'expired' where guest_email = $1 and status = 'held' returning appointment_id)
     update appointments set occupies = false, starts_at = starts_at - gone, ends_at = ends_at - gone,
       blocked = tstzrange(lower(blocked) - gone, upper(blocked) - gone),
       ahead = tstzrange(lower(ahead) - gone, upper(ahead) - gone)
     from (select id as chosen, starts_at - date_trunc('second', now()) + interval '1 hour' as gone from appointments) past
     where id = chosen and id in (select appointment_id from lost)`,
    [email],
  );
  expect(rowCount, `${email} has one time kept`).toBe(1);
}

async function sql(served: Served, text: string, values: string[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: served.databaseUrl });
  await client.connect();
  return client.query(text, values).finally(() => client.end());
}
