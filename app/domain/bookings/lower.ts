import { type Lowered, reserve, type Tried, tryCode, type Wanted } from "#app/domain/codes/reserve.ts";
import type { CodeRefusal } from "#app/domain/codes/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { leastCharge } from "#app/domain/ledger/least.ts";
import { done, type Result } from "#app/values/result.ts";
import { priceNow } from "./cost.ts";

/** A wish with a code; `clientId` is who is signed in, null for everybody else. `startsAt` is epoch milliseconds. */
type Asked = {
  code: string;
  type: { id: string; price: number };
  therapist: { id: string; zone: string };
  currency: string;
  startsAt: number;
  clientId: string | null;
};

/** Keep a use of the code somebody typed for their booking, as `reserve` does. Without a code nothing comes off. */
export async function lower(
  ctx: Ctx,
  { code, ...asked }: Omit<Asked, "code"> & { code: string | undefined },
): Promise<Result<Lowered, CodeRefusal>> {
  if (code === undefined) return done({ codeId: null, discount: 0 });
  return reserve(ctx, await wantedBy(ctx, { ...asked, code }));
}

/** The price without the code and what it would take off, before anybody books; amounts are minor units. Keeps nothing. */
export async function lowerAhead(
  ctx: Ctx,
  asked: Asked,
): Promise<Result<Tried & { price: number }, CodeRefusal>> {
  const wanted = await wantedBy(ctx, asked);
  const tried = await tryCode(ctx, wanted);
  return tried.ok ? done({ ...tried.value, price: wanted.type.price }) : tried;
}

async function wantedBy(
  ctx: Ctx,
  { code, type, therapist, currency, startsAt, clientId }: Asked,
): Promise<Wanted> {
  const { id: therapistId, zone } = therapist;
  const price = clientId ? await priceNow(ctx, { clientId, type, startsAt, zone, currency }) : type.price;
  return { code, type: { id: type.id, price }, least: leastCharge(currency), therapistId, clientId };
}
