/** PLACEHOLDER: not written yet. */
export default function Stage() {
  return null;
}
