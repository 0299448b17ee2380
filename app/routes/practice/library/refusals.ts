import type { AddRefusal } from "#app/domain/content/add-item.ts";
import type { LookRefusal } from "#app/domain/files/look.ts";
import type { Taking } from "#app/routes/files/in-pieces.ts";

/** Why a file was not taken, in words. */
export const fileWords: Record<LookRefusal | "elsewhere", string> = {
  unknown:
    "That is no file I can take. A recording (MP3, M4A, WAV, OGG, FLAC) or a PDF, please; what it is called doesn’t decide it.",
  heavy: "That is too large: at most 300 MB for a recording, 25 MB for a PDF.",
  broken: "That file isn’t whole. Save it once more, and choose it again.",
  empty: "That file is empty.",
  harmful: "That file looks harmful, so it was not kept.",
  elsewhere: "It stopped somewhere else. Choose the file again.",
};

/** What a library takes piece by piece. */
export const taking: Taking = { room: "content", kinds: ["audio", "pdf"], words: fileWords };

/** Why something was not put into the library, and which field it is about. */
export const addWords: Record<AddRefusal, { field: "file" | "url"; message: string }> = {
  no_file: { field: "file", message: "Choose a file first." },
  wrong_file: {
    field: "file",
    message: "That file doesn’t go with what it is meant to be. A recording is sound, a worksheet a PDF.",
  },
  no_link: { field: "url", message: "A link begins with https:// and names a place anybody can open." },
  no_sound: { field: "file", message: "There is no sound in it that could be played." },
};
