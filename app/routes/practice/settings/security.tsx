/** PLACEHOLDER: not written yet. */
export default function Security() {
  return null;
}
