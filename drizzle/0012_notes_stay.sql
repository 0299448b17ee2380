-- From when on a session without a note is a loose end; and what was signed stays as it was signed in what is known about
-- a note too, not only in its words: afterwards it may be co-signed, entered in error and released, each once.
ALTER TABLE "therapists" ADD COLUMN "notes_since" timestamp (3) with time zone DEFAULT now();
--> statement-breakpoint
CREATE FUNCTION signed_notes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF hand() = 'mover' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF TG_OP = 'DELETE'
    OR (to_jsonb(NEW) - '{co_signed_at,co_signed_by,entered_in_error_at,released_at}'::text[])
      IS DISTINCT FROM (to_jsonb(OLD) - '{co_signed_at,co_signed_by,entered_in_error_at,released_at}'::text[])
    OR (OLD.co_signed_at IS NOT NULL AND (NEW.co_signed_at, NEW.co_signed_by) IS DISTINCT FROM (OLD.co_signed_at, OLD.co_signed_by))
    OR (OLD.entered_in_error_at IS NOT NULL AND NEW.entered_in_error_at IS DISTINCT FROM OLD.entered_in_error_at)
    OR (OLD.released_at IS NOT NULL AND NEW.released_at IS NULL) THEN
    RAISE EXCEPTION 'what was signed stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER notes_stay_once_signed BEFORE UPDATE OR DELETE ON notes
  FOR EACH ROW WHEN (OLD.status = 'signed') EXECUTE FUNCTION signed_notes_stay();
--> statement-breakpoint
-- Which goals a note names is part of what was signed.
CREATE FUNCTION goals_of_signed_notes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF hand() <> 'mover' AND EXISTS (SELECT 1 FROM notes n
    WHERE n.id = coalesce(NEW.note_id, OLD.note_id) AND n.status = 'signed') THEN
    RAISE EXCEPTION 'what was signed stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
--> statement-breakpoint
CREATE TRIGGER note_goals_stay_once_signed BEFORE INSERT OR UPDATE OR DELETE ON note_goals
  FOR EACH ROW EXECUTE FUNCTION goals_of_signed_notes_stay();
--> statement-breakpoint
-- A second press, or a second tab, finds the draft of the first: one of a kind about one session, one group, or one client.
CREATE UNIQUE INDEX notes_one_draft_of_a_kind ON notes (author_id, coalesce(booking_id, appointment_id, client_id), kind)
  WHERE status = 'draft';
