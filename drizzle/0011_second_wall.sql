-- The second wall, higher than before. A transaction names the practice, the client, and now whose hand opens the drawer
-- (app/domain/ctx.ts); what that hand may open, Postgres looks up for itself, so a check that is forgotten in the
-- application shows nobody anything. Hands: `house` (jobs), `mover` (a merge, an erasure), `client`, `member`, `visitor`,
-- and `looking` (View as client), which opens no words.
CREATE FUNCTION is_in_drawer(of_practice uuid, of_client uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN of_practice = nullif(current_setting('selvage.practice', true), '')::uuid
  AND of_client = nullif(current_setting('selvage.client', true), '')::uuid;
--> statement-breakpoint
CREATE FUNCTION hand() RETURNS text LANGUAGE sql STABLE RETURN coalesce(current_setting('selvage.hand', true), '');
--> statement-breakpoint
CREATE FUNCTION person() RETURNS uuid LANGUAGE sql STABLE
RETURN nullif(current_setting('selvage.person', true), '')::uuid;
--> statement-breakpoint

-- Whether the person is somebody in the client who may write private words: guardians, payers and contacts never.
CREATE FUNCTION is_in_client(of_client uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM participants p
  WHERE p.client_id = of_client AND p.user_id = person() AND p.role IN ('self', 'partner', 'child'));
--> statement-breakpoint
CREATE FUNCTION is_therapist(of_therapist uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM therapists t JOIN members m ON m.id = t.member_id
  WHERE t.id = of_therapist AND m.user_id = person() AND m.ended_at IS NULL);
--> statement-breakpoint
CREATE FUNCTION is_clinical_lead(of_practice uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM members m
  WHERE m.practice_id = of_practice AND m.user_id = person() AND m.clinical_lead AND m.ended_at IS NULL);
--> statement-breakpoint
CREATE FUNCTION supervises(of_therapist uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM supervisions s JOIN members m ON m.id = s.supervisor_id
  WHERE s.therapist_id = of_therapist AND m.user_id = person() AND m.ended_at IS NULL
    AND s."from" <= now() AND (s.until IS NULL OR s.until > now()));
--> statement-breakpoint
CREATE FUNCTION cares_for(of_client uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM care_relationships r WHERE r.client_id = of_client AND is_therapist(r.therapist_id));
--> statement-breakpoint

ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A private thread is its participant's and the therapist's, never a partner's.
CREATE POLICY messages_of_those_who_write_them ON messages USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'house' THEN true
    WHEN 'mover' THEN true
    WHEN 'client' THEN is_in_client(client_id) AND EXISTS (
      SELECT 1 FROM threads t LEFT JOIN participants p ON p.id = t.participant_id
      WHERE t.id = thread_id AND t.client_id = messages.client_id
        AND (t.participant_id IS NULL OR p.user_id = person()))
    WHEN 'member' THEN is_clinical_lead(practice_id) OR EXISTS (
      SELECT 1 FROM threads t WHERE t.id = thread_id AND t.client_id = messages.client_id AND is_therapist(t.therapist_id))
    ELSE false
  END);
--> statement-breakpoint

ALTER TABLE message_drafts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE message_drafts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY message_drafts_are_their_writers ON message_drafts USING (
  is_in_drawer(practice_id, client_id) AND (hand() = 'mover' OR (hand() IN ('client', 'member') AND user_id = person())));
--> statement-breakpoint

ALTER TABLE form_answers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE form_answers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- One who fills it in reads it, not their partner; a therapist reads those of their own relationship.
CREATE POLICY form_answers_of_who_fills_them ON form_answers USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'house' THEN true
    WHEN 'mover' THEN true
    WHEN 'client' THEN EXISTS (
      SELECT 1 FROM forms_asked a JOIN participants p ON p.id = a.participant_id
      WHERE a.id = asked_id AND a.client_id = form_answers.client_id AND p.user_id = person())
    WHEN 'member' THEN is_clinical_lead(practice_id) OR EXISTS (
      SELECT 1 FROM forms_asked a JOIN care_relationships r ON r.id = a.relationship_id
      WHERE a.id = asked_id AND a.client_id = form_answers.client_id AND is_therapist(r.therapist_id))
    ELSE false
  END);
--> statement-breakpoint

