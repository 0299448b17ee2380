import { sql } from "drizzle-orm";
import type { House } from "#app/domain/ctx.ts";
import { cameBack } from "../erasure-list.ts";
import { broken, counted, ok, type Verdict } from "./verdict.ts";

type Counts = { listed: number; unlisted: number; keyless: number };

/**
 * The list of erasures and the database agree: nobody on it is here, nobody is erased who is not on it, and every other
 * client has the key their words are sealed with.
 */
export async function erased(house: House): Promise<Verdict> {
  const back = await cameBack(house);
  if (back.length > 0)
    return broken(
      `${counted(back.length, "erased client")} ${back.length === 1 ? "is" : "are"} in the database again; run selvage erasures replay`,
    );
  const { rows } = await house.db.execute<Counts>(sql`
    select (select count(distinct erased_id) from erasures)::int as listed,
      count(*) filter (where c.name = 'Erased' and not is_listed)::int as unlisted,
      count(*) filter (where c.name <> 'Erased' and not is_listed)::int as keyless
    from (select name, exists (select from erasures e where e.erased_id = clients.id) as is_listed from clients
      where not exists (select from client_keys k where k.client_id = clients.id)) as c`);
  const { listed, unlisted, keyless } = rows[0] ?? { listed: 0, unlisted: 0, keyless: 0 };
  if (keyless > 0)
    return broken(
      `${counted(keyless, "client")} without a key, and on no list of erasures: were the keys restored with the data?`,
    );
  if (unlisted > 0)
    return broken(
      `${counted(unlisted, "erased client")} not on the list; take in the one kept with the keys: selvage erasures replay <file>`,
    );
  return ok(
    listed === 0 ? "Nobody was erased yet" : `${counted(listed, "client")} on the list, all forgotten`,
  );
}
