-- A question about an appointment names an entry of its own practice, as every row names only its practice's rows: the key
-- says both.
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_of_practice" UNIQUE("practice_id","id");--> statement-breakpoint
ALTER TABLE "calendar_proposals" DROP CONSTRAINT "calendar_proposals_entry_id_calendar_entries_id_fk";--> statement-breakpoint
ALTER TABLE "calendar_proposals" ADD CONSTRAINT "calendar_proposals_of_entry" FOREIGN KEY ("practice_id","entry_id") REFERENCES "public"."calendar_entries"("practice_id","id") ON DELETE no action ON UPDATE no action;
