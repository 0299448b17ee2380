-- Why care took its turn is walled like every private word (see 0001).
ALTER TABLE care_words ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE care_words FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY care_words_of_the_named_client ON care_words
  USING (
    practice_id = nullif(current_setting('selvage.practice', true), '')::uuid
    AND client_id = nullif(current_setting('selvage.client', true), '')::uuid
  );
--> statement-breakpoint

-- What changes a diary is told to every open page of it at commit. The database tells, not the verbs, so that no verb
-- can forget to and none waits for another round trip. Ids only; equal news of one transaction arrives once, and
-- NOTIFY takes its one lock at commit however often it was called (decisions, 14).
CREATE FUNCTION tell_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('news', NEW.practice_id::text);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_tell_news AFTER INSERT ON events
  FOR EACH ROW
  WHEN (NEW.name LIKE 'booking.%' OR NEW.name IN ('busy_time.blocked', 'busy_time.freed', 'time_away.planned',
    'time_away.called_off', 'hours.set', 'care_relationship.moved_on', 'event.announced'))
  EXECUTE FUNCTION tell_news();
--> statement-breakpoint
-- A notice is written after its event, by a job: pages that show notices hear of it too.
CREATE TRIGGER notifications_tell_news AFTER INSERT ON notifications
  FOR EACH ROW EXECUTE FUNCTION tell_news();
--> statement-breakpoint

-- The roster, the bookings list and the week ask by therapist and time, attended and cancelled ones too.
CREATE INDEX bookings_by_therapist ON bookings (therapist_id, status);
--> statement-breakpoint
CREATE INDEX appointments_by_therapist_and_start ON appointments (therapist_id, starts_at);
