/** PLACEHOLDER: not written yet. */
export default function Undo() {
  return null;
}
