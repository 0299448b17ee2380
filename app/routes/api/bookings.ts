import { data } from "react-router";
import type { z } from "zod";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import { worldOf } from "#app/http.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import type { Route } from "./+types/bookings";
import { type Door, doorOf } from "./door.ts";
import { whoIsLicensed } from "./licensed.ts";
import { manageable } from "./manageable.ts";
import { takes } from "./methods.ts";
import { readJson, readKey } from "./read.ts";
import { idempotencyKey, wish } from "./shapes.ts";
import { spans } from "./spans.ts";
import { askRefusals, refusal } from "./words.ts";

export const middleware: Route.MiddlewareFunction[] = [takes("POST")];

export async function action({ request, context }: Route.ActionArgs) {
  const key = readKey(request, idempotencyKey);
  const wished = await readJson(request, wish);
  const door = await doorOf(context, wished.therapist, wished.type);
  const wait = await countForAccount(context, wished.email);
  if (wait) throw data(null, { status: 429, headers: { "Retry-After": String(wait) } });

  const reply = await askAndPay(door.ctx, worldOf(context), { call: "api", key, wish: asWish(wished, door) });
  if (reply.ok) {
    const checkoutUrl = reply.pay?.ok ? reply.pay.value.url : undefined;
    return data(
      { ...manageable(door.ctx, reply.value), ...(checkoutUrl && { checkoutUrl }) },
      { status: 201 },
    );
  }
  const said = askRefusals[reply.refusal];
  const message =
    reply.refusal === "not_licensed_there" ? await whoIsLicensed(door, wished.region) : said.message;
  return refusal(reply.refusal, { ...said, message }, spans(reply.nearest, door.type.minutes));
}

function asWish({ therapist: _, type, timeZone, ...said }: z.infer<typeof wish>, { therapist }: Door) {
  return { ...said, therapistId: therapist.id, typeSlug: type, zone: timeZone ?? therapist.zone };
}
