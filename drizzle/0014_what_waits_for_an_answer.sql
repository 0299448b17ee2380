-- What waits for an answer, so that Today and the inbox need no drawer: how far the practice has answered, how many messages
-- came since and since when. Counts and moments, never a word.
ALTER TABLE "threads" ADD COLUMN "answered_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "waiting_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "waiting_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_wait_since_something_waits" CHECK (("threads"."waiting_count" = 0) = ("threads"."waiting_since" is null));