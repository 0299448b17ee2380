/** PLACEHOLDER: not written yet. */
export default function Link() {
  return null;
}
