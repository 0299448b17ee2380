import { z } from "zod";

export const services = ["resend", "smtp", "stripe", "google", "ical"] as const;
export type Service = (typeof services)[number];

const anywhere = ["refuse", "hang", "slow", "500", "429", "cut", "lose-answer"] as const;
const webhooks = ["duplicate-webhook", "hold-webhooks", "shuffle-webhooks"] as const;

/**
 * What can be made to go wrong, by service. Webhook faults wait for the services that send webhooks.
 * - `refuse`: the connection is reset before anything is read (SMTP: 421 as greeting). All services share one port,
 *   so this is as near as one process comes to "connection refused"; for that, point a client at a closed port.
 * - `hang`: never answered, nothing done. `slow`: done and answered after `ms` (60 s).
 * - `500`, `429`: the vendor's own error, nothing done (SMTP: 554, 451 after the message).
 * - `cut`: the line breaks in the middle, nothing done. `lose-answer`: done, then the line breaks.
 * - `bad-json`: done, but the answer cannot be read.
 * - `quota`: Google's 403 for who asks too much. `invalid-grant` strikes only where tokens are given, `gone-410` only
 *   where a sync token is shown.
 * - `hold-webhooks`: kept back while it stands. `shuffle-webhooks`, `duplicate-webhook`: in any order, and twice.
 */
const possible: Record<Service, readonly string[]> = {
  resend: [...anywhere, "bad-json", ...webhooks],
  smtp: anywhere,
  stripe: [...anywhere, "bad-json", ...webhooks],
  google: [...anywhere, "bad-json", "quota", "invalid-grant", "gone-410", ...webhooks],
  ical: anywhere,
};

const kinds = [...anywhere, "bad-json", "quota", "invalid-grant", "gone-410", ...webhooks] as const;
/** What a call can meet; webhooks go wrong on their own way. */
const answers: readonly FaultKind[] = [...anywhere, "bad-json", "quota", "invalid-grant", "gone-410"];
export type FaultKind = (typeof kinds)[number];

/** `match` is a piece of the call ("POST /v1/refunds") or of a recipient's address; without `times` it goes on until cleared. */
export const faultSchema = z
  .strictObject({
    service: z.enum(services),
    fault: z.enum(kinds),
    match: z.string().min(1).max(500).optional(),
    times: z.int().min(1).max(1_000_000).optional(),
    ms: z.int().min(0).max(600_000).optional(),
  })
  .refine((wish) => possible[wish.service].includes(wish.fault), {
    error: "This service cannot fail in this way.",
    path: ["fault"],
  });
export type Fault = z.infer<typeof faultSchema>;

/** The faults asked for, oldest first. */
export class Faults {
  #asked: Fault[] = [];

  get all(): readonly Fault[] {
    return this.#asked;
  }

  add(fault: Fault): void {
    this.#asked.push({ ...fault });
  }

  clear(): void {
    this.#asked = [];
  }

  /** The oldest fault that fits, counted as used once. `where` holds the path and the recipients known so far. */
  take(service: Service, where: string[], only: readonly FaultKind[] = answers): Fault | undefined {
    const fault = this.#asked.find(
      (asked) =>
        asked.service === service &&
        only.includes(asked.fault) &&
        (asked.match === undefined || where.some((place) => matches(place, asked.match ?? ""))),
    );
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) this.#asked = this.#asked.filter((asked) => asked !== fault);
    }
    return fault;
  }
}

function matches(place: string, piece: string): boolean {
  return place.toLowerCase().includes(piece.toLowerCase());
}
