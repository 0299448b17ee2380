import { data, type RouterContextProvider } from "react-router";
import type { z } from "zod";
import { house, signedIn, world } from "./context.ts";
import type { ClientCtx, Ctx, House, MemberCtx } from "./domain/ctx.ts";
import { actorOf, type SignedIn } from "./domain/identity/session.ts";
import { type Deed, reachOf } from "./domain/practices/rules.ts";
import type { World } from "./world.ts";

/** The house a request stands in. */
export function houseOf(context: Readonly<RouterContextProvider>): House {
  return context.get(house);
}

/** The outside, for what a request asks of it. */
export function worldOf(context: Readonly<RouterContextProvider>): World {
  return context.get(world);
}

/** The house inside a practice; whoever is signed in there asks, and everybody else is a visitor. */
export function inPractice(context: Readonly<RouterContextProvider>, practiceId: string): Ctx {
  const session = context.get(signedIn);
  const isHere = session?.standing?.practiceId === practiceId;
  return { ...context.get(house), practiceId, ...(isHere && { actor: actorOf(session) }) };
}

/** The ctx of the client who is signed in. The layout has let nobody else in. */
export function asClient(context: Readonly<RouterContextProvider>): ClientCtx {
  const session = orNotFound(context.get(signedIn));
  const actor = actorOf(session);
  if (actor.kind !== "client" || !session.standing) throw data(null, { status: 404 });
  return { ...context.get(house), practiceId: session.standing.practiceId, actor };
}

/** The ctx of the member who is signed in, for something they may do; to anybody else it does not exist. */
export function asMember(context: Readonly<RouterContextProvider>, deed: Deed): MemberCtx {
  const session = orNotFound(context.get(signedIn));
  const actor = actorOf(session);
  if (actor.kind !== "member" || !session.provenAt || reachOf(actor, deed) === "none")
    throw data(null, { status: 404 });
  return { ...context.get(house), practiceId: actor.practiceId, actor };
}

/** The sign-in a request came with. The layout has let nobody in without. */
export function sessionOf(context: Readonly<RouterContextProvider>): SignedIn {
  return orNotFound(context.get(signedIn));
}

/** What is not there is a 404; nothing tells whether it ever was. */
export function orNotFound<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw data(null, { status: 404 });
  return found;
}

/** A page of a practice that has yet to open is answered 503, and says so kindly: it is coming, and nothing is wrong. */
export function openOrNotYet<T>(site: T | null): T {
  if (site === null) throw data(null, { status: 503 });
  return site;
}

export type FieldErrors = Record<string, string>;
export type Read<T> =
  | { ok: true; value: T; typed: Record<string, string> }
  | { ok: false; errors: FieldErrors; typed: Record<string, string> };

/** What the door lets in (visitor.server.ts): long answers and notes in any script, percent-encoded, are three to nine bytes a letter. */
const maxFormBytes = 256 * 1024;

/**
 * Read a posted form by its schema. A field that is wrong is named with its words; what was typed comes back. A body
 * that is no form, or too large, is answered 400 or 413.
 */
export async function readForm<T>(request: Request, schema: z.ZodType<T>): Promise<Read<T>> {
  return readFields(await formFields(request), schema);
}

/** The same of fields that were read already. */
export function readFields<T>(typed: Record<string, string>, schema: z.ZodType<T>): Read<T> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { ok: true, value: parsed.data, typed };
  return { ok: false, errors: fieldErrors(parsed.error), typed };
}

/** The first complaint about each field, by the field's name. */
function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of error.issues) errors[path.join(".") || "form"] ??= message;
  return errors;
}

async function formFields(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b|^multipart\/form-data\b/i.test(type))
    throw data(null, { status: 400 });
  if (Number(request.headers.get("content-length") ?? 0) > maxFormBytes) throw data(null, { status: 413 });
  const form = await request.formData().catch(() => {
    throw data(null, { status: 400 });
  });
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
