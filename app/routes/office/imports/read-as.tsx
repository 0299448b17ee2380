import { Notice } from "#app/ui/notice.tsx";
import { delimiterWords, encodingWords } from "./in-words.ts";

type Props = { encoding: string; delimiter: string };

/** How a list was read; said aloud where letters may have come out wrong. */
export function ReadAs({ encoding, delimiter }: Props) {
  const letters = encodingWords[encoding as keyof typeof encodingWords] ?? encoding;
  const parts = delimiterWords[delimiter as keyof typeof delimiterWords] ?? delimiter;
  if (encoding !== "windows-1252")
    return (
      <p className="hint">
        Read as {letters}, parted by {parts}.
      </p>
    );
  return (
    <Notice>
      <p>
        Read as {letters}, parted by {parts}, because it isn’t UTF-8. If letters with accents look wrong, save
        the file as UTF-8 and bring it again.
      </p>
    </Notice>
  );
}
