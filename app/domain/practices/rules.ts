import type { Role } from "#app/db/schema/practices.ts";
import type { Actor, MemberActor } from "#app/domain/ctx.ts";

/**
 * How far somebody's hand reaches: over the whole practice, over what is their own, over that and what those they
 * supervise do, over the clients whose glass they broke and whose hour is not over, or not at all.
 */
export type Reach = "practice" | "supervised" | "own" | "opened" | "none";

type Rule = Partial<Record<Role | "clinicalLead" | "glass", Exclude<Reach, "none">>>;

/**
 * Who may do what in a practice (domain, "Permissions"). A therapist's own is what belongs to them and to the clients
 * they have a care relationship with. A role that is not named has no reach.
 */
export const deeds = {
  /** Times and names: Today, the calendar, bookings. */
  "diary.see": { owner: "practice", manager: "practice", scheduler: "practice", therapist: "own" },
  "diary.change": { owner: "practice", manager: "practice", scheduler: "practice", therapist: "own" },
  /** Who the clients are, how to reach them, which stage they are in. */
  "client.see": {
    owner: "practice",
    manager: "practice",
    scheduler: "practice",
    therapist: "own",
    clinicalLead: "practice",
  },
  "client.change": { owner: "practice", manager: "practice", scheduler: "practice", therapist: "own" },
  /** What a client sees on their own pages, through their eyes and without touching anything. */
  "client.see_as": { owner: "practice", manager: "practice", therapist: "own", clinicalLead: "practice" },
  /** Which letters went to whom, and how that went; never what they say. */
  "letters.see": { owner: "practice", manager: "practice", scheduler: "practice", therapist: "own" },
  /** Begin together, not yet, refer on, end: a clinical decision. */
  "care.decide": { therapist: "own", clinicalLead: "practice" },
  /**
   * Bring a list of clients along from elsewhere. Their care began there: who brings them says where it stands, with a
   * reason that is kept and a day to take it back, and decides nothing about anybody new. So the office may too.
   */
  "clients.import": { owner: "practice", manager: "practice", therapist: "own", clinicalLead: "practice" },
  /** Private words: what a client wrote with a booking, why care took its turn. */
  "words.read": { therapist: "own", clinicalLead: "practice", glass: "opened" },
  /**
   * Conversations, forms and notes: what they say. Their own words on this floor are the therapist's; the clinical lead
   * reads and never writes in another's name.
   */
  "messages.read": { therapist: "own", clinicalLead: "practice", glass: "opened" },
  "messages.write": { therapist: "own" },
  "forms.read": { therapist: "own", clinicalLead: "practice", glass: "opened" },
  "forms.ask": { therapist: "own", clinicalLead: "practice" },
  "notes.read": { therapist: "own", supervisor: "supervised", clinicalLead: "practice", glass: "opened" },
  "notes.write": { therapist: "own" },
  "notes.co_sign": { supervisor: "supervised" },
  /** Break the glass: read a client's words for an hour without being their therapist. And who ever did, and why. */
  "glass.break": { owner: "practice" },
  "glass.see": { owner: "practice", therapist: "own", clinicalLead: "practice" },
  /** The whole record of a client, to give away. */
  "record.export": { therapist: "own", clinicalLead: "practice" },
  /** Who asked to be erased, and whose record need not be kept any longer. */
  "erasures.see": { owner: "practice", manager: "practice", clinicalLead: "practice" },
  /** Forget a client for good. */
  "client.erase": { owner: "practice", clinicalLead: "practice" },
  /** Recordings, worksheets and links, and who has them. */
  "content.change": { owner: "practice", manager: "practice", therapist: "own" },
  /** What forms ask, and how notes are laid out; never what was answered. */
  "forms.change": { owner: "practice", manager: "practice", clinicalLead: "practice" },
  "note_templates.change": { owner: "practice", manager: "practice", therapist: "practice" },
  /** Who did what: names of deeds and of people, never a word of what was said. */
  "audit.see": { owner: "practice", manager: "practice" },
  /** Who supervises whom. */
  "supervision.change": { owner: "practice", manager: "practice" },
  /** What a fee that fell due becomes. */
  "fee.decide": { owner: "practice", manager: "practice", biller: "practice", therapist: "own" },
  /** What came in for a session, what is owed, what went back; and to write it down. */
  "money.see": { owner: "practice", manager: "practice", biller: "practice", therapist: "own" },
  "money.take": { owner: "practice", manager: "practice", biller: "practice", therapist: "own" },
  /** Codes that lower a price, and what became of them; never who used one. */
  "codes.see": { owner: "practice", manager: "practice", biller: "practice" },
  "codes.change": { owner: "practice", manager: "practice" },
  /** Whose account at the payment service the money goes to. */
  "payments.connect": { owner: "practice" },
  /** One's own calendars elsewhere: a grant is a person's, and nobody else gives or takes it. */
  "calendar.connect": { therapist: "own" },
  "hours.change": { owner: "practice", manager: "practice", scheduler: "practice", therapist: "own" },
  "profile.change": { owner: "practice", manager: "practice", therapist: "own" },
  "session_types.change": { owner: "practice", manager: "practice" },
  "practice.change": { owner: "practice", manager: "practice" },
  /** One's own devices and second factor, and to be in the house at all. */
  "security.own": {
    owner: "practice",
    manager: "practice",
    therapist: "own",
    supervisor: "own",
    scheduler: "own",
    biller: "own",
  },
} as const satisfies Record<string, Rule>;

