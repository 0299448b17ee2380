import { breakGlass } from "#app/domain/clients/break-glass.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { prove } from "#app/domain/identity/prove.ts";
import { actorOf } from "#app/domain/identity/session.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { aThread, texts, write } from "#tests/domain/messaging/a-thread.ts";
import { aSigned } from "#tests/domain/notes/a-note.ts";
import { aSession, theSession } from "#tests/support/a-session.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aMember, type TestPractice } from "#tests/support/practice.ts";

export const reason = "Her therapist is in hospital, and the clinic asks what she takes.";

/** An owner who treats nobody, signed in with her second step; `asNow` is who her cookie makes her at this moment. */
async function anOwner(house: TestHouse, { ctx }: TestPractice) {
  const { practiceId } = ctx;
  const taken = await takeOn(ctx, { email: "olga@selvage.test", name: "Olga Owner", roles: ["owner"] });
  const half = await aSession(house.house, { ...taken, practiceId });
  const own: MemberCtx = { ...ctx, actor: aMember(practiceId, { ...taken, roles: ["owner"] }) };
  const proof = await prove(own, half.session, "app");
  if (!proof.ok) throw new Error(proof.refusal);
  const session = await theSession(house.house, proof.value.token);
  const asNow = async (): Promise<MemberCtx> => {
    const actor = actorOf(await theSession(house.house, proof.value.token));
    if (actor.kind !== "member") throw new Error("She is not in");
    return { ...ctx, actor };
  };
  return { ...taken, session, asNow };
}

/** A client with a message, a signed note and a psychotherapy note, and an owner who treats nobody. */
export async function aShutRecord(house: TestHouse) {
  const made = await aThread(house);
  const { practice, self, threadId, own, client } = made;
  const { clientId } = client;
  await write(self, threadId, "canary of the message");
  const noteId = await aSigned(own, clientId, "canary of the note");
  const secretId = await aSigned(own, clientId, "canary of the secret", { kind: "psychotherapy" });
  const owner = await anOwner(house, practice);
  const breaks = async (typed = reason) =>
    breakGlass(await owner.asNow(), owner.session, { clientId, reason: typed });
  const reads = async () => {
    const ctx = await owner.asNow();
    const note = await readNote(ctx, noteId);
    return { messages: await texts(ctx, threadId), note: note?.sections[0]?.text ?? null };
  };
  return { ...made, noteId, secretId, owner, clientId, breaks, reads };
}
