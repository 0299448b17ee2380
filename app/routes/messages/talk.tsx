import type { FieldErrors } from "#app/http.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { HelpLine } from "#app/ui/help-line.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { type FileShown, FilesField, FilesOf } from "./files.tsx";
import { Linked } from "./linked.tsx";
import type { LineShown, ThreadShown } from "./thread-of.ts";

type TalkProps = {
  page: ThreadShown;
  /** The thread's own address; what is done in it lies beneath. */
  self: string;
  /** To whom the box writes. */
  whom: string;
  /** When there is an answer, as it is said to whoever writes here; null where the reader is the one who answers. */
  answer: string | null;
  helpHref: string;
  typed: Record<string, string>;
  /** Files that came with a form that was not sent. */
  brought: readonly FileShown[];
  errors: FieldErrors;
};

/** A conversation: what was written, in order, and the box to write in. */
export function Talk({ page, self, whom, answer, helpHref, typed, brought, errors }: TalkProps) {
  const { lines, earlier, isEarlier, mark, silence, isLookingIn, last, locale } = page;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <div className="talk-page">
      <p className="cluster">
        {earlier && <a href={`${self}?before=${earlier}`}>Earlier messages</a>}
        {isEarlier && <a href={`${self}#latest`}>Back to the latest</a>}
      </p>
      {lines.length === 0 && <p className="talk-empty">Nothing has been written here yet.</p>}
      <ol className="talk" aria-label="Messages" data-talk={isEarlier ? undefined : self} data-last={last}>
        {lines.map((line, at) => (
          <Line key={line.id} {...{ line, self, locale }} isFirstOfDay={lines[at - 1]?.day !== line.day} />
        ))}
      </ol>
      <p className="hint talk-mark" data-mark>
        {mark}
      </p>
      <p className="sr-only" role="status" data-said />
      <div id="latest" />
      {isEarlier ? null : silence || isLookingIn ? (
        <Notice>
          <p>
            {silence ??
              "You read here as the clinical lead. Only the therapist writes, and your reading is recorded."}
          </p>
        </Notice>
      ) : (
        <form
          className="stack talk-box"
          method="post"
          action={self}
          encType="multipart/form-data"
          noValidate
          data-draft={`${self}/draft`}
          data-uploads={`${self}/uploads`}
        >
          <ErrorSummary problems={problems} />
          <HiddenFields values={{ onceKey: typed.onceKey ?? page.onceKey }} />
          <TextArea
            name="text"
            label={`Write to ${whom}`}
            hint={answer ?? undefined}
            rows={4}
            maxLength={5_000}
            value={typed.text ?? page.draft?.text ?? ""}
            error={errors.text}
          />
          <p className="hint" role="status" data-kept>
            {page.draft && `Not sent yet. Kept at ${page.draft.saved}.`}
          </p>
          <FilesField files={brought} locale={page.locale} error={errors.files} />
          <div className="cluster">
            <Button busy="Sending…">Send</Button>
            <Button kind="quiet" formAction={`${self}/draft`} formEncType="application/x-www-form-urlencoded">
              Save for later
            </Button>
          </div>
        </form>
      )}
      <div className="talk-help">
        <HelpLine help={{ ...page.help, otherHref: helpHref }} />
      </div>
      <script type="module" src="/messages.js" />
      <script type="module" src="/upload.js" />
    </div>
  );
}

type LineProps = { line: LineShown; self: string; locale: string; isFirstOfDay: boolean };

function Line({ line, self, locale, isFirstOfDay }: LineProps) {
  const { id, number, isOwn, isHouse, who, text, files, at, time, day, dayInWords, mayTakeBack } = line;
  return (
    <li id={`m${number}`} data-number={number} data-day={day} data-own={isOwn || undefined}>
      {isFirstOfDay && <h2 className="talk-day">{dayInWords}</h2>}
      <article aria-label={`${who}, ${time}`}>
        <p className="talk-who">
          <strong>{who}</strong>
          {isHouse && <span className="hint">written ahead</span>}
          <time className="time" dateTime={at}>
            {time}
          </time>
        </p>
        {text === null ? (
          <p className="hint">Taken back</p>
        ) : (
          text !== "" && (
            <p className="talk-words" dir="auto">
              <Linked text={text} />
            </p>
          )
        )}
        <FilesOf files={files} locale={locale} />
        {mayTakeBack && (
          <form method="post" action={`${self}/taking-back`}>
            <HiddenFields values={{ message: id }} />
            <Button kind="quiet" small>
              Take back<span className="sr-only"> your message of {time}</span>
            </Button>
          </form>
        )}
      </article>
    </li>
  );
}
