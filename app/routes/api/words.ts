import { data } from "react-router";
import type { z } from "zod";
import type { CancelRefusal } from "#app/domain/bookings/cancel.ts";
import type { MoveRefusal } from "#app/domain/bookings/rules.ts";
import type { CodeRefusal } from "#app/domain/codes/rules.ts";
import type { AskRefusal } from "#app/domain/reception/ask.ts";
import { codeRefusals } from "#app/routes/codes-in-words.ts";
import type { opening } from "./shapes.ts";

type Said = { code: string; message: string };

/** What a status says that always says the same. One 404 for everything: nothing tells whether it ever was. */
export const saidByStatus: Record<number, Said> = {
  400: { code: "bad_json", message: "That isn’t JSON we can read. Nothing was changed." },
  404: { code: "not_found", message: "There is nothing here." },
  405: { code: "not_done_here", message: "That isn’t done here. The Allow header says what is." },
  410: {
    code: "gone",
    message:
      "This link has had its day: it belonged to an earlier time of the booking, or the booking is long over. After a move, the newest email carries the link that works.",
  },
  413: { code: "too_large", message: "That is more than we take at once. Nothing was changed." },
  415: { code: "not_json", message: "Please send the body as application/json. Nothing was changed." },
  429: {
    code: "too_many",
    message:
      "A lot has come from your network or for this address in a short time. Retry-After says how many seconds to wait.",
  },
  500: { code: "broken", message: "Something broke on our side, not yours. Please try again." },
};

type Refused = {
  status: 403 | 404 | 409 | 422;
  message: string;
  hasNearest?: true;
  field?: string;
  /** What the contract calls it, where the house knows it more exactly. */
  code?: string;
};

const slotTaken: Refused = {
  status: 409,
  message: "That time isn’t open, or someone has just taken it. The nearest open times are in “nearest”.",
  hasNearest: true,
};

/** Every refusal of a booking, kindly. */
export const askRefusals: Record<AskRefusal, Refused> = {
  needs_discovery: {
    status: 403,
    message: "Sessions open after our first call, so we can both be sure. Book the free call.",
  },
  not_offered: { status: 404, message: "There is nothing here." },
  slot_taken: slotTaken,
  too_soon: {
    status: 422,
    message: "That time is too close to prepare for. Please choose a later one.",
    hasNearest: true,
  },
  too_far: {
    status: 422,
    message: "The calendar isn’t open that far ahead yet. Please choose an earlier time.",
    hasNearest: true,
  },
  over_limit: {
    status: 422,
    message: "A first call is planned already. One at a time.",
    hasNearest: true,
  },
  day_full: {
    code: "over_limit",
    status: 422,
    message: "The therapist’s day is full. Please choose another day.",
    hasNearest: true,
  },
  week_full: {
    code: "over_limit",
    status: 422,
    message: "The therapist’s week is full. Please choose another week.",
    hasNearest: true,
  },
  own_week_full: {
    code: "over_limit",
    status: 422,
    message: "You have as many sessions that week as one person can. Please choose another week.",
    hasNearest: true,
  },
  not_licensed_there: {
    status: 422,
    message: "The licence to practise doesn’t reach where you will be.",
    field: "region",
  },
  adults_only: { status: 422, message: "This is for people who are 18 or over.", field: "adult" },
  ...badCodes(),
  phone_needed: {
    status: 422,
    message: "This takes place by phone, so we need a number to call.",
    field: "phone",
  },
  // Draft-ietf-httpapi-idempotency-key-header, 2.7: a key that comes back with another body is answered 422.
  key_reused: {
    status: 422,
    message: "This Idempotency-Key came with other words before. A new wish needs a new key.",
    field: "Idempotency-Key",
  },
};

/** A code that does not apply is one thing to a program; the sentence says why. */
function badCodes(): Record<CodeRefusal, Refused> {
  const said = Object.entries(codeRefusals) as [CodeRefusal, string][];
  const about = { code: "bad_code", status: 422, field: "code" } as const;
  return Object.fromEntries(said.map(([why, message]) => [why, { ...about, message }])) as Record<
    CodeRefusal,
    Refused
  >;
}

/** The same for a move. */
export const moveRefusals: Record<MoveRefusal | "slot_taken", Refused> = {
  slot_taken: slotTaken,
  already_over: { status: 409, message: "That time has begun or is over, so it can’t be moved any more." },
  not_movable: {
    status: 409,
    message: "This booking no longer stands, so it can’t be moved. Book another time instead.",
  },
  moved_already: { status: 409, message: "It has been moved once at short notice. Please write instead." },
};

/** The same for a cancellation. */
export const cancelRefusals: Record<CancelRefusal, Refused> = {
  already_over: {
    status: 409,
    message: "That time has begun or is over, so it can’t be cancelled any more.",
  },
  already_cancelled: { status: 409, message: "It is cancelled already. There is nothing more to do." },
};

type Nearest = z.infer<typeof opening>[];

/** The answer to a wish that is refused, with the open times near it where those help. */
export function refusal(
  name: string,
  { status, message, hasNearest, field, code = name }: Refused,
  nearest: Nearest = [],
) {
  const error = {
    code,
    message,
    ...(field && { fields: { [field]: message } }),
    ...(hasNearest && { nearest }),
  };
  return data({ error }, { status });
}

/** 422 for fields that are wrong, each with its words. */
export function invalid(fields: Record<string, string>) {
  return data(
    { error: { code: "invalid", message: "Some of this can’t be right. Each field says why.", fields } },
    { status: 422 },
  );
}
