import { newId } from "#app/values/ids.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

type Try = { named: Named; cast: Cast; side: Side };

let years = 0;

export const erasureBodies = {
  "routes/office/erasures/erasures.tsx": () => {
    years = (years % 50) + 1;
    return { years: String(years) };
  },
  "routes/office/erasures/erasure.tsx": async ({ cast, named }: Try) => {
    const { rows } = await cast.sql.query("select name from clients where id = $1", [named.id]);
    return { name: rows[0].name as string, reason: "" };
  },
  "routes/office/erasures/keeping.ts": async ({ cast, named, side }: Try) => {
    await cast.sql.query(
      `insert into erasure_requests (id, practice_id, client_id, user_id, asked_at)
       select $1, practice_id, client_id, user_id, now() from participants where client_id = $2 and practice_id = $3`,
      [newId(), named.id, side.ctx.practiceId],
    );
    return {};
  },
};
