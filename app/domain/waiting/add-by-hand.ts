import { readDiary } from "#app/domain/availability/queries.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { comeInLine, type JoinWish } from "./join-full.ts";

export type AddRefusal = "not_here" | "not_offered" | "not_licensed_there" | "on_the_list";

/**
 * Put somebody on the list from the practice's side: they get the letter with their link, and are asked in turn like
 * everybody. Refuses: not_here, not_offered where there is no first call, not_licensed_there, on_the_list already.
 */
export async function addToList(
  ctx: MemberCtx,
  wish: Omit<JoinWish, "adult">,
): Promise<Result<{ waitId: string }, AddRefusal>> {
  const { practiceId, actor } = ctx;
  const { therapistId, region } = wish;
  if (!may(actor, "diary.change", { practiceId, therapistIds: [therapistId] })) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    const at = ctx.now().getTime();
    const open = await readDiary(ctx, { ...wish, from: at, to: at, behindTheDoor: true });
    if (open?.type.kind !== "discovery") return refused("not_offered");
    const { type, regions } = open;
    if (type.place === "online" && regions.length > 0 && !(region && regions.includes(region)))
      return refused("not_licensed_there");
    const waitId = await comeInLine(ctx, wish, type.id);
    return waitId ? done({ waitId }) : refused("on_the_list");
  });
}
