/** PLACEHOLDER: not written yet. */
export default function Week() {
  return null;
}
