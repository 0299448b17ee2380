/** Who will be written to, before the button that writes. */
export function LetterLine({ names }: { names: readonly string[] }) {
  if (names.length === 0)
    return (
      <p className="hint">Nobody here has an address for letters, so none is sent. Tell them yourself.</p>
    );
  return <p className="hint">A letter goes to {names.join(" and ")}.</p>;
}
