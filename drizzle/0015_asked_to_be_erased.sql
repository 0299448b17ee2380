-- A client may ask to be erased, and the practice answers: the request waits on Today until it has. What is said about an
-- erasure (why it came early, whom the last letter goes to) is sealed with the practice's key, since the client's is gone.
CREATE TABLE "erasure_words" (
	"erasure_id" uuid NOT NULL,
	"practice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "erasure_words_erasure_id_kind_pk" PRIMARY KEY("erasure_id","kind"),
	CONSTRAINT "erasure_words_kind_is_known" CHECK ("erasure_words"."kind" in ('reason', 'farewell'))
);
--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"kept_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "erasure_words" ADD CONSTRAINT "erasure_words_erasure_id_erasures_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "public"."erasures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_words" ADD CONSTRAINT "erasure_words_practice_id_practices_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_of_client" FOREIGN KEY ("practice_id","client_id") REFERENCES "public"."clients"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_one_stands" ON "erasure_requests" USING btree ("client_id") WHERE "erasure_requests"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "erasure_requests_by_practice" ON "erasure_requests" USING btree ("practice_id","asked_at");