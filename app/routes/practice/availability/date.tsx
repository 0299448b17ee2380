/** PLACEHOLDER: not written yet. */
export default function OneDate() {
  return null;
}
