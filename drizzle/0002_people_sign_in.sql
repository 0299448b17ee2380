-- People sign in, and say how they may be reached; care keeps why it took its turn. Only additions and loosenings, so
-- that the release before this one runs on it: its rows need no second factor, no tags and no safe contact.

CREATE TABLE "care_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "care_words_kind_is_known" CHECK ("care_words"."kind" in ('referral', 'past_gate'))
);
--> statement-breakpoint
CREATE TABLE "email_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"new_email" text NOT NULL,
	"ring" text NOT NULL,
	"old_hash" "bytea" NOT NULL,
	"new_hash" "bytea" NOT NULL,
	"old_confirmed_at" timestamp (3) with time zone,
	"new_confirmed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "email_changes_by_old_link" UNIQUE("old_hash"),
	CONSTRAINT "email_changes_by_new_link" UNIQUE("new_hash"),
	CONSTRAINT "email_changes_are_lower_case" CHECK ("email_changes"."new_email" = lower("email_changes"."new_email"))
);
--> statement-breakpoint
CREATE TABLE "network_staff" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkey_challenges" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"challenge" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] DEFAULT '{}' NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "passkeys_are_registered_once" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"practice_id" uuid,
	"member_id" uuid,
	"is_own_device" boolean DEFAULT false NOT NULL,
	"device" text NOT NULL,
	"signed_in_at" timestamp (3) with time zone NOT NULL,
	"proven_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "sessions_have_one_token" UNIQUE("hash"),
	CONSTRAINT "sessions_member_is_in_a_practice" CHECK ("sessions"."member_id" is null or "sessions"."practice_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"ring" text NOT NULL,
	"email" text NOT NULL,
	"asker_hash" "bytea" NOT NULL,
	"back" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_links_open_once" UNIQUE("hash"),
	CONSTRAINT "sign_in_links_tries_are_few" CHECK ("sign_in_links"."tries" between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "totp_secrets" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"ring" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "booking_words" DROP CONSTRAINT "booking_words_one_of_a_kind";
--> statement-breakpoint
ALTER TABLE "booking_words" DROP CONSTRAINT "booking_words_kind_is_known";
--> statement-breakpoint
ALTER TABLE "bookings" ALTER COLUMN "guest_email" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "busy_times" ADD COLUMN "label" text;
--> statement-breakpoint
ALTER TABLE "booking_words" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "fee_decision" text;
--> statement-breakpoint
ALTER TABLE "care_relationships" ADD COLUMN "not_yet_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "care_relationships" ADD COLUMN "ended_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "is_under_age" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "may_email" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "may_call" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "may_leave_message" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "is_discreet" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "calendar_words" text;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "closed_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "call_opens_all" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "therapists" ADD COLUMN "marks_by_itself" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "care_words" ADD CONSTRAINT "care_words_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "care_relationships" ADD CONSTRAINT "care_relationships_of_practice" UNIQUE("practice_id","id");
--> statement-breakpoint
ALTER TABLE "care_words" ADD CONSTRAINT "care_words_of_relationship" FOREIGN KEY ("practice_id","relationship_id") REFERENCES "public"."care_relationships"("practice_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "network_staff" ADD CONSTRAINT "network_staff_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "care_words_by_relationship" ON "care_words" USING btree ("relationship_id","written_at");
--> statement-breakpoint
CREATE INDEX "email_changes_by_user" ON "email_changes" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "passkeys_by_user" ON "passkeys" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id","ends_at");
--> statement-breakpoint
CREATE INDEX "sessions_by_end" ON "sessions" USING btree ("ends_at");
--> statement-breakpoint
CREATE INDEX "sign_in_links_by_asker" ON "sign_in_links" USING btree ("asker_hash");
--> statement-breakpoint
CREATE INDEX "sign_in_links_by_age" ON "sign_in_links" USING btree ("created_at");
--> statement-breakpoint
ALTER TABLE "booking_words" ADD CONSTRAINT "booking_words_one_of_a_kind" UNIQUE("booking_id","kind","sequence");
--> statement-breakpoint
ALTER TABLE "booking_words" ADD CONSTRAINT "booking_words_kind_is_known" CHECK ("booking_words"."kind" in ('note', 'cancel_reason', 'message'));
--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_fee_decision_is_known" CHECK ("bookings"."fee_decision" in ('kept', 'waived'));
