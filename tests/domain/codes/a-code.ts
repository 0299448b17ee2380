import { type Draft, makeCode } from "#app/domain/codes/change.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import type { TestHouse } from "#tests/support/house.ts";
import type { TestPractice } from "#tests/support/practice.ts";

/** A code with plain defaults: a tenth off, for everything and everybody. */
export function aDraft(wishes: Partial<Draft> = {}): Draft {
  return {
    code: "SPRING",
    label: "",
    percent: wishes.amount === undefined || wishes.amount === null ? 10 : null,
    amount: null,
    validFrom: null,
    validUntil: null,
    totalLimit: null,
    perClientLimit: null,
    firstPaidOnly: false,
    fundedBy: "practice",
    sessionTypeIds: [],
    therapistIds: [],
    ...wishes,
  };
}

/** The same, made. */
export async function aCode(ctx: MemberCtx, wishes: Partial<Draft> = {}): Promise<string> {
  const made = await makeCode(ctx, aDraft(wishes));
  if (!made?.ok) throw new Error(made?.refusal ?? "not allowed");
  return made.value.codeId;
}

type Client = Awaited<ReturnType<TestPractice["aClient"]>>;

/** A client whose doors are open. */
export async function aKnownClient(practice: TestPractice): Promise<Client> {
  const client = await practice.aClient();
  await client.begin();
  return client;
}

const day = 86_400_000;
let booked = 0;

/** Book a paid session with a code: at two one day, each time another day, unless a start is named. */
export function bookSession(
  { clock }: TestHouse,
  practice: TestPractice,
  client: Client,
  { code, startsAt }: { code: string | undefined; startsAt?: number | undefined },
) {
  booked += 1;
  const midnight = clock.now.getTime() - (clock.now.getTime() % day);
  const next = midnight + (1 + (booked % 20)) * day + (14 * day) / 24;
  return client.book(practice.wish({ typeSlug: "session", startsAt: startsAt ?? next, code }));
}
