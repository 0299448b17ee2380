import { addAddress } from "#app/domain/calendar/addresses.ts";
import { pullDue } from "#app/domain/calendar/due.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { openAddresses } from "#app/integrations/ical-address.server.ts";
import type { World } from "#app/world.ts";
import type { File } from "#sandbox/ical/files.ts";
import { openSandbox } from "#sandbox/open.ts";
import { aPractice } from "#tests/support/practice.ts";
import { aWorkingHouse } from "#tests/support/working-house.ts";

export type Times = readonly (readonly [from: string, until: string, uid?: string])[];

/** A calendar file with these times in it, "2027-02-08T09:00" in UTC. */
export function aFile(times: Times): string {
  const stamp = (text: string) => `${text.replace(/[-:]/g, "")}00Z`;
  const events = times.flatMap(([from, until, uid = `${from}@elsewhere.test`]) => [
    ...["BEGIN:VEVENT", `UID:${uid}`, "SUMMARY:Canarydentist", `DTSTART:${stamp(from)}`],
    ...[`DTEND:${stamp(until)}`, "END:VEVENT"],
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR", ""].join("\r\n");
}

/** A practice whose therapist has other plans on somebody's server, which is the sandbox; jobs lie still until `work`. */
export async function anAddressBook() {
  const test = await aWorkingHouse();
  const { house, clock } = test;
  const sandbox = await openSandbox({ port: 0, now: () => clock.now });
  const world: World = {
    mail: { from: "hello@selvage.test" },
    addresses: openAddresses({ sandbox: sandbox.url, timeoutMs: 2_000 }),
  };
  const practice = await aPractice(house);
  const { own } = practice;
  return {
    ...test,
    ...{ practice, own, world },
    urlOf: (name: string) => `${sandbox.url}/ical/${name}.ics`,
    /** Put a file on the server. */
    async put(name: string, file: Partial<File>) {
      const answer = await fetch(`${sandbox.url}/control/ical/${name}`, {
        method: "PUT",
        body: JSON.stringify(file),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    /** How often a file was asked for. */
    async asked(name: string) {
      const { requests } = (await (await fetch(`${sandbox.url}/control/requests`)).json()) as {
        requests: { path: string; status: number }[];
      };
      return requests.filter(({ path }) => path === `/ical/${name}.ics`).map(({ status }) => status);
    },
    fail: (fault: string, times?: number) =>
      fetch(`${sandbox.url}/control/faults`, {
        method: "POST",
        body: JSON.stringify({ service: "ical", fault, ...(times && { times }) }),
      }),
    mend: () => fetch(`${sandbox.url}/control/faults`, { method: "DELETE" }),
    add: (name: string, as: MemberCtx = own) =>
      addAddress(as, world, { url: `${sandbox.url}/ical/${name}.ics`, name }),
    /** Let minutes pass, and what is due be read. */
    async pass(minutes: number) {
      clock.advance(minutes * 60_000);
      await pullDue(house);
      await test.work(world);
    },
    busy: async () =>
      (
        await test.rows<{ starts_at: Date; ends_at: Date }>(
          "select starts_at, ends_at from busy_times where source = 'ical' order by starts_at",
        )
      ).map(({ starts_at, ends_at }) => [starts_at, ends_at].map((at) => at.toISOString().slice(0, 16))),
    async closeAll() {
      await sandbox.close();
      await test.close();
    },
  };
}

export type AddressBook = Awaited<ReturnType<typeof anAddressBook>>;
