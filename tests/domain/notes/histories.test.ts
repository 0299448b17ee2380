import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { amend, coSign, enterInError } from "#app/domain/notes/amend.ts";
import { beginNote } from "#app/domain/notes/begin.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { begin as supervise } from "#app/domain/therapists/supervise.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let supervisor: MemberCtx;
beforeAll(async () => {
  house = await aHouse({ now: new Date() });
  practice = await aPractice(house.house);
  const person = { email: "sue-histories@selvage.test", name: "Sue" };
  const who = await takeOn(practice.ctx, { ...person, roles: ["supervisor"] });
  const wish = { supervisorId: who.memberId, therapistId: practice.therapistId, mustCoSign: true };
  await supervise(practice.ctx, wish);
  const standing = { roles: ["supervisor"], supervises: [practice.therapistId] } as const;
  supervisor = { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { ...who, ...standing }) };
});
afterAll(() => house.close());

const tab = fc.constantFrom(0, 1, 2);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("save" as const), tab, text: fc.string() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("look" as const), tab }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("sign" as const), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom("amend" as const, "co-sign" as const, "error" as const),
      text: fc.string(),
    }),
  },
);

/** What a note is, as somebody would tell it who never saw a database. */
type Model = {
  version: number;
  text: string;
  isSigned: boolean;
  isStruck: boolean;
  isCoSigned: boolean;
  added: string[];
};

const answered = (answer: { ok: boolean; refusal?: string } | null) =>
  answer === null ? "nothing" : answer.ok ? "done" : answer.refusal;

test("whatever three tabs and a supervisor do to a note, in whatever order, it is what the model says", async () => {
  const { own } = practice;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { clientId } = await practice.aClient();
      const id = (await beginNote(own, { kind: "progress", template: "free", clientId }))!;
      const model: Model = {
        ...{ version: 0, text: "", isSigned: false, isStruck: false, isCoSigned: false },
        added: [],
      };
      const seen = [0, 0, 0];
      for (const one of steps) {
        if (one.does === "look") {
          const draft = await draftAsItStands(own, id);
          expect(draft?.sections[0]?.text).toBe(model.isSigned ? undefined : model.text);
          seen[one.tab] = model.version;
        } else if (one.does === "save") {
          const version = seen[one.tab]!;
          const isFresh = version === model.version;
          const should = model.isSigned ? "signed" : isFresh ? "done" : "moved_on";
          expect(answered(await saveDraft(own, { id, version, typed: { note: one.text } }))).toBe(should);
          if (should !== "done") continue;
          model.text = one.text.replaceAll("\r\n", "\n");
          model.version = seen[one.tab] = version + 1;
        } else if (one.does === "sign") {
          const version = seen[one.tab]!;
          const isEmpty = model.text.trim() === "";
          const refusal = version !== model.version ? "moved_on" : isEmpty ? "says_nothing" : "done";
          expect(answered(await signNote(own, { id, version }))).toBe(model.isSigned ? "done" : refusal);
          model.isSigned ||= refusal === "done";
        } else if (one.does === "amend") {
          expect(answered(await amend(own, { id, text: one.text }))).toBe(
            model.isSigned ? "done" : "nothing",
          );
          if (model.isSigned) model.added.push(one.text);
        } else if (one.does === "error") {
          const should = !model.isSigned ? "nothing" : model.isStruck ? "already" : "done";
          expect(answered(await enterInError(own, { id, text: one.text }))).toBe(should);
          if (should === "done") model.added.push(one.text);
          model.isStruck ||= model.isSigned;
        } else {
          const should = !model.isSigned ? "nothing" : model.isCoSigned ? "already" : "done";
          expect(answered(await coSign(supervisor, { id, text: one.text }))).toBe(should);
          if (should === "done") model.added.push(one.text);
          model.isCoSigned ||= model.isSigned;
        }
      }
      const read = (await readNote(own, id))!;
      expect(read.sections[0]?.text).toBe(model.text);
      expect(read.note.status).toBe(model.isSigned ? "signed" : "draft");
      expect(read.note.enteredInErrorAt !== null).toBe(model.isStruck);
      expect(read.note.coSignedAt !== null).toBe(model.isCoSigned);
      expect(read.amendments.map(({ text }) => text).sort()).toEqual(model.added.sort());
      expect(read.isWhole).toBe(true);
      expect((await readNote(supervisor, id))?.sections[0]?.text).toBe(
        model.isSigned ? model.text : undefined,
      );
    }),
    { numRuns: 60 },
  );
}, 120_000);
