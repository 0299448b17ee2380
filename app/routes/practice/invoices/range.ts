import { data } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { addDays, dayOf, isDate } from "#app/values/zoned.ts";
import { spanOfDays } from "./month.ts";

const longest = 366 * 10;

/** The days a file is asked for, both included; this month's so far where nobody says. 422 for days that are none. */
export async function rangeAsked(ctx: MemberCtx, request: Request) {
  const practice = await ownPractice(ctx);
  const query = new URL(request.url).searchParams;
  const today = dayOf(practice.zone, ctx.now());
  const first = query.get("from") ?? `${today.slice(0, 7)}-01`;
  const last = query.get("until") ?? today;
  const isRange =
    [first, last].every((day) => isDate(day) && day > "2000" && day < "2100") &&
    first <= last &&
    addDays(first, longest) >= last;
  if (!isRange) throw data(null, { status: 422 });
  return { practice, first, last, span: spanOfDays(practice.zone, first, last) };
}
