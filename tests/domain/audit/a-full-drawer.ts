import { book } from "#app/domain/bookings/book.ts";
import { sendLines } from "#app/domain/bookings/send-lines.ts";
import { breakGlass } from "#app/domain/clients/break-glass.ts";
import { keepCareWords } from "#app/domain/clients/care-words.ts";
import { relationshipBetween } from "#app/domain/clients/queries.ts";
import type { Actor, ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { bring } from "#app/domain/files/bring.ts";
import { review } from "#app/domain/forms/alerts.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { openApart } from "#app/domain/messaging/apart.ts";
import { keepDraft } from "#app/domain/messaging/draft.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { amend } from "#app/domain/notes/amend.ts";
import { setGoal } from "#app/domain/notes/goals.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aWav, aWorldOfFiles, everyKind, inParts } from "#tests/domain/files/a-storage.ts";
import { asked } from "#tests/domain/forms/a-form.ts";
import { aThread } from "#tests/domain/messaging/a-thread.ts";
import { aDraft, aSigned } from "#tests/domain/notes/a-note.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aMember, aType } from "#tests/support/practice.ts";
import { claims } from "./strangers.ts";

let hired = 0;

/**
 * A couple's drawer with something of every kind in it, and everybody who reads some of it: the two, their therapist, a
 * supervisor, a clinical lead, and an owner who broke the glass.
 */
export async function aFullDrawer(house: TestHouse) {
  hired += 1;
  const made = await aThread(house, "couple", ["self", "partner"]);
  const { practice, client, self, own, threadId } = made;
  const { clientId } = client;
  const { ctx, therapistId } = practice;
  const hire = async (
    name: string,
    more: { roles: ("owner" | "supervisor" | "manager")[]; clinicalLead?: true },
  ) => takeOn(ctx, { email: `${name}-${hired}@selvage.test`, name, ...more });
  const supervisor = await hire("sue", { roles: ["supervisor"] });
  const lead = await hire("lea", { roles: ["manager"], clinicalLead: true });
  const owner = await hire("olga", { roles: ["owner"] });
  // Postgres goes by its own clock, and the house of tests lives in another year.
  await house.database.pool.query(
    `insert into supervisions (id, practice_id, supervisor_id, therapist_id, "from")
     values (gen_random_uuid(), $1, $2, $3, now() - interval '1 day')`,
    [ctx.practiceId, supervisor.memberId, therapistId],
  );

  await writeMessage(self, {
    threadId,
    text: "in the joint thread",
    onceKey: newId(),
    fileIds: [await aFile(self)],
  });
  const partner = client.as("partner");
  const { rows } = await house.database.pool.query(
    "select id from participants where client_id = $1 and user_id = $2",
    [clientId, partner.actor.userId],
  );
  const apart = await openApart(own, { threadId, participantId: rows[0].id });
  await writeMessage(partner, {
    threadId: apart!.id,
    text: "apart",
    onceKey: newId(),
    fileIds: [await aFile(partner)],
  });
  await aFile(self); // not sent yet
  await keepDraft(self, { threadId, text: "not sent yet", onceKey: newId() });
  await keepDraft(own, { threadId, text: "an answer, not sent yet", onceKey: newId() });

  const forms = await asked(practice, clientId, "phq-9");
  for (const id of forms) for (const person of [self, partner]) await fill(person, id);

  const noteId = await aSigned(own, clientId, "signed");
  await amend(own, { id: noteId, text: "added" });
  await aSigned(own, clientId, "for the author alone", { kind: "psychotherapy" });
  await aDraft(own, clientId, "begun");
  await setGoal(own, { clientId, text: "a goal" });

  const relationshipId = await relationshipBetween(ctx, clientId, therapistId);
  await keepCareWords(own, { clientId, relationshipId }, "referral", "why care took a turn");
  await offer(ctx, aType({ slug: "couple", kind: "couple", minutes: 75 }), [therapistId]);
  const wish = practice.wish({ typeSlug: "couple", note: "left with a booking" });
  const { id: bookingId } = await granted(book(self, wish));
  await granted(sendLines(self, { bookingId, text: "before the session" }));

  const asOwner: MemberCtx = { ...ctx, actor: aMember(ctx.practiceId, { ...owner, roles: ["owner"] }) };
  const reason = "The therapist can’t be reached today.";
  await granted(breakGlass(asOwner, { signedInAt: ctx.now() }, { clientId, reason }).then((done) => done!));

  const hands: Record<string, Actor> = {
    therapist: own.actor,
    supervisor: claims(practice, supervisor.userId),
    "clinical lead": claims(practice, lead.userId),
    "owner with broken glass": claims(practice, owner.userId),
    self: self.actor,
    partner: partner.actor,
    house: { kind: "system", job: "test" },
  };
  return { practice, clientId, hands };

  async function aFile(ctx: ClientCtx): Promise<string> {
    const bytes = inParts(aWav(100));
    const file = { room: "messaging", clientId, kinds: everyKind, name: "Only for her.wav", bytes } as const;
    return (await granted(bring(ctx, aWorldOfFiles(), file))).fileId;
  }

  async function fill(person: typeof self, id: string): Promise<void> {
    await saveAnswers(person, { id, page: "risk", answers: { q9: "1" }, mark: "" });
    const signed = await signForm(person, { id, name: "Somebody" });
    if (signed?.ok) await review(own, { askedId: id, words: "I rang." });
  }
}
