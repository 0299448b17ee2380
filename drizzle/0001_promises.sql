-- What Postgres promises by itself, whatever the application believes.
-- Written by hand: drizzle's schema language knows no EXCLUDE, no trigger and no policy setting.

CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint

-- A therapist's time is given once. Two constraints together keep the larger of two neighbours' buffers, never
-- their sum, in any order of insertion: the first says the later session starts after the earlier one's buffer,
-- the second that its own buffer starts after the earlier session. The spans are stored, not computed, because an
-- expression with an interval is not immutable, and because a therapist may knowingly squeeze into her own buffers.
ALTER TABLE appointments
  ADD CONSTRAINT appointments_no_overlap
    EXCLUDE USING gist (therapist_id WITH =, blocked WITH &&) WHERE (occupies),
  ADD CONSTRAINT appointments_keep_clear_before
    EXCLUDE USING gist (therapist_id WITH =, ahead WITH &&) WHERE (occupies),
  ADD CONSTRAINT appointments_blocked_holds_the_session
    CHECK (lower(blocked) = starts_at AND upper(blocked) >= ends_at AND lower_inc(blocked) AND NOT upper_inc(blocked)),
  ADD CONSTRAINT appointments_ahead_holds_the_session
    CHECK (upper(ahead) = ends_at AND lower(ahead) <= starts_at AND lower_inc(ahead) AND NOT upper_inc(ahead));
--> statement-breakpoint

-- Events are written once and stay.
CREATE FUNCTION events_are_appended_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are appended only' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_are_appended_only BEFORE UPDATE OR DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION events_are_appended_only();
--> statement-breakpoint
CREATE TRIGGER events_are_never_emptied BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION events_are_appended_only();
--> statement-breakpoint

-- The second wall. Private words are seen and written only inside a transaction that has named the practice and the
-- one client it is about (SET LOCAL, see app/domain/ctx.ts). FORCE, because the application owns its tables.
ALTER TABLE booking_words ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE booking_words FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY booking_words_of_the_named_client ON booking_words
  USING (
    practice_id = nullif(current_setting('selvage.practice', true), '')::uuid
    AND client_id = nullif(current_setting('selvage.client', true), '')::uuid
  );
--> statement-breakpoint

-- Counters of limits may be forgotten by a crash, and every call that changes something writes one: they need no log.
ALTER TABLE rate_limits SET UNLOGGED;
