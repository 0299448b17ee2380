-- What happens between sessions: conversations, files, things to listen to, forms, and the clinical record. Words lie apart
-- from what is known about them, so that a list needs no drawer. Consents may now point at a form, so their policy is optional.
CREATE TABLE "content_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"transcript" text DEFAULT '' NOT NULL,
	"duration" integer,
	"file_id" uuid,
	"url" text,
	"is_for_everybody" boolean DEFAULT false NOT NULL,
	"available_from" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"put_away_at" timestamp (3) with time zone,
	CONSTRAINT "content_items_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "content_items_kind_is_known" CHECK ("content_items"."kind" in ('audio', 'worksheet', 'meditation', 'link')),
	CONSTRAINT "content_items_hold_something" CHECK (("content_items"."kind" = 'link') = ("content_items"."url" is not null))
);
--> statement-breakpoint
CREATE TABLE "content_seen" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "content_seen_once" UNIQUE("item_id","client_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "content_shares" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"booking_id" uuid,
	"from" timestamp (3) with time zone NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "content_shares_once" UNIQUE("item_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "file_arrivals" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"offset" bigint DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid,
	"room" text NOT NULL,
	"owner_id" uuid,
	"sealed_name" "bytea" NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"stored_as" text NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"brought_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"arrived_at" timestamp (3) with time zone,
	CONSTRAINT "files_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "files_lie_apart" UNIQUE("stored_as"),
	CONSTRAINT "files_room_is_known" CHECK ("files"."room" in ('messaging', 'content', 'forms')),
	CONSTRAINT "files_size_is_positive" CHECK ("files"."size" >= 0)
);
--> statement-breakpoint
CREATE TABLE "practice_keys" (
	"practice_id" uuid PRIMARY KEY NOT NULL,
	"ring" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"asked_id" uuid NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"told" integer DEFAULT 0 NOT NULL,
	"tell_next_at" timestamp (3) with time zone,
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" uuid,
	CONSTRAINT "form_alerts_once" UNIQUE("asked_id"),
	CONSTRAINT "form_alerts_of_practice" UNIQUE("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "form_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"asked_id" uuid NOT NULL,
	"page" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "form_answers_one_per_page" UNIQUE("asked_id","page")
);
--> statement-breakpoint
CREATE TABLE "form_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"form_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"language" text NOT NULL,
	"body" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "form_versions_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "form_versions_are_numbered" UNIQUE("form_id","version")
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"template" text,
	"asked_at" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"put_away_at" timestamp (3) with time zone,
	CONSTRAINT "forms_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "forms_kind_is_known" CHECK ("forms"."kind" in ('questions', 'consent', 'measure')),
	CONSTRAINT "forms_asked_at_a_stage" CHECK ("forms"."asked_at" in ('discovery', 'intake', 'ongoing', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "forms_asked" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"for_participant_id" uuid,
	"version_id" uuid NOT NULL,
	"status" text NOT NULL,
	"omits_risk" boolean DEFAULT false NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"booking_id" uuid,
	"saved_at" timestamp (3) with time zone,
	"signed_at" timestamp (3) with time zone,
	"signed_by" uuid,
	"hash" "bytea",
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" uuid,
	CONSTRAINT "forms_asked_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "forms_asked_status_is_known" CHECK ("forms_asked"."status" in ('waiting', 'begun', 'signed', 'withdrawn')),
	CONSTRAINT "forms_asked_are_signed_whole" CHECK (("forms_asked"."status" = 'signed') = ("forms_asked"."signed_at" is not null and "forms_asked"."hash" is not null))
);
--> statement-breakpoint
CREATE TABLE "message_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_drafts_one_each" UNIQUE("thread_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"side" text NOT NULL,
	"author_id" uuid,
	"sealed" "bytea",
	"once_key" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "messages_in_one_order" UNIQUE("thread_id","number"),
	CONSTRAINT "messages_once" UNIQUE("thread_id","once_key"),
	CONSTRAINT "messages_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "messages_side_is_known" CHECK ("messages"."side" in ('client', 'practice', 'house')),
	CONSTRAINT "messages_have_words_until_taken_back" CHECK (("messages"."sealed" is null) = ("messages"."taken_back_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "thread_reads" (
	"thread_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"practice_id" uuid NOT NULL,
	"read_number" integer DEFAULT 0 NOT NULL,
	"read_at" timestamp (3) with time zone,
	"mailed_number" integer DEFAULT 0 NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	CONSTRAINT "thread_reads_once" PRIMARY KEY("thread_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"participant_id" uuid,
	"last_number" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "threads_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "threads_one_each" UNIQUE NULLS NOT DISTINCT("relationship_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "goals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"status" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "goals_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "goals_status_is_known" CHECK ("goals"."status" in ('open', 'reached', 'left'))
);
--> statement-breakpoint
CREATE TABLE "note_amendments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid,
	"therapist_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"note_kind" text NOT NULL,
	"kind" text NOT NULL,
	"author_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "note_amendments_kind_is_known" CHECK ("note_amendments"."kind" in ('amendment', 'entered_in_error', 'co_signature', 'release'))
);
--> statement-breakpoint
CREATE TABLE "note_goals" (
	"note_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"practice_id" uuid NOT NULL,
	CONSTRAINT "note_goals_once" PRIMARY KEY("note_id","goal_id")
);
--> statement-breakpoint
CREATE TABLE "note_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sections" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"put_away_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "note_words" (
	"note_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid,
	"therapist_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"is_signed" boolean DEFAULT false NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid,
	"relationship_id" uuid,
	"therapist_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"template" text NOT NULL,
	"booking_id" uuid,
	"appointment_id" uuid,
	"status" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"about" timestamp (3) with time zone NOT NULL,
	"is_late" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"hash" "bytea",
	"needs_co_sign" boolean DEFAULT false NOT NULL,
	"co_signed_at" timestamp (3) with time zone,
	"co_signed_by" uuid,
	"entered_in_error_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "notes_of_practice" UNIQUE("practice_id","id"),
	CONSTRAINT "notes_kind_is_known" CHECK ("notes"."kind" in ('intake', 'plan', 'progress', 'contact', 'closing', 'psychotherapy', 'process')),
	CONSTRAINT "notes_status_is_known" CHECK ("notes"."status" in ('draft', 'signed')),
	CONSTRAINT "notes_are_signed_whole" CHECK (("notes"."status" = 'signed') = ("notes"."signed_at" is not null and "notes"."hash" is not null)),
	CONSTRAINT "notes_have_a_client_but_for_groups" CHECK (("notes"."kind" = 'process') = ("notes"."client_id" is null))
);
--> statement-breakpoint
CREATE TABLE "supervisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"supervisor_id" uuid NOT NULL,
	"therapist_id" uuid NOT NULL,
	"must_co_sign" boolean DEFAULT false NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "consents" ALTER COLUMN "policy_version_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "form_version_id" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "form_part" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "asked_id" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "for_participant_id" uuid;--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "omits_risk_remotely" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "therapists" ADD COLUMN "covered_by" uuid;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_of_practice" UNIQUE("practice_id","id");--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_seen" ADD CONSTRAINT "content_seen_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_seen" ADD CONSTRAINT "content_seen_of_item" FOREIGN KEY ("practice_id","item_id") REFERENCES "public"."content_items"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_shares" ADD CONSTRAINT "content_shares_of_item" FOREIGN KEY ("practice_id","item_id") REFERENCES "public"."content_items"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_shares" ADD CONSTRAINT "content_shares_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_arrivals" ADD CONSTRAINT "file_arrivals_of_file" FOREIGN KEY ("practice_id","file_id") REFERENCES "public"."files"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_keys" ADD CONSTRAINT "practice_keys_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_alerts" ADD CONSTRAINT "form_alerts_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_alerts" ADD CONSTRAINT "form_alerts_of_asked" FOREIGN KEY ("practice_id","asked_id") REFERENCES "public"."forms_asked"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_answers" ADD CONSTRAINT "form_answers_of_asked" FOREIGN KEY ("practice_id","asked_id") REFERENCES "public"."forms_asked"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_reviews" ADD CONSTRAINT "form_reviews_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_reviews" ADD CONSTRAINT "form_reviews_of_alert" FOREIGN KEY ("practice_id","alert_id") REFERENCES "public"."form_alerts"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_of_form" FOREIGN KEY ("practice_id","form_id") REFERENCES "public"."forms"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_of_relationship" FOREIGN KEY ("practice_id","relationship_id") REFERENCES "public"."care_relationships"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_of_participant" FOREIGN KEY ("practice_id","participant_id") REFERENCES "public"."participants"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_for_participant" FOREIGN KEY ("practice_id","for_participant_id") REFERENCES "public"."participants"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms_asked" ADD CONSTRAINT "forms_asked_of_version" FOREIGN KEY ("practice_id","version_id") REFERENCES "public"."form_versions"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_of_thread" FOREIGN KEY ("practice_id","thread_id") REFERENCES "public"."threads"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_of_thread" FOREIGN KEY ("practice_id","thread_id") REFERENCES "public"."threads"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_reads" ADD CONSTRAINT "thread_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_reads" ADD CONSTRAINT "thread_reads_of_thread" FOREIGN KEY ("practice_id","thread_id") REFERENCES "public"."threads"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_of_relationship" FOREIGN KEY ("practice_id","relationship_id") REFERENCES "public"."care_relationships"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_of_participant" FOREIGN KEY ("practice_id","participant_id") REFERENCES "public"."participants"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_of_relationship" FOREIGN KEY ("practice_id","relationship_id") REFERENCES "public"."care_relationships"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_amendments" ADD CONSTRAINT "note_amendments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_amendments" ADD CONSTRAINT "note_amendments_of_note" FOREIGN KEY ("practice_id","note_id") REFERENCES "public"."notes"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_goals" ADD CONSTRAINT "note_goals_of_note" FOREIGN KEY ("practice_id","note_id") REFERENCES "public"."notes"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_goals" ADD CONSTRAINT "note_goals_of_goal" FOREIGN KEY ("practice_id","goal_id") REFERENCES "public"."goals"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_templates" ADD CONSTRAINT "note_templates_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_words" ADD CONSTRAINT "note_words_of_note" FOREIGN KEY ("practice_id","note_id") REFERENCES "public"."notes"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_co_signed_by_users_id_fk" FOREIGN KEY ("co_signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_of_relationship" FOREIGN KEY ("practice_id","relationship_id") REFERENCES "public"."care_relationships"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_by_member" FOREIGN KEY ("practice_id","supervisor_id") REFERENCES "public"."members"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_of_therapist" FOREIGN KEY ("practice_id","therapist_id") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_items_by_therapist" ON "content_items" USING btree ("therapist_id","created_at");--> statement-breakpoint
CREATE INDEX "content_seen_by_client" ON "content_seen" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "content_shares_by_client" ON "content_shares" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "file_arrivals_by_end" ON "file_arrivals" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "files_by_owner" ON "files" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "files_by_client" ON "files" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "files_without_owner" ON "files" USING btree ("created_at") WHERE "files"."owner_id" is null;--> statement-breakpoint
CREATE INDEX "form_alerts_open" ON "form_alerts" USING btree ("tell_next_at") WHERE "form_alerts"."reviewed_at" is null;--> statement-breakpoint
CREATE INDEX "form_alerts_by_client" ON "form_alerts" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "form_answers_by_client" ON "form_answers" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "form_reviews_by_client" ON "form_reviews" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "forms_asked_by_client" ON "forms_asked" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "forms_asked_by_relationship" ON "forms_asked" USING btree ("relationship_id");--> statement-breakpoint
CREATE INDEX "message_drafts_by_client" ON "message_drafts" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "messages_by_client" ON "messages" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "thread_reads_by_user" ON "thread_reads" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "threads_by_therapist" ON "threads" USING btree ("therapist_id","last_at");--> statement-breakpoint
CREATE INDEX "threads_by_client" ON "threads" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "goals_by_client" ON "goals" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "note_amendments_by_note" ON "note_amendments" USING btree ("note_id","written_at");--> statement-breakpoint
CREATE INDEX "note_amendments_by_client" ON "note_amendments" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "note_goals_by_goal" ON "note_goals" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "note_templates_by_practice" ON "note_templates" USING btree ("practice_id");--> statement-breakpoint
CREATE INDEX "note_words_by_client" ON "note_words" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "notes_by_client" ON "notes" USING btree ("client_id","about");--> statement-breakpoint
CREATE INDEX "notes_by_therapist" ON "notes" USING btree ("therapist_id","status");--> statement-breakpoint
CREATE INDEX "notes_by_booking" ON "notes" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "supervisions_by_supervisor" ON "supervisions" USING btree ("supervisor_id");--> statement-breakpoint
CREATE INDEX "supervisions_by_therapist" ON "supervisions" USING btree ("therapist_id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_for_participant" FOREIGN KEY ("practice_id","for_participant_id") REFERENCES "public"."participants"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "therapists" ADD CONSTRAINT "therapists_are_covered_by" FOREIGN KEY ("practice_id","covered_by") REFERENCES "public"."therapists"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_have_words" CHECK (num_nonnulls("consents"."policy_version_id", "consents"."form_version_id") = 1);