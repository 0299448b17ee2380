/** PLACEHOLDER: not written yet. */
export default function Invitation() {
  return null;
}
