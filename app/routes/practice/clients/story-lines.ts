import { href } from "react-router";
import type { Happening } from "#app/domain/audit/queries.ts";
import type { DiaryLine } from "#app/domain/bookings/diary.ts";
import type { Care, Client, Participant } from "#app/domain/clients/reach.ts";
import type { Whereabouts } from "#app/domain/joining/queries.ts";
import { placeInWords } from "#app/routes/joining/place-in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { reasonWords, roleWords } from "./in-words.ts";
import type { StoryKind, StoryLine } from "./story.ts";

/** What every line is told from. */
export type Teller = {
  client: Client;
  cares: Care[];
  people: Participant[];
  clock: { zone: string; locale: string };
  now: Date;
  sessions: Map<string, DiaryLine>;
  /** Where each person said they were, by session. */
  whereabouts: Map<string, Whereabouts[]>;
  names: Map<string, string>;
  /** The care relationships whose private words this member may read. */
  readable: Set<string>;
  isGroup: boolean;
};

/** A moment in words; of another year, with the year. */
export function inWords({ clock, now }: Teller, at: Date): string {
  const { when } = whenAndWhere(at.getTime(), clock);
  return at.getUTCFullYear() === now.getUTCFullYear() ? when : `${when} (${at.getUTCFullYear()})`;
}

const statusTags: Record<DiaryLine["status"], StoryLine["tag"]> = {
  requested: { kind: "wait", words: "Asked for" },
  held: { kind: "wait", words: "Held" },
  confirmed: { kind: "info", words: "Booked" },
  attended: { kind: "ok", words: "Came" },
  no_show: { kind: "danger", words: "Didn’t come" },
  cancelled: { kind: "plain", words: "Cancelled" },
  expired: { kind: "plain", words: "Ran out" },
};

const places = { online: "online", in_person: "in person", phone: "by phone" } as const;

/** A session where it stands in time. */
export function sessionLine(tell: Teller, one: DiaryLine): StoryLine {
  const isOver = one.endsAt <= tell.now;
  const tag =
    one.status === "confirmed" && isOver
      ? { kind: "wait" as const, words: "Not marked yet" }
      : statusTags[one.status];
  return {
    id: one.id,
    kind: "session",
    title: one.typeName,
    href: href("/practice/bookings/:id", { id: one.id }),
    text: [withWhom(tell, one.therapistId), places[one.place], fromWhere(tell, one.id)]
      .filter(Boolean)
      .join(", "),
    tag,
    at: one.startsAt.toISOString(),
    when: inWords(tell, one.startsAt),
    isAhead: one.startsAt > tell.now,
  };
}

/** From where they joined, as they said it; who was let in from outside the licences was so knowingly. */
function fromWhere({ whereabouts }: Teller, bookingId: string): string {
  const said = whereabouts.get(bookingId) ?? [];
  const places = said.map((one) => {
    const isOutside = one.isLicensed === false;
    const fate = isOutside ? (one.letInAt ? " (let in from outside the licences)" : " (not let in)") : "";
    return `${said.length > 1 && one.name ? `${one.name} ` : ""}from ${placeInWords(one)}${fate}`;
  });
  return places.join(", ");
}

function withWhom({ cares, isGroup }: Teller, therapistId: string): string {
  const care = isGroup ? cares.find((one) => one.therapistId === therapistId) : undefined;
  return care ? `with ${care.firstName}` : "";
}

type Said = Pick<StoryLine, "title" | "text" | "href" | "tag" | "wordsId">;
type Tell = (tell: Teller, one: Happening) => Said | null;

const whose = ({ people }: Teller, { subjectId }: Happening): string =>
  people.find(({ id, userId }) => id === subjectId || userId === subjectId)?.name ?? "somebody";

