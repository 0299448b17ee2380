import type { HouseOfFiles } from "#tests/routes/files/a-house-of-files.ts";
import type { TestPractice } from "#tests/support/practice.ts";

export type Side = "client" | "practice";

/** A new thread, and how each side asks for it. */
export async function aTalk(
  house: HouseOfFiles,
  { practice, cookie: therapist }: { practice: TestPractice; cookie: string },
  side: Side,
) {
  const writer = await house.aWriter(practice);
  const cookies = { client: writer.cookie, practice: therapist };
  const pathOf = (of: Side) => `/${of}/messages/${writer.threadId}`;
  const other = side === "client" ? "practice" : "client";
  return {
    ...writer,
    path: pathOf(side),
    /** The cookie of whoever writes. */
    own: cookies[side],
    see: () => house.ask(pathOf(side), { cookie: cookies[side] }),
    send: (form: FormData | URLSearchParams) =>
      house.ask(pathOf(side), { cookie: cookies[side], body: form }),
    other: () => house.ask(pathOf(other), { cookie: cookies[other] }),
  };
}
