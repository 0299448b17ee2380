-- Therapists' own calendars: a sealed grant (calendar_connections), what is read (calendars), what we put there
-- (calendar_entries), and what the therapist is asked about it (calendar_proposals). Busy times remember which calendar they
-- were pulled from and what they are called there, so that a pull changes only what changed. Busy times set by hand have
-- neither, and nothing that stands is touched.
CREATE SEQUENCE "public"."calendar_turns" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1 CYCLE;--> statement-breakpoint
CREATE TABLE "calendar_asks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"wants_list" boolean NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"state" text NOT NULL,
	"trouble" text,
	"scopes" text[] NOT NULL,
	"key_ring" text NOT NULL,
	"key_wrapped" "bytea" NOT NULL,
	"sealed_refresh" "bytea",
	"sealed_access" "bytea",
	"access_until" timestamp (3) with time zone,
	"titles" text DEFAULT 'busy' NOT NULL,
	"agreement_at" timestamp (3) with time zone,
	"makes_meet" boolean NOT NULL,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"breaks" integer DEFAULT 0 NOT NULL,
	"broken_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_connections_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "calendar_connections_by_generation" UNIQUE("therapist_id","generation"),
	CONSTRAINT "calendar_connections_state_is_known" CHECK ("calendar_connections"."state" in ('connected', 'needs_reconnect', 'leaving', 'disconnected')),
	CONSTRAINT "calendar_connections_trouble_is_known" CHECK ("calendar_connections"."trouble" in ('dead', 'forbidden', 'no_calendar')),
	CONSTRAINT "calendar_connections_titles_are_known" CHECK ("calendar_connections"."titles" in ('busy', 'appointment', 'initials', 'name')),
	CONSTRAINT "calendar_connections_name_nobody_unagreed" CHECK ("calendar_connections"."titles" in ('busy', 'appointment') or "calendar_connections"."agreement_at" is not null),
	CONSTRAINT "calendar_connections_stand_on_a_grant" CHECK ("calendar_connections"."state" not in ('connected', 'leaving') or "calendar_connections"."sealed_refresh" is not null)
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"ring" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feeds_hash_once" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"connection_id" uuid,
	"external_id" text,
	"name" text NOT NULL,
	"key_ring" text,
	"key_wrapped" "bytea",
	"sealed_url" "bytea",
	"blocks" boolean NOT NULL,
	"is_written" boolean DEFAULT false NOT NULL,
	"sync_token" text,
	"listed_until" timestamp (3) with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	"synced_at" timestamp (3) with time zone,
	"next_pull_at" timestamp (3) with time zone,
	"pull_asked_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"channel_id" uuid,
	"channel_ring" text,
	"channel_resource" text,
	"channel_until" timestamp (3) with time zone,
	"channel_not_before" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "calendars_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "calendars_kind_is_known" CHECK ("calendars"."kind" in ('google', 'ical')),
	CONSTRAINT "calendars_are_somewhere" CHECK (("calendars"."kind" = 'google' and "calendars"."connection_id" is not null and "calendars"."external_id" is not null)
        or ("calendars"."kind" = 'ical' and "calendars"."sealed_url" is not null and "calendars"."key_ring" is not null and "calendars"."key_wrapped" is not null))
);
--> statement-breakpoint
CREATE TABLE "calendar_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"face" text,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"etag" text,
	"changed_there" timestamp (3) with time zone,
	"meet_url" text,
	"is_meet_pending" boolean DEFAULT false NOT NULL,
	"pushed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_entries_once" UNIQUE("connection_id","appointment_id"),
	CONSTRAINT "calendar_entries_have_ids_of_their_own" UNIQUE("event_id"),
	CONSTRAINT "calendar_entries_status_is_known" CHECK ("calendar_entries"."status" in ('wanted', 'present', 'gone'))
);
--> statement-breakpoint
CREATE TABLE "calendar_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"stood_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "calendar_proposals_kind_is_known" CHECK ("calendar_proposals"."kind" in ('moved', 'resized', 'deleted')),
	CONSTRAINT "calendar_proposals_have_a_time" CHECK (("calendar_proposals"."kind" = 'deleted') = ("calendar_proposals"."starts_at" is null)),
	CONSTRAINT "calendar_proposals_end_somehow" CHECK (("calendar_proposals"."closed_at" is null) = ("calendar_proposals"."outcome" is null)),
	CONSTRAINT "calendar_proposals_outcome_is_known" CHECK ("calendar_proposals"."outcome" in ('moved', 'put_back', 'moot', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "busy_times" ADD COLUMN "calendar_id" uuid;--> statement-breakpoint
ALTER TABLE "busy_times" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "calendar_asks" ADD CONSTRAINT "calendar_asks_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_asks" ADD CONSTRAINT "calendar_asks_of_member" FOREIGN KEY ("practice_id","member_id") REFERENCES "public"."members"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD CONSTRAINT "calendar_connections_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_of_connection" FOREIGN KEY ("practice_id","connection_id") REFERENCES "public"."calendar_connections"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_of_connection" FOREIGN KEY ("practice_id","connection_id") REFERENCES "public"."calendar_connections"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_of_appointment" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_in_calendar" FOREIGN KEY ("practice_id","calendar_id") REFERENCES "public"."calendars"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_proposals" ADD CONSTRAINT "calendar_proposals_entry_id_calendar_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."calendar_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_proposals" ADD CONSTRAINT "calendar_proposals_of_appointment" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointments"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_connections_one_at_a_time" ON "calendar_connections" USING btree ("therapist_id") WHERE "calendar_connections"."state" <> 'disconnected';--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_at_a_time" ON "calendar_feeds" USING btree ("therapist_id") WHERE "calendar_feeds"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_once_in_a_connection" ON "calendars" USING btree ("connection_id","external_id") WHERE "calendars"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_one_is_written" ON "calendars" USING btree ("connection_id") WHERE "calendars"."is_written" and "calendars"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "calendars_due" ON "calendars" USING btree ("next_pull_at") WHERE "calendars"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "calendars_by_channel" ON "calendars" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "calendars_by_therapist" ON "calendars" USING btree ("therapist_id") WHERE "calendars"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "calendar_entries_by_appointment" ON "calendar_entries" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "calendar_entries_by_therapist" ON "calendar_entries" USING btree ("therapist_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_proposals_one_open" ON "calendar_proposals" USING btree ("appointment_id") WHERE "calendar_proposals"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "calendar_proposals_by_therapist" ON "calendar_proposals" USING btree ("therapist_id") WHERE "calendar_proposals"."closed_at" is null;--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_of_calendar" FOREIGN KEY ("practice_id","calendar_id") REFERENCES "public"."calendars"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_once_in_a_calendar" UNIQUE("calendar_id","external_id");--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_pulled_are_from_somewhere" CHECK (("busy_times"."calendar_id" is null) = ("busy_times"."external_id" is null) and ("busy_times"."source" <> 'manual' or "busy_times"."calendar_id" is null));