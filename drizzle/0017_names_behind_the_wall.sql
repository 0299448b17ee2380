-- What a file is called and the key of its bytes stood in `files`, which anybody in the application could read whole: a
-- check forgotten there would have opened what somebody sent their therapist. They stand apart now, behind the second wall.
CREATE TABLE "file_words" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"client_id" uuid,
	"sealed_name" "bytea" NOT NULL,
	"sealed_key" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "file_words" ADD CONSTRAINT "file_words_of_file" FOREIGN KEY ("practice_id","file_id") REFERENCES "public"."files"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO file_words (file_id, practice_id, client_id, sealed_name, sealed_key)
  SELECT id, practice_id, client_id, sealed_name, sealed_key FROM files;
--> statement-breakpoint
ALTER TABLE "files" DROP COLUMN "sealed_name";--> statement-breakpoint
ALTER TABLE "files" DROP COLUMN "sealed_key";--> statement-breakpoint

-- A file with a client lies in their drawer. One without is the practice's own, for many: who may have it is its room's to
-- say, and Postgres only keeps it inside the practice.
CREATE FUNCTION is_in_reach(of_practice uuid, of_client uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN CASE WHEN of_client IS NULL
  THEN of_practice = nullif(current_setting('selvage.practice', true), '')::uuid
    AND hand() IN ('house', 'mover', 'client', 'looking', 'member')
  ELSE is_in_drawer(of_practice, of_client) END;
--> statement-breakpoint
CREATE FUNCTION brings_file(of_file uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM files f WHERE f.id = of_file AND f.brought_by = person() AND f.owner_id IS NULL);
--> statement-breakpoint
ALTER TABLE file_words ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE file_words FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Whoever reads a message reads what came with it: the messages' own wall decides. Until it is sent it is its bringer's.
CREATE POLICY file_words_are_read_with_their_message ON file_words FOR SELECT USING (
  is_in_reach(practice_id, client_id) AND CASE
    WHEN client_id IS NULL OR hand() IN ('house', 'mover') THEN true
    WHEN hand() IN ('client', 'member') THEN brings_file(file_id) OR EXISTS (
      SELECT 1 FROM files f JOIN messages m ON m.id = f.owner_id
      WHERE f.id = file_id AND m.client_id = file_words.client_id)
    ELSE false
  END);
--> statement-breakpoint
CREATE POLICY file_words_come_with_their_file ON file_words FOR INSERT WITH CHECK (
  is_in_reach(practice_id, client_id) AND EXISTS (
    SELECT 1 FROM files f WHERE f.id = file_id AND f.client_id IS NOT DISTINCT FROM file_words.client_id)
  AND (hand() IN ('house', 'mover') OR (hand() IN ('client', 'member') AND brings_file(file_id))));
--> statement-breakpoint
CREATE POLICY file_words_end_as_their_bytes_deserve ON file_words FOR UPDATE USING (
  is_in_reach(practice_id, client_id)
  AND (hand() IN ('house', 'mover') OR (hand() IN ('client', 'member') AND brings_file(file_id))));
--> statement-breakpoint
CREATE POLICY file_words_go_with_an_erasure ON file_words FOR DELETE
  USING (is_in_reach(practice_id, client_id) AND hand() = 'mover');
