/** PLACEHOLDER: not written yet. */
export default function SafeContact() {
  return null;
}
