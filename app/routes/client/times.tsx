/** PLACEHOLDER: not written yet. */
export default function Times() {
  return null;
}
