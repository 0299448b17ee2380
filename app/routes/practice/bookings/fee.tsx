/** PLACEHOLDER: not written yet. */
export default function Fee() {
  return null;
}
