/** Written text already turned into HTML and sanitized by whoever read it from the database; never a visitor's own. */
export function Prose({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the promise above is this component's whole contract.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
