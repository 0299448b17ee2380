/** PLACEHOLDER: not written yet. */
export default function Today() {
  return null;
}
