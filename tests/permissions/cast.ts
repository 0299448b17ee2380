import { eq } from "drizzle-orm";
import { networkStaff, sessions } from "#app/db/schema/identity.ts";
import { members, type Role } from "#app/db/schema/practices.ts";
import { addHours } from "#app/domain/availability/set-hours.ts";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { beginSession } from "#app/domain/identity/session.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { join } from "#app/domain/therapists/join.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

/** A word that stands in whatever belongs to a practice, a therapist's side or a client, to be looked for elsewhere. */
export const canary = {
  foreign: "Quetzalforeign",
  other: "Quetzalother",
  own: "Quetzalown",
  before: "Quetzalbefore",
  words: { own: "quetzalwhisper-one", other: "quetzalwhisper-two", foreign: "quetzalwhisper-three" },
};

export type Principal =
  | "anonymous"
  | "guest link"
  | "client own"
  | "client other"
  | "client before discovery"
  | "therapist own"
  | "therapist other"
  | "owner"
  | "manager"
  | "scheduler"
  | "biller"
  | "network"
  | "deactivated"
  | "expired";

export type Side = {
  ctx: Ctx;
  therapistId: string;
  slug: string;
  /** Somebody this therapist has begun with. */
  client: { clientId: string; userId: string; name: string; email: string };
};

export type Cast = Awaited<ReturnType<typeof aCast>>;

/** A built server with a group practice of two therapists, a foreign practice, and one of each kind of person. */
export async function aCast() {
  const { built, house, sql, close } = await openBuiltHouse();
  const here = await aPractice(house, { isHome: true, zone: "UTC" });
  const there = await aPractice(house, { zone: "UTC" });

  const person = (name: string) => ({
    name,
    email: `${name.toLowerCase().replaceAll(" ", ".")}@selvage.test`,
  });
  const staff = async (roles: Role[], name: string) => {
    const taken = await takeOn(here.ctx, { ...person(name), roles });
    return { ...taken, practiceId: here.ctx.practiceId };
  };
  const therapist = async (name: string, slug: string) => {
    const member = await staff(["therapist"], name);
    const { therapistId } = await join(here.ctx, {
      memberId: member.memberId,
      slug,
      name,
      firstName: name.split(" ")[0] ?? name,
      title: "Therapist",
      headline: "Calm",
      zone: "UTC",
      roomUrl: "https://rooms.selvage.test/x",
      isPublished: true,
    });
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      startMinute: 0,
      length: 1440,
      zone: "UTC",
    }));
    await addHours(here.ctx, therapistId, everyDay);
    return { ...member, therapistId, slug };
  };
  const own = await therapist("Oona Own", "oona-own");
  const other = await therapist("Otto Other", "otto-other");
  const both = [own.therapistId, other.therapistId];
  await offer(here.ctx, aType({ slug: "call", kind: "discovery", minutes: 20, notice: 0 }), both);
  const hour = { slug: "hour", price: 8_000, lateFeePercent: 100, termsWindow: 1440, notice: 0 };
  await offer(here.ctx, aType(hour), both);

  const aClientOf = async (ctx: Ctx, therapistId: string, name: string, stage: "discovery" | "intake") => {
    const { userId } = await knowByAddress(ctx, person(name));
    const people = [{ ...person(name), userId, role: "self" as const }];
    const { clientId } = await addClient(ctx, { kind: "individual", name, people });
    await beginCare(ctx, clientId, therapistId);
    if (stage === "intake") await moveOn(ctx, { clientId, therapistId, to: "intake", discoveryBy: "call" });
    return { clientId, userId, ...person(name) };
  };
  const { ctx } = here;
  const sides = {
    own: {
      ...own,
      ctx,
      client: await aClientOf(ctx, own.therapistId, `Ina ${canary.own}`, "intake"),
    },
    other: {
      ...other,
      ctx,
      client: await aClientOf(ctx, other.therapistId, `Udo ${canary.other}`, "intake"),
    },
    foreign: {
      ctx: there.ctx,
      therapistId: there.therapistId,
      slug: there.slug,
      client: await aClientOf(there.ctx, there.therapistId, `Fay ${canary.foreign}`, "intake"),
    },
  } satisfies Record<string, Side>;
  const before = await aClientOf(ctx, own.therapistId, `Bea ${canary.before}`, "discovery");

  const cookieFor = async (
    userId: string,
    standing: { practiceId: string; memberId: string | null } | null,
  ) => {
    const { token, sessionId } = await beginSession(house, {
      userId,
      standing,
      isOwnDevice: false,
      device: "A browser",
    });
    if (standing?.memberId)
      await house.db.update(sessions).set({ provenAt: house.now() }).where(eq(sessions.id, sessionId));
    return { cookie: `session=${token}`, sessionId };
  };
  const asClient = async ({ userId }: { userId: string }) =>
    (await cookieFor(userId, { practiceId: ctx.practiceId, memberId: null })).cookie;
  const asMember = async (member: { userId: string; practiceId: string; memberId: string }) =>
    (await cookieFor(member.userId, member)).cookie;

  const gone = await staff(["owner"], "Dora Deactivated");
  const network = await knowByAddress(ctx, person("Noor Network"));
  await house.db.insert(networkStaff).values({ userId: network.userId });
  const late = await cookieFor(own.userId, own);
  const cookies: Record<Principal, string | null> = {
    anonymous: null,
    "guest link": null,
    "client own": await asClient(sides.own.client),
    "client other": await asClient(sides.other.client),
    "client before discovery": await asClient(before),
    "therapist own": await asMember(own),
    "therapist other": await asMember(other),
    owner: await asMember(await staff(["owner"], "Olga Owner")),
    manager: await asMember(await staff(["manager"], "Mona Manager")),
    scheduler: await asMember(await staff(["scheduler"], "Saul Scheduler")),
    biller: await asMember(await staff(["biller"], "Bill Biller")),
    network: (await cookieFor(network.userId, null)).cookie,
    deactivated: await asMember(gone),
    expired: late.cookie,
  };
  await house.db.update(members).set({ endedAt: house.now() }).where(eq(members.id, gone.memberId));
  const hourAgo = new Date(Date.now() - 3_600_000);
  await house.db.update(sessions).set({ lastSeenAt: hourAgo }).where(eq(sessions.id, late.sessionId));

  let asked = 0;
  async function send(who: Principal, path: string, body?: URLSearchParams): Promise<Response> {
    const headers = new Headers({ host: "localhost:3000" });
    const cookie = cookies[who];
    if (cookie) headers.set("cookie", cookie);
    if (body) headers.set("origin", "http://localhost:3000");
    const request = new Request(`http://localhost:3000${path}`, {
      method: body ? "POST" : "GET",
      headers,
      ...(body && { body }),
      redirect: "manual",
    });
    asked += 1;
    return built.selvage.answer(request, {
      address: `127.${1 + (asked % 250)}.${Math.floor(asked / 250) % 250}.9`,
    });
  }

  return {
    house,
    sql,
    ctx,
    sides,
    before,
    send,
    close,
  };
}