ALTER TABLE form_reviews ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE form_reviews FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A covering colleague who sees to it writes what they did, so whoever writes may always read their own.
CREATE POLICY form_reviews_of_carers ON form_reviews USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'mover' THEN true
    WHEN 'member' THEN is_clinical_lead(practice_id) OR cares_for(client_id) OR written_by = person()
    ELSE false
  END);
--> statement-breakpoint

ALTER TABLE note_words ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE note_words FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A draft is its author's. A psychotherapy note and a group's process note stay their author's for ever: no lead, no
-- supervisor, no house, no broken glass.
CREATE POLICY note_words_of_carers ON note_words USING (
  practice_id = nullif(current_setting('selvage.practice', true), '')::uuid
  AND (client_id IS NULL OR is_in_drawer(practice_id, client_id))
  AND CASE hand()
    WHEN 'mover' THEN client_id IS NOT NULL
    WHEN 'member' THEN author_id = person() OR (
      is_signed AND kind NOT IN ('psychotherapy', 'process')
      AND (is_therapist(therapist_id) OR supervises(therapist_id) OR is_clinical_lead(practice_id)))
    ELSE false
  END);
--> statement-breakpoint

ALTER TABLE note_amendments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE note_amendments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY note_amendments_of_carers ON note_amendments USING (
  practice_id = nullif(current_setting('selvage.practice', true), '')::uuid
  AND (client_id IS NULL OR is_in_drawer(practice_id, client_id))
  AND CASE hand()
    WHEN 'mover' THEN client_id IS NOT NULL
    WHEN 'member' THEN author_id = person() OR (
      note_kind NOT IN ('psychotherapy', 'process')
      AND (is_therapist(therapist_id) OR supervises(therapist_id) OR is_clinical_lead(practice_id)))
    ELSE false
  END);
--> statement-breakpoint

ALTER TABLE goals ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE goals FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY goals_of_carers ON goals USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'mover' THEN true
    WHEN 'member' THEN is_therapist(therapist_id) OR supervises(therapist_id) OR is_clinical_lead(practice_id)
    ELSE false
  END);
--> statement-breakpoint

-- What was signed stays as it was signed; only a merge may seal it anew under another key, and only an erasure empty it.
CREATE FUNCTION signed_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF hand() = 'mover' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'what was signed stays' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER note_words_stay_once_signed BEFORE UPDATE OR DELETE ON note_words
  FOR EACH ROW WHEN (OLD.is_signed) EXECUTE FUNCTION signed_words_stay();
--> statement-breakpoint
CREATE TRIGGER note_amendments_stay BEFORE UPDATE OR DELETE ON note_amendments
  FOR EACH ROW EXECUTE FUNCTION signed_words_stay();
--> statement-breakpoint
CREATE TRIGGER form_reviews_stay BEFORE UPDATE OR DELETE ON form_reviews
  FOR EACH ROW EXECUTE FUNCTION signed_words_stay();
--> statement-breakpoint
-- Answers stay as they were signed, and nothing is slipped in beside them.
CREATE FUNCTION signed_answers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF hand() <> 'mover' AND EXISTS (SELECT 1 FROM forms_asked a
    WHERE a.id = coalesce(NEW.asked_id, OLD.asked_id) AND a.status = 'signed') THEN
    RAISE EXCEPTION 'what was signed stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
--> statement-breakpoint
CREATE TRIGGER form_answers_stay_once_signed BEFORE INSERT OR UPDATE OR DELETE ON form_answers
  FOR EACH ROW EXECUTE FUNCTION signed_answers_stay();
--> statement-breakpoint
-- A version of a form that was published is what people answered.
CREATE FUNCTION published_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published version stays' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER form_versions_stay_once_published BEFORE UPDATE OR DELETE ON form_versions
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION published_versions_stay();
--> statement-breakpoint

-- A message that was written, taken back or read is told to the open pages of its thread (see 0003): the thread's id alone.
CREATE FUNCTION tell_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('news', NEW.thread_id::text);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER messages_tell_their_thread AFTER INSERT OR UPDATE ON messages
  FOR EACH ROW EXECUTE FUNCTION tell_thread();
--> statement-breakpoint
CREATE TRIGGER thread_reads_tell_their_thread AFTER INSERT OR UPDATE OF read_number ON thread_reads
  FOR EACH ROW EXECUTE FUNCTION tell_thread();
