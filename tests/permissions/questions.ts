import { newId } from "#app/values/ids.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** A booking whose therapist dragged it an hour later in their own calendar, and has been asked about it. */
export async function aQuestion(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const { id: bookingId } = await booking;
  const { therapistId } = side;
  const { practiceId } = side.ctx;
  const id = newId();
  const { rows } = await cast.sql.query<{ id: string }>(
    "select id from calendar_connections where therapist_id = $1",
    [therapistId],
  );
  const connection = rows[0]?.id ?? newId();
  const [calendar, entry] = [newId(), newId()];
  if (!rows[0])
    await cast.sql.query(
      `insert into calendar_connections (id, practice_id, therapist_id, generation, state, scopes, key_ring, key_wrapped,
         makes_meet, connected_at) values ($1, $2, $3, 1, 'needs_reconnect', '{}', 'test', '', false, now())`,
      [connection, practiceId, therapistId],
    );
  await cast.sql.query(
    `insert into calendars (id, practice_id, therapist_id, kind, connection_id, external_id, name, blocks, created_at)
     values ($1::uuid, $2, $3, 'google', $4, $1::text, 'Own', true, now())`,
    [calendar, practiceId, therapistId, connection],
  );
  await cast.sql.query(
    `insert into calendar_entries (id, practice_id, therapist_id, connection_id, appointment_id, calendar_id, event_id,
       status, created_at)
     select $1::uuid, $2, $3, $4, appointment_id, $5, $1::text, 'present', now() from bookings where id = $6`,
    [entry, practiceId, therapistId, connection, calendar, bookingId],
  );
  await cast.sql.query(
    `insert into calendar_proposals (id, practice_id, therapist_id, appointment_id, entry_id, kind, starts_at, ends_at,
       stood_at, opened_at)
     select $1, $2, $3, a.id, $4, 'moved', a.starts_at + interval '1 hour', a.ends_at + interval '1 hour', a.starts_at, now()
     from bookings b join appointments a on a.id = b.appointment_id where b.id = $5`,
    [id, practiceId, therapistId, entry, bookingId],
  );
  return { id };
}