/** What of the log is told in a record, and how. A name that is not here is not told. */
export const isTold: Record<string, { kind: StoryKind; say: Tell }> = {
  "client.added": {
    kind: "office",
    say: (_, one) => ({ title: "Added here", text: one.detail.import ? "With a list" : undefined }),
  },
  "client.changed": { kind: "office", say: () => ({ title: "Details changed" }) },
  "client.seen_as": {
    kind: "office",
    say: ({ people }, { detail }) => ({
      title: `Their pages looked at, as ${people.find(({ id }) => id === detail.participant)?.name ?? "somebody"} sees them`,
    }),
  },
  "client.exported": { kind: "office", say: () => ({ title: "Took a copy of everything with them" }) },
  "glass.broken": {
    kind: "office",
    say: ({ client: { id } }) => ({
      title: "Their private record opened by breaking the glass",
      text: "For an hour at most",
      href: href("/practice/clients/:id/break-glass", { id }),
    }),
  },
  "participant.added": {
    kind: "office",
    say: (tell, one) => {
      const role = tell.people.find(({ id }) => id === one.subjectId)?.role;
      return { title: `${whose(tell, one)} added`, text: role && roleWords[role] };
    },
  },
  "participant.changed": {
    kind: "office",
    say: (tell, one) => ({
      title: `What is known of ${whose(tell, one)} changed`,
      text: one.detail.address === true ? "Another email address, and with it another way in" : undefined,
    }),
  },
  "client.invited": {
    kind: "letter",
    say: (tell, one) => ({ title: `${whose(tell, one)} invited to their page` }),
  },
  "account.closed": {
    kind: "office",
    say: (tell, one) => ({ title: `${whose(tell, one)} closed their account` }),
  },
  "account.reopened": {
    kind: "office",
    say: (tell, one) => ({ title: `${whose(tell, one)}’s account opened again` }),
  },
  "care_relationship.began": {
    kind: "stage",
    say: (tell, one) => (one.detail.import ? null : { title: `First contact${withCare(tell, one)}` }),
  },
  "care_relationship.moved_on": { kind: "stage", say: turnOfCare },
  "care_relationship.left_open": {
    kind: "stage",
    say: (tell, one) => ({
      title: `Left open for now${withCare(tell, one)}`,
      text: "Not yet: the stage stayed as it was",
    }),
  },
  "booking.moved": {
    kind: "session",
    say: (tell, { subjectId, detail }) => {
      const booking = tell.sessions.get(subjectId);
      const [from, to] = [new Date(Number(detail.from)), new Date(Number(detail.to))];
      if (!booking) return null;
      return {
        title: `${booking.typeName} moved`,
        text: `From ${inWords(tell, from)} to ${inWords(tell, to)}`,
        href: href("/practice/bookings/:id", { id: subjectId }),
      };
    },
  },
  "booking.cancelled": {
    kind: "session",
    say: (tell, { subjectId, detail }) => {
      const booking = tell.sessions.get(subjectId);
      if (!booking) return null;
      return {
        title: `${booking.typeName} cancelled`,
        text: `It was on ${inWords(tell, booking.startsAt)}${detail.by === "client" ? ", called off by them" : ""}`,
        href: href("/practice/bookings/:id", { id: subjectId }),
        tag: detail.late === true ? { kind: "danger", words: "Late" } : undefined,
      };
    },
  },
};

function withCare({ cares, isGroup }: Teller, { subjectId }: Happening): string {
  const care = isGroup ? cares.find(({ id }) => id === subjectId) : undefined;
  return care ? ` with ${care.firstName}` : "";
}

/** A turn of care: to which stage, by which way, and whether words were left about why. */
function turnOfCare(tell: Teller, one: Happening): Said {
  const { to, how, reason, words } = one.detail;
  const whom = withCare(tell, one);
  const wordsId = typeof words === "string" && tell.readable.has(one.subjectId) ? words : undefined;
  if (to === "ended")
    return { title: how === "referred_on" ? `Referred on${whom}` : `Ended${whom}`, wordsId };
  if (to === "ongoing")
    return { title: `Ongoing${whom}`, text: how === "first_session" ? "After the first session" : undefined };
  if (how === "past_gate" || how === "import") {
    const why =
      typeof reason === "string" && Object.hasOwn(reasonWords, reason)
        ? reasonWords[reason as keyof typeof reasonWords]
        : "";
    return { title: `Doors opened without a call${whom}`, text: why || undefined, wordsId };
  }
  return { title: how === "by_hand" ? `Begun again${whom}` : `Begun together${whom}` };
}

/** One entry of the log as a line, or null where it is not told. */
export function happened(tell: Teller, one: Happening): StoryLine | null {
  const teller = isTold[one.name];
  const said = teller?.say(tell, one);
  if (!teller || !said) return null;
  return {
    ...said,
    id: one.id,
    kind: teller.kind,
    who: byWhom(tell, one.actor),
    at: one.at.toISOString(),
    when: inWords(tell, one.at),
    isAhead: false,
  };
}

function byWhom({ names }: Teller, actor: string): string | undefined {
  if (actor.startsWith("holder:")) return "by their private link";
  const name = names.get(actor);
  return name && `by ${name}`;
}
