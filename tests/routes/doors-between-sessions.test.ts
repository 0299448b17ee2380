import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { addItem } from "#app/domain/content/add-item.ts";
import { giveEverybody } from "#app/domain/content/change-item.ts";
import { give } from "#app/domain/content/give.ts";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { bring } from "#app/domain/files/bring.ts";
import { askByHand } from "#app/domain/forms/ask.ts";
import { folderStorage } from "#app/integrations/storage-folder.server.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aWav, inParts } from "#tests/domain/files/a-storage.ts";
import { inUse } from "#tests/domain/forms/a-form.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aTime, everyHour } from "./client/a-house-of-clients.ts";
import { aForm, aHouseOfFiles, aPdf, filesIn, type HouseOfFiles } from "./files/a-house-of-files.ts";

let house: HouseOfFiles;
let practice: TestPractice;
let therapist: string;
let library: Library;
let forms: { questions: string; consent: string };
beforeAll(async () => {
  house = await aHouseOfFiles();
  practice = await aPractice(house.house, { isHome: true, hours: everyHour });
  therapist = await house.cookieOf(practice.own as MemberCtx);
  library = await aLibrary();
  forms = {
    questions: await inUse(practice, "intake"),
    consent: await inUse(practice, "consent-to-treatment"),
  };
});
afterAll(() => house.close());

type Library = { given: string; file: string; everybodys: string };

/** A recording to be given to some, and a link everybody has. */
async function aLibrary(): Promise<Library> {
  const own = practice.own as MemberCtx;
  const world = { mail: { from: "" }, storage: folderStorage(house.folder) };
  const wish = { room: "content", clientId: null, kinds: ["audio"], name: "Evening.wav" } as const;
  const brought = await bring(own, world, { ...wish, bytes: inParts(aWav(24_000)) });
  if (!brought.ok) throw new Error(brought.refusal);
  const { therapistId } = practice;
  const words = { words: "", transcript: "", therapistId };
  const { fileId } = brought.value;
  const add = async (item: Omit<Parameters<typeof addItem>[2], keyof typeof words>) => {
    const added = await addItem(own, world, { ...item, ...words });
    if (!added?.ok) throw new Error(added?.refusal ?? "no library");
    return added.value.id;
  };
  const given = await add({ kind: "audio", title: "Evening", url: "", fileId });
  const everybodys = await add({ kind: "link", title: "A page", url: "https://example.org/a", fileId: null });
  await giveEverybody(own, everybodys, new Date(Date.now() - 60_000));
  return { given, file: fileId, everybodys };
}

type Stage = "discovery" | "intake" | "ongoing" | "ended" | "long ended";

const day = 86_400_000;

/** Somebody who wrote, was given something and was asked for two forms while their doors were open, at a stage now. */
async function somebodyAt(stage: Stage, hasCall = false) {
  const own = practice.own as MemberCtx;
  const writer = await house.aWriter(practice);
  const { clientId, threadId, cookie } = writer;
  const ctx: ClientCtx = writer.ctx;
  const sent = await house.ask(`/client/messages/${threadId}`, {
    cookie,
    body: aForm({ text: "Before.", onceKey: crypto.randomUUID() }, [{ name: "Drawing.pdf", bytes: aPdf() }]),
  });
  expect(sent.status).toBe(303);
  const page = await house.ask(`/client/messages/${threadId}`, { cookie });
  const [attached = ""] = filesIn(page);
  await give(own, library.given, { clientIds: [clientId], bookingId: null, from: new Date() });
  const ask = async (formId: string) => {
    const { therapistId } = practice;
    const asked = await askByHand(own, { clientId, therapistId, formId, who: "everybody" });
    if (!asked?.ok) throw new Error(asked?.refusal ?? "not theirs");
    return asked.value.ids[0] ?? "";
  };
  const [questions, consent] = [await ask(forms.questions), await ask(forms.consent)];
  const endedAgo = stage === "ended" ? day : stage === "long ended" ? 31 * day : null;
  await house.sql.query(
    `update care_relationships set stage = $2, ended_at = $3,
       discovery_completed_at = case when $2 = 'discovery' then null else discovery_completed_at end where client_id = $1`,
    [clientId, stage.replace("long ", ""), endedAgo === null ? null : new Date(Date.now() - endedAgo)],
  );
  if (hasCall) {
    const startsAt = Date.parse(aTime());
    const { rows } = await house.sql.query("select email from users where id = $1", [ctx.actor.userId]);
    await granted(book(ctx, practice.wish({ startsAt, email: rows[0].email })));
  }
  const asClient = (path: string, body?: Record<string, string>) =>
    house.ask(path, { cookie, ...(body && { body: new URLSearchParams(body) }) });
  const asTherapist = (path: string, body?: Record<string, string>) =>
    house.ask(path, { cookie: therapist, ...(body && { body: new URLSearchParams(body) }) });
  return { clientId, threadId, attached, questions, consent, asClient, asTherapist, cookie };
}

const message = () => ({ text: "More.", onceKey: crypto.randomUUID() });
const count = async (text: string, ...values: string[]): Promise<number> =>
  (await house.sql.query(`select count(*)::int as count from ${text}`, values)).rows[0].count;
const eventsAbout = (name: string, id: string) =>
  count("events where name = $1 and subject_id = $2", name, id);

type Doors = {
  stage: Stage;
  call: boolean;
  writes: boolean;
  given: number;
  fills: string[];
  asked: string[];
};

