import { eventAt } from "#app/domain/audit/queries.ts";
import { openCareWords } from "#app/domain/clients/care-words.ts";
import { referralWords } from "#app/domain/clients/refer-on.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { careBegun } from "#app/emails/care-begun.tsx";
import { careReferred } from "#app/emails/care-referred.tsx";
import { welcome } from "#app/emails/welcome.tsx";
import type { World } from "#app/world.ts";
import { careById, caresBetween, firstCare, readersOf, readerWith, sheetFrom } from "./compose-care.ts";
import { sendAll } from "./send-all.ts";

/** Tell everybody in a client that care begins, with whom, and what is open now. */
export async function mailClientBegun(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const event = await eventAt(ctx, "care_relationship.begun_together", about(subject));
  if (!event) return;
  const opened = await caresBetween(ctx, subject.subjectId, String(event.detail.therapists).split(","));
  const open = opened.filter(({ stage }) => stage === "intake" || stage === "ongoing");
  if (open.length === 0) return; // It ended again before the letter was written.
  const sheet = await sheetFrom(
    ctx,
    open.find((care) => care.therapistId === event.detail.from) ?? null,
    event.at,
  );
  await sendAll(
    ctx,
    world,
    subject,
    "client_begun",
    sheet,
    await readersOf(ctx, subject.subjectId),
    (letter) =>
      careBegun(
        letter,
        open.map(({ name, firstName }) => (open.length === 1 ? name : firstName)),
      ),
  );
}

/** Tell everybody in a client that is referred on, with other places to turn. */
export async function mailClientReferred(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const event = await eventAt(ctx, "care_relationship.referred_on", about(subject));
  if (!event) return;
  const care = await careById(ctx, subject.subjectId);
  if (care?.stage !== "ended") return; // They began again before the letter was written.
  const words = await openCareWords(ctx, { clientId: care.clientId, wordsId: String(event.detail.words) });
  if (!words) return; // They were erased.
  const { toThem, places } = referralWords(words.text);
  const sheet = await sheetFrom(ctx, care, event.at);
  await sendAll(
    ctx,
    world,
    subject,
    "client_referred",
    sheet,
    await readersOf(ctx, care.clientId),
    (letter) => careReferred(letter, { toThem, places }),
  );
}

/** Welcome somebody to their page, with the link that leads there. */
export async function mailClientWelcome(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const reader = await readerWith(ctx, subject.subjectId);
  if (!reader) return; // Their address went, or they asked for no letters.
  const event = await eventAt(ctx, "client.invited", about(subject));
  if (!event) return;
  const sheet = await sheetFrom(ctx, await firstCare(ctx, reader.clientId), event.at);
  await sendAll(ctx, world, subject, "client_welcome", sheet, [reader], welcome);
}

function about({ subjectId, sequence }: Subject) {
  return { id: subjectId, sequence };
}
