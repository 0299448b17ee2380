-- What is said about an erasure belongs to the same practice as the erasure: the key names both, as everywhere.
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_of_practice" UNIQUE("practice_id","id");--> statement-breakpoint
ALTER TABLE "erasure_words" DROP CONSTRAINT "erasure_words_erasure_id_erasures_id_fk";
--> statement-breakpoint
ALTER TABLE "erasure_words" DROP CONSTRAINT "erasure_words_practice_id_practices_id_fk";
--> statement-breakpoint
ALTER TABLE "erasure_words" ADD CONSTRAINT "erasure_words_of_erasure" FOREIGN KEY ("practice_id","erasure_id") REFERENCES "public"."erasures"("practice_id","id") ON DELETE no action ON UPDATE no action;
