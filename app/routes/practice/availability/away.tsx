/** PLACEHOLDER: not written yet. */
export default function Away() {
  return null;
}
