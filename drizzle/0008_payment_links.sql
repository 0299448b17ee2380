CREATE TABLE "debt_links" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"ring" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "debt_links_one_per_sequence" UNIQUE("booking_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "paper_settings" ADD COLUMN "are_mailed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "debt_links" ADD CONSTRAINT "debt_links_of_booking" FOREIGN KEY ("practice_id","booking_id") REFERENCES "public"."bookings"("practice_id","id") ON DELETE no action ON UPDATE no action;