/** PLACEHOLDER: not written yet. */
export default function Sessions() {
  return null;
}
