import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { brokenGlass } from "#app/db/schema/clients/glass.ts";
import { sessions, users } from "#app/db/schema/identity.ts";
import { members, type Role } from "#app/db/schema/practices.ts";
import { supervisions, therapists } from "#app/db/schema/therapists.ts";
import type { Actor, House } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { hashOf, isToken, newToken } from "#app/values/token.ts";
import { isAlive, lifetimeOf } from "./rules.ts";

/** The one place a sign-in stands in: a client of a practice, or somebody who works there. */
export type Standing =
  | { kind: "client"; practiceId: string }
  | {
      kind: "member";
      practiceId: string;
      memberId: string;
      roles: readonly Role[];
      therapistId: string | null;
      intake: boolean;
      clinicalLead: boolean;
      supervises: readonly string[];
      opened: readonly string[];
    };

/** Somebody who is signed in. `standing` is null until one of several is chosen, or when there is none. */
export type SignedIn = {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  zone: string | null;
  standing: Standing | null;
  isOwnDevice: boolean;
  signedInAt: Date;
  provenAt: Date | null;
};

type Opening = {
  userId: string;
  standing: { practiceId: string; memberId: string | null } | null;
  isOwnDevice: boolean;
  device: string;
  /** Kept when a session changes its standing, and with it the end; a second factor never is. */
  signedInAt?: Date | undefined;
};

/** Begin a session with a new token: every sign-in and every change of standing rotates it. The token is told once. */
export async function beginSession(
  house: House,
  opening: Opening,
): Promise<{ token: string; sessionId: string; keepSeconds: number | null }> {
  const token = newToken();
  const now = house.now();
  const signedInAt = opening.signedInAt ?? now;
  const memberId = opening.standing?.memberId ?? null;
  const { absolute } = lifetimeOf({ memberId, isOwnDevice: opening.isOwnDevice });
  const endsAt = new Date(signedInAt.getTime() + absolute);
  const sessionId = newId();
  await house.db.insert(sessions).values({
    id: sessionId,
    hash: hashOf(token),
    userId: opening.userId,
    practiceId: opening.standing?.practiceId ?? null,
    memberId,
    isOwnDevice: opening.isOwnDevice,
    device: opening.device,
    signedInAt,
    lastSeenAt: now,
    endsAt,
  });
  const isKept = opening.isOwnDevice && memberId === null;
  return { token, sessionId, keepSeconds: isKept ? (endsAt.getTime() - now.getTime()) / 1000 : null };
}

/** Whose session a token is, while it holds: not ended, not idle too long, the account open and the member not gone. */
export async function findSession(
  house: House,
  token: string,
): Promise<(SignedIn & { lastSeenAt: Date }) | null> {
  if (!isToken(token)) return null;
  const [found] = await prepared(house.db, "session", byHash).execute({
    hash: hashOf(token),
    now: house.now(),
  });
  if (!found || !isAlive(found.session, house.now().getTime())) return null;
  const { session, user, member, ...clinical } = found;
  if (user.closedAt || (session.memberId && (!member || member.endedAt))) return null;
  return {
    sessionId: session.id,
    userId: user.id,
    email: user.email,
    name: user.name,
    zone: user.zone,
    standing: standingOf(session, member, clinical),
    isOwnDevice: session.isOwnDevice,
    signedInAt: session.signedInAt,
    provenAt: session.provenAt,
    lastSeenAt: session.lastSeenAt,
  };
}

function byHash(db: Db, name: string) {
  return db
    .select({
      session: sessions,
      user: users,
      member: members,
      therapistId: therapists.id,
      supervises: sql<string[]>`array(select ${supervisions.therapistId} from ${supervisions}
        where ${supervisions.supervisorId} = ${members.id} and ${supervisions.from} <= ${sql.placeholder("now")}
          and (${supervisions.until} is null or ${supervisions.until} > ${sql.placeholder("now")}))`,
      opened: sql<string[]>`array(select ${brokenGlass.clientId} from ${brokenGlass}
        where ${brokenGlass.userId} = ${users.id} and ${brokenGlass.memberId} = ${members.id}
          and 'owner' = any(${members.roles}) and ${brokenGlass.until} > ${sql.placeholder("now")})`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(members, eq(members.id, sessions.memberId))
    .leftJoin(therapists, eq(therapists.memberId, members.id))
    .where(eq(sessions.hash, sql.placeholder("hash")))
    .prepare(name);
}

type Row = typeof sessions.$inferSelect;
type MemberRow = typeof members.$inferSelect;

type Clinical = {
  therapistId: string | null;
  supervises: readonly string[];
  opened: readonly string[];
};

function standingOf(session: Row, member: MemberRow | null, clinical: Clinical): Standing | null {
  const { practiceId } = session;
  if (!practiceId) return null;
  if (!member) return { kind: "client", practiceId };
  const { id: memberId, roles, intake, clinicalLead } = member;
  return { kind: "member", practiceId, memberId, roles, intake, clinicalLead, ...clinical };
}

/** Who a session lets somebody be: nobody of a practice before the second step was shown. */
export function actorOf({ userId, standing, provenAt }: SignedIn): Actor {
  if (!standing || (standing.kind === "member" && !provenAt)) return { kind: "visitor" };
  return standing.kind === "client" ? { kind: "client", userId } : { ...standing, userId };
}

const oncePer = 60_000;

/** Note that a session is in use, once a minute at most. */
export async function touchSession(
  house: House,
  { sessionId, lastSeenAt }: { sessionId: string; lastSeenAt: Date },
): Promise<void> {
  const now = house.now();
  if (now.getTime() - lastSeenAt.getTime() < oncePer) return;
  await house.db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now)));
}

/** End one of somebody's sessions. Says whether it was theirs and held. */
export async function endSession(
  house: House,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<boolean> {
  const ended = await house.db
    .update(sessions)
    .set({ endedAt: house.now() })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Sign somebody out everywhere, but for the session `except` if one is named. */
export async function endAllSessions(house: House, userId: string, except?: string): Promise<void> {
  await house.db
    .update(sessions)
    .set({ endedAt: house.now() })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        except ? ne(sessions.id, except) : undefined,
      ),
    );
}
