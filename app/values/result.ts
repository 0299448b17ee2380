/** What a verb answers: the thing done, or the one word why not. Bugs throw; absence is null. */
export type Result<T, Refusal extends string> = { ok: true; value: T } | Refused<Refusal>;
export type Refused<Refusal extends string> = { ok: false; refusal: Refusal };

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refused<Refusal extends string>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal };
}
