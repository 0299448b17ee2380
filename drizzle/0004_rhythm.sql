CREATE TABLE "import_rows" (
	"practice_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"outcome" text NOT NULL,
	"problems" text[] DEFAULT '{}' NOT NULL,
	"client_id" uuid,
	"care_relationship_id" uuid,
	"user_id" uuid,
	CONSTRAINT "import_rows_import_id_line_pk" PRIMARY KEY("import_id","line"),
	CONSTRAINT "import_rows_outcome_is_known" CHECK ("import_rows"."outcome" in ('new', 'matched', 'malformed'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"reach" text DEFAULT 'own' NOT NULL,
	"file_name" text NOT NULL,
	"status" text DEFAULT 'read' NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"stage" text,
	"reason" text,
	"welcomes" boolean DEFAULT false NOT NULL,
	"row_count" integer DEFAULT 0 NOT NULL,
	"new_count" integer DEFAULT 0 NOT NULL,
	"matched_count" integer DEFAULT 0 NOT NULL,
	"malformed_count" integer DEFAULT 0 NOT NULL,
	"stayed_count" integer DEFAULT 0 NOT NULL,
	"key_ring" text,
	"key_wrapped" "bytea",
	"sealed" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "imports_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "imports_status_is_known" CHECK ("imports"."status" in ('read', 'ready', 'running', 'done', 'undoing', 'undone', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "whereabouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"user_id" uuid,
	"country" char(2) NOT NULL,
	"region" text,
	"is_licensed" boolean,
	"said_at" timestamp (3) with time zone NOT NULL,
	"let_in_at" timestamp (3) with time zone,
	"let_in_by" uuid,
	CONSTRAINT "whereabouts_country_is_iso" CHECK ("whereabouts"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "whereabouts_let_in_by_somebody" CHECK (("whereabouts"."let_in_at" is null) = ("whereabouts"."let_in_by" is null))
);
--> statement-breakpoint
CREATE TABLE "letter_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"letter" text NOT NULL,
	"words" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unsubscribe_links" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"ring" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unsubscribe_links_one_each" UNIQUE("practice_id","user_id","topic")
);
--> statement-breakpoint
CREATE TABLE "mail_events" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"carrier_id" text NOT NULL,
	"is_permanent" boolean DEFAULT false NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"worked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"practice_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"by_email" boolean NOT NULL,
	"in_place" boolean NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_preferences_practice_id_user_id_topic_pk" PRIMARY KEY("practice_id","user_id","topic")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"lead" integer NOT NULL,
	"practice_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminders_booking_id_starts_at_lead_pk" PRIMARY KEY("booking_id","starts_at","lead"),
	CONSTRAINT "reminders_have_one_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"practice_id" uuid NOT NULL,
	"address" text NOT NULL,
	"why" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	CONSTRAINT "suppressions_practice_id_address_pk" PRIMARY KEY("practice_id","address"),
	CONSTRAINT "suppressions_why_is_known" CHECK ("suppressions"."why" in ('bounced', 'complained'))
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"session_type_id" uuid NOT NULL,
	"every_weeks" integer NOT NULL,
	"starts_on" date NOT NULL,
	"local_time" text NOT NULL,
	"zone" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"follows" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "series_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "series_comes_again" CHECK ("series"."every_weeks" between 1 and 12),
	CONSTRAINT "series_time_is_a_clock_time" CHECK ("series"."local_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')
);
--> statement-breakpoint
CREATE TABLE "setup_codes" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"printed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"is_only" boolean DEFAULT true NOT NULL,
	"browser_hash" "bytea" NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"photo" "bytea",
	"photo_type" text,
	"version" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "setups_there_is_one" UNIQUE("is_only"),
	CONSTRAINT "setups_there_is_only_one" CHECK ("setups"."is_only"),
	CONSTRAINT "setups_photo_has_a_type" CHECK (("setups"."photo" is null) = ("setups"."photo_type" is null))
);
--> statement-breakpoint
CREATE TABLE "sick_day_bookings" (
	"practice_id" uuid NOT NULL,
	"sick_day_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"status" text NOT NULL,
	"sequence" integer NOT NULL,
	"called_off" boolean DEFAULT false NOT NULL,
	"suggestions" timestamp (3) with time zone[] DEFAULT '{}' NOT NULL,
	"taken_booking_id" uuid,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "sick_day_bookings_sick_day_id_booking_id_pk" PRIMARY KEY("sick_day_id","booking_id")
);
--> statement-breakpoint
CREATE TABLE "sick_days" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"time_away_id" uuid,
	"pressed_by" uuid NOT NULL,
	"pressed_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"carried_out_at" timestamp (3) with time zone,
	"key_ring" text,
	"key_wrapped" "bytea",
	"sealed" "bytea",
	CONSTRAINT "sick_days_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "sick_days_end_after_they_start" CHECK ("sick_days"."ends_at" > "sick_days"."starts_at"),
	CONSTRAINT "sick_days_end_one_way" CHECK ("sick_days"."undone_at" is null or "sick_days"."carried_out_at" is null)
);
--> statement-breakpoint
CREATE TABLE "therapist_photos" (
	"therapist_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"mark" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "freed_times" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"freed_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "freed_times_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "freed_times_outcome_is_known" CHECK ("freed_times"."outcome" in ('filled', 'nobody', 'gone'))
);
--> statement-breakpoint
CREATE TABLE "time_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"wait_id" uuid NOT NULL,
	"freed_time_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"sequence" integer DEFAULT 0 NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "time_offers_once_to_a_person" UNIQUE("freed_time_id","wait_id"),
	CONSTRAINT "time_offers_status_is_known" CHECK ("time_offers"."status" in ('open', 'taken', 'passed', 'lapsed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "waits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"session_type_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"client_id" uuid,
	"booking_id" uuid,
	"guest_name" text NOT NULL,
	"guest_email" text NOT NULL,
	"guest_phone" text,
	"guest_zone" text NOT NULL,
	"region" text,
	"windows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"sequence" integer DEFAULT 0 NOT NULL,
	"link_hash" "bytea" NOT NULL,
	"link_ring" text NOT NULL,
	CONSTRAINT "waits_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "waits_by_link" UNIQUE("link_hash"),
	CONSTRAINT "waits_kind_is_known" CHECK ("waits"."kind" in ('earlier', 'full')),
	CONSTRAINT "waits_status_is_known" CHECK ("waits"."status" in ('waiting', 'served', 'left', 'lapsed')),
	CONSTRAINT "waits_earlier_has_a_booking" CHECK (("waits"."kind" = 'earlier') = ("waits"."booking_id" is not null)),
	CONSTRAINT "waits_email_is_lower_case" CHECK ("waits"."guest_email" = lower("waits"."guest_email"))
);
--> statement-breakpoint
ALTER TABLE "booking_words" DROP CONSTRAINT "booking_words_kind_is_known";--> statement-breakpoint
ALTER TABLE "booking_words" DROP CONSTRAINT "booking_words_one_of_a_kind";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_status_is_known";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_said_once";--> statement-breakpoint
ALTER TABLE "booking_words" ADD COLUMN "writer_id" uuid;--> statement-breakpoint
ALTER TABLE "booking_words" ADD CONSTRAINT "booking_words_one_of_a_kind" UNIQUE NULLS NOT DISTINCT("booking_id","kind","sequence","writer_id");--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "series_date" date;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "is_invented" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "reminders" integer[];--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "side" text DEFAULT 'practice' NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_said_once" UNIQUE("user_id","side","kind","subject_id","sequence");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_side_is_known" CHECK ("notifications"."side" in ('client', 'practice'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "fate" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "fate_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "session_types" ADD COLUMN "needs_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "session_types" ADD COLUMN "reminders" integer[] DEFAULT '{1440,60}' NOT NULL;--> statement-breakpoint
ALTER TABLE "therapists" ADD COLUMN "per_week_cap" integer;--> statement-breakpoint
ALTER TABLE "therapists" ADD COLUMN "per_client_week_cap" integer;--> statement-breakpoint
ALTER TABLE "therapists" ADD COLUMN "caseload" integer;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_of_import" FOREIGN KEY ("practice_id","import_id") REFERENCES "public"."imports"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_for_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whereabouts" ADD CONSTRAINT "whereabouts_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whereabouts" ADD CONSTRAINT "whereabouts_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_words" ADD CONSTRAINT "letter_words_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsubscribe_links" ADD CONSTRAINT "unsubscribe_links_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsubscribe_links" ADD CONSTRAINT "unsubscribe_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_with_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_goes_on" FOREIGN KEY ("practice_id","follows") REFERENCES "public"."series"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_of_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sick_day_bookings" ADD CONSTRAINT "sick_day_bookings_of_sick_day" FOREIGN KEY ("practice_id","sick_day_id") REFERENCES "public"."sick_days"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sick_day_bookings" ADD CONSTRAINT "sick_day_bookings_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sick_days" ADD CONSTRAINT "sick_days_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "therapist_photos" ADD CONSTRAINT "therapist_photos_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freed_times" ADD CONSTRAINT "freed_times_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_offers" ADD CONSTRAINT "time_offers_to_wait" FOREIGN KEY ("practice_id","wait_id") REFERENCES "public"."waits"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_offers" ADD CONSTRAINT "time_offers_of_freed_time" FOREIGN KEY ("practice_id","freed_time_id") REFERENCES "public"."freed_times"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_offers" ADD CONSTRAINT "time_offers_are_holds" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_for_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_for_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_to_move_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_by_client" ON "import_rows" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "imports_by_practice" ON "imports" USING btree ("practice_id","created_at");--> statement-breakpoint
CREATE INDEX "booking_words_by_client" ON "booking_words" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "care_words_by_client" ON "care_words" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "whereabouts_by_client" ON "whereabouts" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "whereabouts_by_booking" ON "whereabouts" USING btree ("booking_id","said_at");--> statement-breakpoint
CREATE INDEX "letter_words_by_letter" ON "letter_words" USING btree ("therapist_id","letter","written_at");--> statement-breakpoint
CREATE INDEX "appointments_by_start" ON "appointments" USING btree ("starts_at") WHERE "appointments"."occupies";--> statement-breakpoint
CREATE INDEX "deliveries_newest" ON "deliveries" USING btree ("practice_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_by_recipient" ON "deliveries" USING btree ("practice_id","recipient");--> statement-breakpoint
CREATE INDEX "mail_events_to_work" ON "mail_events" USING btree ("received_at") WHERE "mail_events"."worked_at" is null;--> statement-breakpoint
CREATE INDEX "series_by_therapist" ON "series" USING btree ("therapist_id");--> statement-breakpoint
CREATE INDEX "series_by_client" ON "series" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "sick_day_bookings_by_booking" ON "sick_day_bookings" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "sick_days_by_therapist" ON "sick_days" USING btree ("therapist_id","pressed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "freed_times_open_once" ON "freed_times" USING btree ("therapist_id","starts_at") WHERE "freed_times"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "freed_times_by_therapist" ON "freed_times" USING btree ("therapist_id","freed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "time_offers_one_person_at_a_time" ON "time_offers" USING btree ("freed_time_id") WHERE "time_offers"."status" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "time_offers_one_at_a_time_each" ON "time_offers" USING btree ("wait_id") WHERE "time_offers"."status" = 'open';--> statement-breakpoint
CREATE INDEX "time_offers_by_end" ON "time_offers" USING btree ("ends_at") WHERE "time_offers"."status" = 'open';--> statement-breakpoint
CREATE INDEX "waits_in_line" ON "waits" USING btree ("therapist_id","joined_at") WHERE "waits"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "waits_by_client" ON "waits" USING btree ("client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "waits_once_for_a_therapist" ON "waits" USING btree ("therapist_id","kind","guest_email") WHERE "waits"."status" = 'waiting' and "waits"."kind" = 'full';--> statement-breakpoint
CREATE UNIQUE INDEX "waits_once_for_a_booking" ON "waits" USING btree ("booking_id") WHERE "waits"."status" = 'waiting';--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_of_series" FOREIGN KEY ("practice_id","series_id") REFERENCES "public"."series"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_once_a_date_of_a_series" UNIQUE("series_id","series_date");--> statement-breakpoint
ALTER TABLE "booking_words" ADD CONSTRAINT "booking_words_kind_is_known" CHECK ("booking_words"."kind" in ('note', 'cancel_reason', 'message', 'before'));--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_of_a_series_have_its_date" CHECK (("bookings"."series_id" is null) = ("bookings"."series_date" is null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_fate_is_known" CHECK ("deliveries"."fate" in ('delivered', 'delayed', 'bounced', 'complained'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_status_is_known" CHECK ("deliveries"."status" in ('waiting', 'handing_over', 'sent', 'failed', 'unknown', 'superseded', 'withheld'));--> statement-breakpoint
ALTER TABLE "session_types" ADD CONSTRAINT "session_types_reminders_are_known" CHECK ("session_types"."reminders" <@ array[10080, 2880, 1440, 240, 120, 60, 30]);--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_reminders_are_known" CHECK ("participants"."reminders" <@ array[10080, 2880, 1440, 240, 120, 60, 30]);--> statement-breakpoint
ALTER TABLE "therapists" ADD CONSTRAINT "therapists_per_week_cap_is_positive" CHECK ("therapists"."per_week_cap" > 0);--> statement-breakpoint
ALTER TABLE "therapists" ADD CONSTRAINT "therapists_per_client_week_cap_is_positive" CHECK ("therapists"."per_client_week_cap" > 0);--> statement-breakpoint
ALTER TABLE "therapists" ADD CONSTRAINT "therapists_caseload_is_no_debt" CHECK ("therapists"."caseload" >= 0);--> statement-breakpoint
-- Series, waiting lists, sick days and who joins from where change a diary's pages as well: open ones hear of it at
-- commit (see 0003).
DROP TRIGGER events_tell_news ON events;
--> statement-breakpoint
CREATE TRIGGER events_tell_news AFTER INSERT ON events
  FOR EACH ROW
  WHEN (NEW.name LIKE 'booking.%' OR NEW.name LIKE 'series.%' OR NEW.name LIKE 'wait.%' OR NEW.name LIKE 'sick_day.%'
    OR NEW.name LIKE 'joining.%'
    OR NEW.name IN ('busy_time.blocked', 'busy_time.freed', 'time_away.planned', 'time_away.called_off', 'hours.set',
      'care_relationship.moved_on', 'event.announced'))
  EXECUTE FUNCTION tell_news();
