import { newId } from "#app/values/ids.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

let count = 0;

/** A link in a side's library, given to its client where it is asked for by them. */
export async function anItem(cast: Cast, side: Side, by: string): Promise<Named> {
  count += 1;
  const [id, { practiceId }, { clientId }] = [newId(), side.ctx, side.client];
  await cast.sql.query(
    `insert into content_items (id, practice_id, therapist_id, kind, title, url, available_from, changed_at)
     values ($1, $2, $3, 'link', $4, 'https://example.org/', now(), now())`,
    [id, practiceId, side.therapistId, `Something ${count}`],
  );
  if (by === "client")
    await cast.sql.query(
      `insert into content_shares (id, practice_id, client_id, item_id, "from", given_at) values ($1, $2, $3, $4, now(), now())`,
      [newId(), practiceId, clientId, id],
    );
  return { id, clientId };
}

/** Forms that would be granted. */
export const contentBodies: Record<string, (() => Record<string, string>) | null> = {
  "routes/practice/library/new.tsx": null, // A form that brings a file: tests/routes/practice/library
  "routes/practice/library/uploads.ts": null,
  "routes/practice/library/upload.ts": null,
  "routes/practice/library/item.tsx": () => ({ title: `Called ${newId()}`, words: "", transcript: "" }),
  "routes/practice/library/giving.tsx": null, // Takes a client who has begun: tests/domain/content
  "routes/practice/library/taking-back.tsx": null,
  "routes/practice/library/everybody.tsx": () => ({ from: "" }),
  "routes/practice/library/putting-away.tsx": () => ({}),
  "routes/client/for-you/place.ts": () => ({ position: "0" }),
};