export type Deed = keyof typeof deeds;

/** How far a member's hand reaches for a deed: the farthest any of their roles does. */
export function reachOf(member: Pick<MemberActor, "roles" | "clinicalLead" | "opened">, deed: Deed): Reach {
  const rule: Rule = deeds[deed];
  const reaches = [...member.roles, ...(member.clinicalLead ? (["clinicalLead"] as const) : [])].map(
    (role) => rule[role],
  );
  if (reaches.includes("practice")) return "practice";
  if (reaches.includes("supervised")) return "supervised";
  if (reaches.includes("own")) return "own";
  return openedFor(member, deed).length > 0 ? "opened" : "none";
}

/** The clients a member reaches for a deed because they broke the glass before their record, and its hour is not over. */
export function openedFor({ opened = [] }: Pick<MemberActor, "opened">, deed: Deed): readonly string[] {
  const rule: Rule = deeds[deed];
  return rule.glass === "opened" ? opened : [];
}

/**
 * Something a deed is done to. `therapistIds`: whose it is; a client's are those they have a care relationship with.
 * `clientId` is named where broken glass may open it.
 */
export type Subject = { practiceId: string; therapistIds: readonly string[]; clientId?: string };

/** Whether somebody may do something to something. Only members are asked here; a client's own is found by query. */
export function may(actor: Actor, deed: Deed, subject: Subject): boolean {
  if (actor.kind !== "member" || actor.practiceId !== subject.practiceId) return false;
  const reach = reachOf(actor, deed);
  if (reach === "practice") return true;
  const { clientId } = subject;
  if (clientId !== undefined && openedFor(actor, deed).includes(clientId)) return true;
  const reached = theirs(actor, deed);
  return subject.therapistIds.some((id) => reached.includes(id));
}

/** The therapists whose things a member reaches for a deed, where that is not everybody's. */
export function theirs(member: MemberActor, deed: Deed): readonly string[] {
  const reach = reachOf(member, deed);
  const rule: Rule = deeds[deed];
  const own =
    member.therapistId && member.roles.some((role) => rule[role] === "own") ? [member.therapistId] : [];
  if (reach === "supervised") return [...own, ...(member.supervises ?? [])];
  return reach === "own" ? own : [];
}
