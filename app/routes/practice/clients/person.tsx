/** PLACEHOLDER: not written yet. */
export default function Person() {
  return null;
}
