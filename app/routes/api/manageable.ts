import { href } from "react-router";
import type { z } from "zod";
import type { House } from "#app/domain/ctx.ts";
import type { booked } from "./shapes.ts";
import { span } from "./spans.ts";

type Booked = {
  id: string;
  status: "confirmed" | "requested" | "held";
  startsAt: number;
  endsAt: number;
  token: string;
};

/** A booking that was made or moved, with its private address. Times are epoch milliseconds. */
export function manageable(
  { appUrl }: House,
  { id, status, startsAt, endsAt, token }: Booked,
): z.infer<typeof booked> {
  return {
    id,
    status,
    ...span(startsAt, endsAt),
    manageUrl: appUrl + href("/book/manage/:token", { token }),
  };
}
