import { ButtonLink } from "./button.tsx";
import { Notice } from "./notice.tsx";

type Props = {
  /** Where it leads afterwards. */
  back: string;
  /** What needs it, as the beginning of a sentence. */
  what?: string;
};

/** Said before a change that needs a fresh sign-in: how one signs in, unless told otherwise. */
export function SignInAgain({ back, what = "How you sign in can be changed" }: Props) {
  return (
    <Notice>
      <div className="stack">
        <p>
          {what} for ten minutes after signing in, so that nobody does it at a screen you left open. Please
          sign in once more; you come back to this page.
        </p>
        <ButtonLink small href={`/sign-in?${new URLSearchParams({ again: "yes", back })}`}>
          Sign in again
        </ButtonLink>
      </div>
    </Notice>
  );
}
