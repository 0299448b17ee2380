import { sealEachMinute } from "#app/domain/audit/seal.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { markUnmarked } from "#app/domain/bookings/mark-unmarked.ts";
import { sendLines } from "#app/domain/bookings/send-lines.ts";
import { askConsent } from "#app/domain/calendar/ask-consent.ts";
import { connect } from "#app/domain/calendar/connect.ts";
import { referOn } from "#app/domain/clients/refer-on.ts";
import type { House, MemberCtx } from "#app/domain/ctx.ts";
import { bring } from "#app/domain/files/bring.ts";
import { openAlerts, review, tellAgain } from "#app/domain/forms/alerts.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { keepDraft } from "#app/domain/messaging/draft.ts";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { amend } from "#app/domain/notes/amend.ts";
import { setGoal } from "#app/domain/notes/goals.ts";
import { remind } from "#app/domain/notifications/remind.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { openGoogle } from "#app/integrations/google-calendar.server.ts";
import { newId } from "#app/values/ids.ts";
import { googleInProcess } from "#sandbox/google/in-process.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aWav, everyKind, inParts, memoryStorage } from "#tests/domain/files/a-storage.ts";
import { asked } from "#tests/domain/forms/a-form.ts";
import { aDraft, aSigned } from "#tests/domain/notes/a-note.ts";
import { aTill } from "./a-till.ts";
import { aType } from "./practice.ts";

/** The words that are nobody's but those two's, one for every field that takes some. None is a part of another. */
export const privateWords = {
  note: "quetzal note with a booking",
  reason: "quetzal reason for cancelling",
  lines: "quetzal lines before a session",
  message: "quetzal message to the therapist",
  answer: "quetzal answer to the client",
  draft: "quetzal draft of a message",
  form: "quetzal words in a form",
  signature: "Quetzal Signature",
  review: "quetzal review of an alert",
  progress: "quetzal progress note",
  unsigned: "quetzal note that is a draft",
  amendment: "quetzal amendment",
  psychotherapy: "quetzal psychotherapy note",
  goal: "quetzal goal",
  fileName: "quetzal file name",
  why: "quetzal why they were referred on",
} as const;

/** Words that are written to go into one letter to the client they are for, and nowhere else. */
export const lettersWords = { toThem: "quetzal farewell", places: "quetzal places to turn" } as const;

export type LivedMonth = Awaited<ReturnType<typeof aLivedMonth>>;

const chores = [remind, markUnmarked, sealEachMinute, tellAgain];

const noon = (day: number) => Date.UTC(2027, 1, day, 12);
const day = 86_400_000;

/**
 * A month of one practice with a card till, a Google calendar, files and letters, in which a client filled every field
 * that takes private words, and another was referred on. All the work that followed is done.
 */
export async function aLivedMonth() {
  const till = await aTill();
  const { practice, clock, house, world } = till;
  const own = practice.own as MemberCtx;
  const storage = memoryStorage();
  const google = googleInProcess({
    now: () => clock.now,
    clients: [{ id: "a-client", secret: "a-secret" }],
  });
  google.engine.account("own@gmail.test", { timeZone: "Europe/Lisbon" });
  world.storage = storage;
  world.calendars = openGoogle({
    ...{ clientId: "a-client", clientSecret: "a-secret", timeoutMs: 1_500 },
    fetch: (...asked) => google.fetch(...asked),
  });
  const back = new URL(
    google.engine.consent((await askConsent(own, world, { wantsList: false })) ?? "", {
      account: "own@gmail.test",
    }),
  );
  const said = (name: string) => back.searchParams.get(name) ?? "";
  await connect(own, world, { state: said("state"), code: said("code") });
  const work = async () => {
    await google.delivered();
    return till.work();
  };

  await offer(practice.ctx, aType({ slug: "free" }), [practice.therapistId]);
  const client = await till.aClient();
  const { clientId, ctx: me } = client;
  const { name, email } = client;
  const booked = async (startsAt: number) =>
    granted(client.book(practice.wish({ typeSlug: "free", startsAt, name, email, note: privateWords.note })));
  const kept = await booked(noon(9));
  const off = await booked(noon(11));
  await work();
  await sendLines(me, { bookingId: kept.id, text: privateWords.lines });
  await granted(
    cancel(me, {
      ...{ bookingId: off.id, therapistId: practice.therapistId, by: "client" },
      reason: privateWords.reason,
    }),
  );
  const paid = await till.ask(client, noon(12));
  if (paid.ok) {
    const [row] = await till.rows<{ stripe_session: string }>(
      "select stripe_session from payments where stripe_session is not null order by created_at desc limit 1",
    );
    if (row) till.vendor.pay(row.stripe_session);
  }
  await work();

  const self = me as Parameters<typeof openOwnThreads>[0];
  await openOwnThreads(self);
  const threadId = (await ownThreads(self))[0]!.thread.id;
  const writes = (text: string) => ({ threadId, text, onceKey: newId() });
  await writeMessage(self, writes(privateWords.message));
  await writeMessage(own, writes(privateWords.answer));
  await keepDraft(self, writes(privateWords.draft));

  const [intake = ""] = await asked(practice, clientId, "intake");
  await saveAnswers(self, { id: intake, page: "brings", answers: { brings: privateWords.form }, mark: "" });
  await signForm(self, { id: intake, name: privateWords.signature });
  const [phq = ""] = await asked(practice, clientId, "phq-9");
  await saveAnswers(self, { id: phq, page: "risk", answers: { q9: "1" }, mark: "" });
  await signForm(self, { id: phq, name: privateWords.signature });
  await work();
  const [alert] = await openAlerts(own);
  if (!alert) throw new Error("Nobody was called to the form");
  await review(own, { askedId: alert.askedId, words: privateWords.review });

  const goal = await setGoal(own, { clientId, text: privateWords.goal });
  if (!goal) throw new Error("No goal was set");
  const noteId = await aSigned(own, clientId, privateWords.progress);
  await amend(own, { id: noteId, text: privateWords.amendment });
  const draft = await aDraft(own, clientId, privateWords.unsigned);
  const apart = await aSigned(own, clientId, privateWords.psychotherapy, { kind: "psychotherapy" });
  const file = await granted(
    bring(own, world, {
      ...{ room: "content", clientId, kinds: everyKind, name: `${privateWords.fileName}.wav` },
      bytes: inParts(aWav(20_000, (at) => quetzalBytes.charCodeAt(at % quetzalBytes.length))),
    }),
  );

  const other = await till.aClient();
  await referOn(own, {
    ...{ clientId: other.clientId, therapistId: practice.therapistId },
    words: { why: privateWords.why, ...lettersWords },
  });
  const asHouse: House = { ...house, actor: { kind: "system", job: "chore" } };
  const failed: string[] = [];
  for (let at = 0; at < 30; at += 1) {
    for (const chore of chores) await chore(asHouse);
    failed.push(...(await work()).filter((line) => line.includes(" failed: ")));
    clock.advance(day);
  }
  await work();
  if (failed.length > 0) throw new Error(failed.join("\n"));
  return {
    ...{ till, own, storage, google, client, other, work, house },
    ids: {
      kept: kept.id,
      off: off.id,
      threadId,
      intake,
      phq,
      noteId,
      draft: draft.id,
      apart,
      fileId: file.fileId,
    },
  };
}

/** What the bytes of the file say, over and over. */
export const quetzalBytes = "quetzal bytes of a recording; ";
