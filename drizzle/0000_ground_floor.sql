CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"name" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "busy_times" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "busy_times_end_after_they_start" CHECK ("busy_times"."ends_at" > "busy_times"."starts_at"),
	CONSTRAINT "busy_times_source_is_known" CHECK ("busy_times"."source" in ('manual', 'google', 'ical'))
);
--> statement-breakpoint
CREATE TABLE "hour_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"date" date NOT NULL,
	"zone" text NOT NULL,
	"ranges" jsonb NOT NULL,
	CONSTRAINT "hour_overrides_once_a_date" UNIQUE("therapist_id","date")
);
--> statement-breakpoint
CREATE TABLE "time_away" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "time_away_ends_after_it_starts" CHECK ("time_away"."ends_at" > "time_away"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "weekly_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"start_minute" smallint NOT NULL,
	"length" smallint NOT NULL,
	"zone" text NOT NULL,
	"from_date" date,
	"until_date" date,
	CONSTRAINT "weekly_hours_make_sense" CHECK ("weekly_hours"."weekday" between 1 and 7 and "weekly_hours"."start_minute" between 0 and 1439 and "weekly_hours"."length" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"session_type_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"buffer_before" integer NOT NULL,
	"buffer_after" integer NOT NULL,
	"blocked" "tstzrange" NOT NULL,
	"ahead" "tstzrange" NOT NULL,
	"occupies" boolean NOT NULL,
	"capacity" integer DEFAULT 1 NOT NULL,
	"place" text NOT NULL,
	"local_start" text NOT NULL,
	"zone" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appointments_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "appointments_end_after_they_start" CHECK ("appointments"."ends_at" > "appointments"."starts_at"),
	CONSTRAINT "appointments_have_room" CHECK ("appointments"."capacity" >= 1),
	CONSTRAINT "appointments_place_is_known" CHECK ("appointments"."place" in ('online', 'in_person', 'phone'))
);
--> statement-breakpoint
CREATE TABLE "booking_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "booking_words_one_of_a_kind" UNIQUE("booking_id","kind"),
	CONSTRAINT "booking_words_kind_is_known" CHECK ("booking_words"."kind" in ('note', 'cancel_reason'))
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"status" text NOT NULL,
	"held_for" text,
	"holds_until" timestamp (3) with time zone,
	"sequence" integer DEFAULT 0 NOT NULL,
	"guest_name" text NOT NULL,
	"guest_email" text NOT NULL,
	"guest_phone" text,
	"guest_zone" text NOT NULL,
	"region" text,
	"is_second_open_call" boolean DEFAULT false NOT NULL,
	"source" text,
	"source_address" text,
	"price" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"terms_window" integer NOT NULL,
	"late_fee_percent" integer NOT NULL,
	"refund_percent" integer NOT NULL,
	"moved_late" boolean DEFAULT false NOT NULL,
	"is_late" boolean DEFAULT false NOT NULL,
	"cancelled_by" text,
	"booked_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bookings_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "bookings_status_is_known" CHECK ("bookings"."status" in ('requested', 'held', 'confirmed', 'attended', 'no_show', 'cancelled', 'expired')),
	CONSTRAINT "bookings_holds_end" CHECK (("bookings"."status" not in ('requested', 'held')) or "bookings"."holds_until" is not null),
	CONSTRAINT "bookings_held_for_something" CHECK (("bookings"."status" <> 'held') or "bookings"."held_for" in ('payment', 'card', 'offer', 'approval')),
	CONSTRAINT "bookings_cancelled_by_somebody" CHECK (("bookings"."status" <> 'cancelled') or "bookings"."cancelled_by" in ('client', 'practice', 'system')),
	CONSTRAINT "bookings_price_is_no_debt" CHECK ("bookings"."price" >= 0)
);
--> statement-breakpoint
CREATE TABLE "manage_links" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"ring" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "manage_links_one_per_sequence" UNIQUE("booking_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "care_relationships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"discovery_completed_at" timestamp (3) with time zone,
	"discovery_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "care_relationships_one_per_pair" UNIQUE("client_id","therapist_id"),
	CONSTRAINT "care_relationships_stage_is_known" CHECK ("care_relationships"."stage" in ('discovery', 'intake', 'ongoing', 'ended')),
	CONSTRAINT "care_relationships_discovery_by_is_known" CHECK ("care_relationships"."discovery_by" in ('call', 'import', 'therapist')),
	CONSTRAINT "care_relationships_doors_open_after_discovery" CHECK ("care_relationships"."stage" not in ('intake', 'ongoing') or "care_relationships"."discovery_completed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "client_keys" (
	"client_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"ring" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clients_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "clients_kind_is_known" CHECK ("clients"."kind" in ('individual', 'couple', 'family'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"language" text NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"user_id" uuid,
	"role" text NOT NULL,
	"is_alone" boolean DEFAULT false NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "participants_email_is_lower_case" CHECK ("participants"."email" = lower("participants"."email")),
	CONSTRAINT "participants_role_is_known" CHECK ("participants"."role" in ('self', 'partner', 'child', 'guardian', 'payer', 'emergency_contact')),
	CONSTRAINT "participants_alone_is_self" CHECK (not "participants"."is_alone" or "participants"."role" = 'self')
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"zone" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_have_one_address" UNIQUE("email"),
	CONSTRAINT "users_email_is_lower_case" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"key" text NOT NULL,
	"letter" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"carrier" text,
	"carrier_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"why" text,
	"first_tried_at" timestamp (3) with time zone,
	"perhaps_since" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_one_per_key" UNIQUE("key"),
	CONSTRAINT "deliveries_status_is_known" CHECK ("deliveries"."status" in ('waiting', 'handing_over', 'sent', 'failed', 'unknown', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_said_once" UNIQUE("user_id","kind","subject_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"intake" boolean DEFAULT false NOT NULL,
	"clinical_lead" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "members_once_in_a_practice" UNIQUE("practice_id","user_id"),
	CONSTRAINT "members_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "members_roles_are_known" CHECK ("members"."roles" <@ array['owner','manager','therapist','supervisor','scheduler','biller'] and cardinality("members"."roles") > 0)
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"body" text NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_versions_are_written_once" UNIQUE("practice_id","kind","version"),
	CONSTRAINT "policy_versions_kind_is_known" CHECK ("policy_versions"."kind" in ('privacy', 'terms', 'accessibility'))
);
--> statement-breakpoint
CREATE TABLE "practices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"country" char(2) NOT NULL,
	"zone" text NOT NULL,
	"locale" text NOT NULL,
	"currency" char(3) NOT NULL,
	"is_home" boolean DEFAULT false NOT NULL,
	"is_licensed" boolean DEFAULT false NOT NULL,
	"headline" text NOT NULL,
	"lead" text NOT NULL,
	"strapline" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"email" text NOT NULL,
	"phone" text,
	"address" text,
	"reply_time" text NOT NULL,
	"hue" text DEFAULT 'teal' NOT NULL,
	"stripe_from_env" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practices_have_one_slug" UNIQUE("slug"),
	CONSTRAINT "practices_country_is_iso" CHECK ("practices"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "practices_currency_is_iso" CHECK ("practices"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "asked_before" (
	"call" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"practice_id" uuid,
	"answer" jsonb,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "asked_before_call_key_hash_pk" PRIMARY KEY("call","key_hash")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"session_type_id" uuid NOT NULL,
	CONSTRAINT "offers_therapist_id_session_type_id_pk" PRIMARY KEY("therapist_id","session_type_id")
);
--> statement-breakpoint
CREATE TABLE "session_types" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"place" text NOT NULL,
	"minutes" integer NOT NULL,
	"price" integer NOT NULL,
	"buffer_before" integer DEFAULT 0 NOT NULL,
	"buffer_after" integer DEFAULT 0 NOT NULL,
	"step" integer NOT NULL,
	"notice" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"terms_window" integer NOT NULL,
	"late_fee_percent" integer DEFAULT 0 NOT NULL,
	"refund_percent" integer DEFAULT 100 NOT NULL,
	"age_from" integer DEFAULT 18 NOT NULL,
	"charge_when" text DEFAULT 'at_booking' NOT NULL,
	"capacity" integer DEFAULT 1 NOT NULL,
	"is_open_to_all" boolean DEFAULT false NOT NULL,
	"is_published" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_types_slug_in_practice" UNIQUE("practice_id","slug"),
	CONSTRAINT "session_types_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "session_types_kind_is_known" CHECK ("session_types"."kind" in ('discovery', 'individual', 'couple', 'group', 'event')),
	CONSTRAINT "session_types_place_is_known" CHECK ("session_types"."place" in ('online', 'in_person', 'phone')),
	CONSTRAINT "session_types_charge_when_is_known" CHECK ("session_types"."charge_when" in ('at_booking', 'after_session', 'monthly')),
	CONSTRAINT "session_types_times_make_sense" CHECK ("session_types"."minutes" between 5 and 1440 and "session_types"."step" between 5 and 1440
      and "session_types"."buffer_before" between 0 and 480 and "session_types"."buffer_after" between 0 and 480
      and "session_types"."notice" >= 0 and "session_types"."horizon_days" between 1 and 730 and "session_types"."terms_window" >= 0),
	CONSTRAINT "session_types_money_makes_sense" CHECK ("session_types"."price" >= 0 and "session_types"."late_fee_percent" between 0 and 100 and "session_types"."refund_percent" between 0 and 100),
	CONSTRAINT "session_types_one_to_one_has_one_place" CHECK ("session_types"."capacity" >= 1 and ("session_types"."kind" in ('group', 'event') or "session_types"."capacity" = 1)),
	CONSTRAINT "session_types_only_events_are_open" CHECK (not "session_types"."is_open_to_all" or "session_types"."kind" = 'event')
);
--> statement-breakpoint
CREATE TABLE "licences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"region" text NOT NULL,
	"number" text NOT NULL,
	"expires_on" date
);
--> statement-breakpoint
CREATE TABLE "therapists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"first_name" text NOT NULL,
	"title" text NOT NULL,
	"headline" text NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"specialties" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"zone" text NOT NULL,
	"room_url" text,
	"per_day_cap" integer,
	"is_published" boolean DEFAULT false NOT NULL,
	"is_accepting" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "therapists_have_one_slug" UNIQUE("slug"),
	CONSTRAINT "therapists_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "therapists_slug_is_not_reserved" CHECK ("therapists"."slug" not in ('pay', 'return', 'done', 'manage')),
	CONSTRAINT "therapists_per_day_cap_is_positive" CHECK ("therapists"."per_day_cap" > 0)
);
--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_overrides" ADD CONSTRAINT "hour_overrides_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_away" ADD CONSTRAINT "time_away_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_hours" ADD CONSTRAINT "weekly_hours_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_of_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_words" ADD CONSTRAINT "booking_words_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_words" ADD CONSTRAINT "booking_words_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_of_appointment" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manage_links" ADD CONSTRAINT "manage_links_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_relationships" ADD CONSTRAINT "care_relationships_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_relationships" ADD CONSTRAINT "care_relationships_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_keys" ADD CONSTRAINT "client_keys_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_by_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_of_session_type" FOREIGN KEY ("practice_id","session_type_id") REFERENCES "public"."session_types"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_types" ADD CONSTRAINT "session_types_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "therapists" ADD CONSTRAINT "therapists_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "therapists" ADD CONSTRAINT "therapists_are_members" FOREIGN KEY ("practice_id","member_id") REFERENCES "public"."members"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("practice_id","subject_id","at");--> statement-breakpoint
CREATE INDEX "busy_times_by_therapist" ON "busy_times" USING btree ("therapist_id","ends_at");--> statement-breakpoint
CREATE INDEX "time_away_by_therapist" ON "time_away" USING btree ("therapist_id","ends_at");--> statement-breakpoint
CREATE INDEX "weekly_hours_by_therapist" ON "weekly_hours" USING btree ("therapist_id");--> statement-breakpoint
CREATE INDEX "appointments_by_therapist" ON "appointments" USING btree ("therapist_id","ends_at") WHERE "appointments"."occupies";--> statement-breakpoint
CREATE INDEX "bookings_by_appointment" ON "bookings" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "bookings_by_client" ON "bookings" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "bookings_held" ON "bookings" USING btree ("therapist_id","holds_until") WHERE "bookings"."status" in ('held', 'requested');--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_one_place_per_client" ON "bookings" USING btree ("appointment_id","client_id") WHERE "bookings"."status" in ('requested', 'held', 'confirmed', 'attended', 'no_show');--> statement-breakpoint
CREATE INDEX "care_relationships_by_therapist" ON "care_relationships" USING btree ("therapist_id","stage");--> statement-breakpoint
CREATE INDEX "consents_by_client" ON "consents" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "participants_by_client" ON "participants" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "participants_by_user" ON "participants" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "participants_one_individual_per_address" ON "participants" USING btree ("practice_id","email") WHERE "participants"."is_alone";--> statement-breakpoint
CREATE INDEX "deliveries_by_subject" ON "deliveries" USING btree ("practice_id","subject_id");--> statement-breakpoint
CREATE INDEX "deliveries_carrier_id" ON "deliveries" USING btree ("carrier_id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "practices_one_is_home" ON "practices" USING btree ("is_home") WHERE "practices"."is_home";--> statement-breakpoint
CREATE INDEX "offers_by_session_type" ON "offers" USING btree ("session_type_id");--> statement-breakpoint
CREATE INDEX "licences_by_therapist" ON "licences" USING btree ("therapist_id");