const table: [as: string, doors: Doors][] = [
  [
    "discovery, nothing arranged",
    {
      stage: "discovery",
      call: false,
      writes: false,
      given: 404,
      fills: ["questions"],
      asked: ["questions"],
    },
  ],
  [
    "discovery with a call",
    { stage: "discovery", call: true, writes: true, given: 404, fills: ["questions"], asked: ["questions"] },
  ],
  [
    "intake",
    {
      stage: "intake",
      call: false,
      writes: true,
      given: 200,
      fills: ["questions", "consent"],
      asked: ["questions", "consent"],
    },
  ],
  [
    "ongoing",
    {
      stage: "ongoing",
      call: false,
      writes: true,
      given: 200,
      fills: ["questions", "consent"],
      asked: ["questions", "consent"],
    },
  ],
  ["ended yesterday", { stage: "ended", call: false, writes: true, given: 200, fills: [], asked: [] }],
  [
    "ended a month ago",
    { stage: "long ended", call: false, writes: false, given: 200, fills: [], asked: [] },
  ],
];

describe.each(table)("%s", (_, { stage, call, writes, given, fills, asked }) => {
  test("messages: what stands is read by page, stream and file; more is written or not, from both sides", async () => {
    const { threadId, attached, asClient, asTherapist, cookie } = await somebodyAt(stage, call);
    const written = () => eventsAbout("message.written", threadId);
    for (const ask of [asClient, asTherapist]) {
      expect((await ask(`/files/${attached}`)).status, "the file that came with a message").toBe(200);
      expect((await ask("/files/00000000-0000-7000-8000-000000000000")).status).toBe(404);
    }
    expect((await asClient(`/client/messages/${threadId}`)).text).toContain("Before.");
    expect((await asTherapist(`/practice/messages/${threadId}`)).text).toContain("Before.");
    const stream = { cookie, method: "HEAD" };
    expect((await house.ask(`/client/messages/${threadId}/stream`, stream)).status).toBe(200);
    const before = await written();
    await asClient(`/client/messages/${threadId}`, message());
    expect((await written()) - before, "by the client").toBe(writes ? 1 : 0);
    await asTherapist(`/practice/messages/${threadId}`, message());
    const isTherapists = stage !== "long ended";
    expect((await written()) - before, "and by the therapist").toBe(Number(writes) + Number(isTherapists));
  });

  test("content: what was given and what everybody has, by page, by the address of its file, and in the library", async () => {
    const { clientId, asClient, asTherapist } = await somebodyAt(stage, call);
    expect((await asClient(`/client/for-you/${library.given}`)).status).toBe(given);
    expect((await asClient(`/files/${library.file}`)).status).toBe(given);
    expect((await asClient(`/client/for-you/${library.given}/place`, { position: "2" })).status).toBe(
      given === 200 ? 303 : 404,
    );
    const list = (await asClient("/client/for-you")).text;
    expect(list.includes("Evening")).toBe(given === 200);
    // What became everybody's after their end is not theirs.
    expect(list.includes("A page")).toBe(!stage.includes("ended"));
    const isGivenTo = stage === "intake" || stage === "ongoing";
    await asTherapist(`/practice/library/${library.everybodys}/giving`, { client: clientId });
    expect(
      await count("content_shares where item_id = $1 and client_id = $2", library.everybodys, clientId),
    ).toBe(isGivenTo ? 1 : 0);
  });

  test("forms: what may be filled in and what may be asked, by page and by form", async () => {
    const { clientId, questions, consent, asClient, asTherapist } = await somebodyAt(stage, call);
    for (const [kind, id, page, answer] of [
      ["questions", questions, "brings", { brings: "Sleep." }],
      ["consent", consent, "treatment", { treatment: "yes" }],
    ] as const) {
      expect((await asClient(`/client/forms/${id}`)).status, "to read, always").toBe(200);
      await asClient(`/client/forms/${id}?page=${page}`, { ...answer, mark: "" });
      const isBegun = await count("forms_asked where id = $1 and status = 'begun'", id);
      expect(isBegun, `${kind} filled in`).toBe(fills.includes(kind) ? 1 : 0);
      // What is still being written is theirs, and asked for no more it can be asked again.
      expect((await asTherapist(`/practice/forms/${id}/form.pdf`)).status).toBe(404);
      await asTherapist(`/practice/forms/${id}/withdrawal`, {});
      await asTherapist(`/practice/clients/${clientId}/forms/new`, { form: forms[kind], who: "everybody" });
      const open =
        "forms_asked a join form_versions v on v.id = a.version_id where a.client_id = $1 and v.form_id = $2 and a.status = 'waiting'";
      expect(await count(open, clientId, forms[kind]), `${kind} asked`).toBe(asked.includes(kind) ? 1 : 0);
    }
  });

  test("notes: the therapist writes at every stage, the client has no address for them at any", async () => {
    const { clientId, asClient, asTherapist } = await somebodyAt(stage, call);
    const begun = await asTherapist("/practice/notes/new", {
      client: clientId,
      kind: "contact",
      layout: "free",
    });
    const note = begun.headers.get("location") ?? "";
    expect(begun.status).toBe(303);
    expect((await asTherapist(note)).status).toBe(200);
    const id = note.split("/").at(-1);
    // Whoever is signed in as a client is led to their own pages, or finds nothing.
    for (const path of [note, `/client/notes/${id}`, `/practice/clients/${clientId}/record.pdf`])
      expect((await asClient(path)).text, path).not.toContain("Contact note");
  });

  test("the API knows nothing of any of it", async () => {
    const { threadId, asClient } = await somebodyAt(stage, call);
    for (const path of ["messages", `messages/${threadId}`, "forms", "content", "notes", "files"])
      expect((await asClient(`/api/v1/${path}`)).status, path).toBe(404);
  });
});
