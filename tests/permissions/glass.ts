import type { Cast } from "./cast.ts";
import type { Named } from "./records.ts";

type Try = { named: Named; cast: Cast };

/** Whoever would open a record has just signed in; whoever would shut one has it open. */
export const glassBodies = {
  "routes/practice/clients/break-glass.tsx": async ({ cast }: Try) => {
    await cast.sql.query("update sessions set signed_in_at = now() where member_id is not null");
    return { reason: "Their therapist can’t be reached, and a clinic asks." };
  },
  "routes/practice/clients/close-glass.tsx": async ({ cast, named }: Try) => {
    await cast.sql.query(
      `insert into broken_glass (id, practice_id, client_id, member_id, user_id, broken_at, until)
       select gen_random_uuid(), m.practice_id, c.id, m.id, m.user_id, now(), now() + interval '1 hour'
       from clients c join members m on m.practice_id = c.practice_id where c.id = $1`,
      [named.id],
    );
    return {};
  },
};
