/** PLACEHOLDER: not written yet. */
export default function Return() {
  return null;
}
