import { href } from "react-router";
import type { FileInWords } from "#app/domain/files/queries.ts";
import { HiddenFields } from "#app/ui/fields.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { formatSize } from "#app/values/size.ts";

export type FileShown = Omit<FileInWords, "ownerId">;

type FilesProps = { files: readonly FileShown[]; locale: string };

/** What came with a message: named and to be opened, never shown in the page itself. */
export function FilesOf({ files, locale }: FilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="talk-files">
      {files.map(({ id, name, contentType, size }) => (
        <li key={id}>
          <a href={href("/files/:id", { id })}>
            <bdi>{name}</bdi>
          </a>{" "}
          <span className="hint">
            {contentType === "application/pdf" ? "PDF" : "Picture"}, {formatSize(size, locale)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Where files are chosen for a message, beneath those that are here already. It stands last in its form. */
export function FilesField({ files, locale, error }: FilesProps & { error: string | undefined }) {
  return (
    <>
      <HiddenFields values={{ brought: "" }} />
      {files.length > 0 && (
        <fieldset className="field">
          <legend>Here already, to go with it</legend>
          {files.map(({ id, name, size }) => (
            <div key={id} className="check">
              <input type="checkbox" id={`with-${id}`} name={`with-${id}`} value="yes" defaultChecked />
              <label htmlFor={`with-${id}`}>
                <bdi>{name}</bdi>, {formatSize(size, locale)}
              </label>
            </div>
          ))}
        </fieldset>
      )}
      <FileField
        name="files"
        label="Files"
        hint="Up to five: pictures up to 10 MB each, PDFs up to 25 MB. Where a picture was taken is removed from it."
        required={false}
        multiple
        accept="image/jpeg,image/png,image/webp,application/pdf"
        error={error}
      />
      <p className="hint" role="status" data-progress="" />
    </>
  );
}
