-- The older walls learn whose hand opens a drawer, the owner may break the glass for an hour, and what was written into
-- the log is sealed by a chain (docs/decisions/19). Erasures and rotations of keys get their lists.
CREATE TABLE "seals" (
	"number" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "seals_one_for_each_event" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "unsealed_events" (
	"event_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broken_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"broken_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broken_glass_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "broken_glass_is_whole_again_within_the_hour" CHECK ("broken_glass"."until" <= "broken_glass"."broken_at" + interval '1 hour')
);
--> statement-breakpoint
CREATE TABLE "glass_reasons" (
	"glass_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rotations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ring" text NOT NULL,
	"wrapped" integer DEFAULT 0 NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"erased_id" uuid NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	"erased_by" text NOT NULL,
	"rooms" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "keep_years" integer;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_by_member" FOREIGN KEY ("practice_id","member_id") REFERENCES "public"."members"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glass_reasons" ADD CONSTRAINT "glass_reasons_of_glass" FOREIGN KEY ("practice_id","glass_id") REFERENCES "public"."broken_glass"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broken_glass_by_person" ON "broken_glass" USING btree ("user_id","until");--> statement-breakpoint
CREATE INDEX "broken_glass_by_client" ON "broken_glass" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "glass_reasons_by_client" ON "glass_reasons" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "erasures_by_erased" ON "erasures" USING btree ("erased_id");--> statement-breakpoint
CREATE INDEX "events_by_time" ON "events" USING btree ("practice_id","at","id");--> statement-breakpoint
CREATE INDEX "events_by_actor" ON "events" USING btree ("practice_id","actor","at");--> statement-breakpoint
ALTER TABLE "practices" ADD CONSTRAINT "practices_keep_years_are_some" CHECK ("practices"."keep_years" between 1 and 50);
--> statement-breakpoint

-- What was noted before there were seals is sealed too.
INSERT INTO unsealed_events (event_id) SELECT id FROM events;
--> statement-breakpoint
CREATE FUNCTION lay_down_for_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unsealed_events (event_id) SELECT id FROM written;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_are_laid_down_for_sealing AFTER INSERT ON events
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION lay_down_for_sealing();
--> statement-breakpoint
-- An event leaves the table of unsealed ones by its seal and by nothing else.
CREATE FUNCTION only_sealed_events_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM seals WHERE event_id = OLD.event_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'an event waits for its seal' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER only_sealed_events_leave BEFORE UPDATE OR DELETE ON unsealed_events
  FOR EACH ROW EXECUTE FUNCTION only_sealed_events_leave();
--> statement-breakpoint
CREATE TRIGGER unsealed_events_are_never_emptied BEFORE TRUNCATE ON unsealed_events
  FOR EACH STATEMENT EXECUTE FUNCTION only_sealed_events_leave();
--> statement-breakpoint
CREATE FUNCTION is_appended_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is appended only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER seals_are_appended_only BEFORE UPDATE OR DELETE ON seals
  FOR EACH ROW EXECUTE FUNCTION is_appended_only();
--> statement-breakpoint
CREATE TRIGGER seals_are_never_emptied BEFORE TRUNCATE ON seals
  FOR EACH STATEMENT EXECUTE FUNCTION is_appended_only();
--> statement-breakpoint
CREATE TRIGGER erasures_are_appended_only BEFORE UPDATE OR DELETE ON erasures
  FOR EACH ROW EXECUTE FUNCTION is_appended_only();
--> statement-breakpoint
CREATE TRIGGER erasures_are_never_emptied BEFORE TRUNCATE ON erasures
  FOR EACH STATEMENT EXECUTE FUNCTION is_appended_only();
--> statement-breakpoint

-- Whoever has the private link of a booking is a hand of its own: `holder`, and the person is the booking.
-- What a client wrote with a booking, or was written to them about it, is read by the people who act for the client, by
-- the therapist it is with, and by the clinical lead; lines before a session are each person's own. Whoever books writes.
DROP POLICY booking_words_of_the_named_client ON booking_words;
--> statement-breakpoint
CREATE FUNCTION acts_in_client(of_client uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM participants p
  WHERE p.client_id = of_client AND p.user_id = person() AND p.role IN ('self', 'partner', 'guardian'));
--> statement-breakpoint
CREATE FUNCTION is_therapist_of_booking(of_booking uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM bookings b WHERE b.id = of_booking AND is_therapist(b.therapist_id));
--> statement-breakpoint
CREATE POLICY booking_words_are_read_by_their_people ON booking_words FOR SELECT USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'house' THEN true
    WHEN 'mover' THEN true
    WHEN 'holder' THEN kind = 'before' AND booking_id = person()
    WHEN 'client' THEN CASE kind
      WHEN 'before' THEN writer_id = person() AND is_in_client(client_id)
      ELSE acts_in_client(client_id) END
    WHEN 'member' THEN is_therapist_of_booking(booking_id) OR is_clinical_lead(practice_id)
    ELSE false
  END);
--> statement-breakpoint
CREATE POLICY booking_words_are_written_in_their_drawer ON booking_words FOR INSERT
  WITH CHECK (is_in_drawer(practice_id, client_id) AND hand() <> 'looking');
--> statement-breakpoint
CREATE POLICY booking_words_are_sealed_anew_by_a_merge ON booking_words FOR UPDATE
  USING (is_in_drawer(practice_id, client_id) AND hand() = 'mover');
--> statement-breakpoint
CREATE POLICY booking_words_are_taken_back_by_their_writer ON booking_words FOR DELETE USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'mover' THEN true
    WHEN 'holder' THEN kind = 'before' AND booking_id = person()
    WHEN 'client' THEN kind = 'before' AND writer_id = person()
    ELSE false
  END);
