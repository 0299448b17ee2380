/** PLACEHOLDER: not written yet. */
export default function Block() {
  return null;
}
