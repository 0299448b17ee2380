import { Children, Fragment, isValidElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Letterhead, Reader } from "./booking.ts";
import { dark, light } from "./colours.ts";
import { oneLine, webAddress } from "./one-line.ts";
import { openingOf, signatureOf } from "./own-words.ts";

const sans = '"Hanken Grotesk", "Helvetica Neue", Helvetica, Arial, sans-serif';
const serif = '"Brygada 1918", Georgia, "Times New Roman", serif';

/** Dark colours need a sheet, for an inline style cannot ask about the reader's device; light ones stand inline. */
const night = `
@media (prefers-color-scheme: dark) {
  .paper { background-color: ${dark.paper} !important; }
  .ink { color: ${dark.ink} !important; }
  .ink2 { color: ${dark.ink2} !important; }
  .ink3 { color: ${dark.ink3} !important; }
  .link { color: ${dark.link} !important; }
  .hairline { border-color: ${dark.line} !important; }
  .thread { border-color: ${dark.thread} !important; }
  .press { background-color: ${dark.primary} !important; }
  .press a { color: ${dark.onPrimary} !important; }
}`;

type FrameProps = {
  letter: Letterhead;
  reader: Reader;
  title: string;
  preheader: string;
  children: ReactNode;
};

/** A whole letter as HTML: tables for old mail clients, a gold rule at the left, no picture, nothing fetched. */
export function page({ letter, reader, title, preheader, children }: FrameProps): string {
  const markup = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{title}</title>
        <style>{night}</style>
      </head>
      <body className="paper" style={{ margin: 0, padding: 0, backgroundColor: light.paper }}>
        <div style={{ display: "none", maxHeight: 0, overflow: "hidden" }}>{preheader}</div>
        <table
          role="presentation"
          className="paper"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          style={{ backgroundColor: light.paper }}
        >
          <tbody>
            <tr>
              <td align="center" style={{ padding: "32px 16px" }}>
                <table
                  role="presentation"
                  width={576}
                  cellPadding={0}
                  cellSpacing={0}
                  style={{ width: "100%", maxWidth: "36rem" }}
                >
                  <tbody>
                    <tr>
                      <td
                        className="thread"
                        align="left"
                        style={{ borderLeft: `2px solid ${light.thread}`, padding: "2px 0 4px 24px" }}
                      >
                        <WithOwnWords letter={letter} reader={reader}>
                          {children}
                        </WithOwnWords>
                        <Colophon letter={letter} reader={reader} />
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>,
  );
  return `<!doctype html>\n${markup}\n`;
}

/**
 * The therapist's own words in their places, whatever the letter: every letter's first paragraph greets and its last is
 * the name, as in `plain`.
 */
function WithOwnWords({ letter, reader, children }: Pick<FrameProps, "letter" | "reader" | "children">) {
  const opening = openingOf(letter, reader);
  const signature = signatureOf(letter, reader);
  const [hello, ...rest] = Children.toArray(unwrapped(children));
  return (
    <>
      {hello}
      {opening && (
        <Paragraph>
          <bdi>{opening}</bdi>
        </Paragraph>
      )}
      {rest}
      {signature && <Signature>{signature}</Signature>}
    </>
  );
}

function unwrapped(children: ReactNode): ReactNode {
  return isValidElement<{ children: ReactNode }>(children) && children.type === Fragment
    ? children.props.children
    : children;
}

function Signature({ children }: { children: ReactNode }) {
  return (
    <p className="ink2" style={{ margin: "-10px 0 18px", font: `400 15px/1.55 ${sans}`, color: light.ink2 }}>
      <bdi>{children}</bdi>
    </p>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p className="ink" style={{ margin: "0 0 18px", font: `400 17px/1.6 ${sans}`, color: light.ink }}>
      {children}
    </p>
  );
}

export function Heading({ children }: { children: ReactNode }) {
  return (
    <h2 className="ink" style={{ margin: "30px 0 8px", font: `500 20px/1.3 ${serif}`, color: light.ink }}>
      {children}
    </h2>
  );
}

/** A time to keep, in the face the site keeps for times. */
export function Time({ children, beside }: { children: ReactNode; beside?: ReactNode }) {
  return (
    <div style={{ margin: "0 0 22px" }}>
      <p className="ink" style={{ margin: 0, font: `500 27px/1.25 ${serif}`, color: light.ink }}>
        {children}
      </p>
      {beside && (
        <p className="ink3" style={{ margin: "6px 0 0", font: `400 15px/1.5 ${sans}`, color: light.ink3 }}>
          {beside}
        </p>
      )}
    </div>
  );
}

/** The one thing to press. */
export function Press({ to, children }: { to: string; children: ReactNode }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: "4px 0 22px" }}>
      <tbody>
        <tr>
          <td className="press" style={{ backgroundColor: light.primary, borderRadius: 6 }}>
            <a
              href={to}
              style={{
                display: "inline-block",
                padding: "12px 20px",
                font: `600 17px/1.2 ${sans}`,
                color: light.onPrimary,
                textDecoration: "none",
              }}
            >
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

export function Link({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a
      className="link"
      href={to}
      style={{ color: light.link, textDecoration: "underline", wordBreak: "break-word" }}
    >
      {children}
    </a>
  );
}

function Colophon({ letter, reader }: { letter: Letterhead; reader: Reader }) {
  const { practice, help, unsubscribeUrl } = letter;
  const small = { margin: "0 0 8px", font: `400 14px/1.55 ${sans}`, color: light.ink3 };
  const home = webAddress(practice.url) ?? "";
  return (
    <div className="hairline" style={{ marginTop: 32, paddingTop: 16, borderTop: `1px solid ${light.line}` }}>
      {reader === "client" && (
        <p className="ink2" style={{ ...small, color: light.ink2 }}>
          {help.words} <Link to={webAddress(help.url) ?? home}>More lines, and other countries</Link>
        </p>
      )}
      <p className="ink3" style={{ ...small, marginBottom: 0 }}>
        <bdi>{oneLine(practice.name)}</bdi>
        {practice.address && <> · {oneLine(practice.address, 200)}</>} ·{" "}
        <Link to={home}>{new URL(practice.url).host}</Link>
      </p>
      {unsubscribeUrl && (
        <p className="ink3" style={{ ...small, margin: "8px 0 0" }}>
          <Link to={unsubscribeUrl}>No more letters like this one</Link>
        </p>
      )}
    </div>
  );
}