--> statement-breakpoint

-- Why care took its turn is its therapist's and the clinical lead's; jobs write the letter that carries it.
DROP POLICY care_words_of_the_named_client ON care_words;
--> statement-breakpoint
CREATE POLICY care_words_are_read_by_their_therapist ON care_words FOR SELECT USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'house' THEN true
    WHEN 'mover' THEN true
    WHEN 'member' THEN is_clinical_lead(practice_id) OR EXISTS (SELECT 1 FROM care_relationships r
      WHERE r.id = relationship_id AND r.client_id = care_words.client_id AND is_therapist(r.therapist_id))
    ELSE false
  END);
--> statement-breakpoint
CREATE POLICY care_words_are_written_in_their_drawer ON care_words FOR INSERT
  WITH CHECK (is_in_drawer(practice_id, client_id) AND hand() <> 'looking');
--> statement-breakpoint
CREATE POLICY care_words_are_moved_by_a_merge ON care_words FOR UPDATE
  USING (is_in_drawer(practice_id, client_id) AND hand() = 'mover');
--> statement-breakpoint
CREATE POLICY care_words_go_with_a_merge_or_an_erasure ON care_words FOR DELETE
  USING (is_in_drawer(practice_id, client_id) AND hand() = 'mover');
--> statement-breakpoint

-- Broken glass: for an hour an owner reads one client's record, and writes nothing in it. Never what is its author's alone.
CREATE FUNCTION broke_the_glass(of_practice uuid, of_client uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN hand() = 'member' AND is_in_drawer(of_practice, of_client) AND EXISTS (
  SELECT 1 FROM broken_glass g JOIN members m ON m.id = g.member_id
  WHERE g.practice_id = of_practice AND g.client_id = of_client AND g.user_id = person() AND g.until > now()
    AND m.user_id = person() AND m.ended_at IS NULL AND 'owner' = ANY (m.roles));
--> statement-breakpoint
CREATE POLICY booking_words_through_broken_glass ON booking_words FOR SELECT USING (broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY care_words_through_broken_glass ON care_words FOR SELECT USING (broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY messages_through_broken_glass ON messages FOR SELECT USING (broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY form_answers_through_broken_glass ON form_answers FOR SELECT USING (broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY form_reviews_through_broken_glass ON form_reviews FOR SELECT USING (broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY note_words_through_broken_glass ON note_words FOR SELECT USING (
  is_signed AND kind NOT IN ('psychotherapy', 'process') AND broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY note_amendments_through_broken_glass ON note_amendments FOR SELECT USING (
  note_kind NOT IN ('psychotherapy', 'process') AND broke_the_glass(practice_id, client_id));
--> statement-breakpoint
CREATE POLICY goals_through_broken_glass ON goals FOR SELECT USING (broke_the_glass(practice_id, client_id));
--> statement-breakpoint

-- Why the glass was broken is read by whoever broke it, by the client's therapists and by the clinical lead, and stays.
ALTER TABLE glass_reasons ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE glass_reasons FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY glass_reasons_are_read_by_carers ON glass_reasons FOR SELECT USING (
  is_in_drawer(practice_id, client_id) AND CASE hand()
    WHEN 'mover' THEN true
    WHEN 'member' THEN is_clinical_lead(practice_id) OR cares_for(client_id) OR EXISTS (
      SELECT 1 FROM broken_glass g WHERE g.id = glass_id AND g.user_id = person())
    ELSE false
  END);
--> statement-breakpoint
CREATE POLICY glass_reasons_are_given_by_whoever_breaks_it ON glass_reasons FOR INSERT WITH CHECK (
  is_in_drawer(practice_id, client_id) AND (hand() = 'mover' OR (hand() = 'member' AND EXISTS (
    SELECT 1 FROM broken_glass g WHERE g.id = glass_id AND g.user_id = person()))));
--> statement-breakpoint
CREATE POLICY glass_reasons_are_moved_by_a_merge ON glass_reasons FOR UPDATE
  USING (is_in_drawer(practice_id, client_id) AND hand() = 'mover');
--> statement-breakpoint
CREATE POLICY glass_reasons_go_with_an_erasure ON glass_reasons FOR DELETE
  USING (is_in_drawer(practice_id, client_id) AND hand() = 'mover');
