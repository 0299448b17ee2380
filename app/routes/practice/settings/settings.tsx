/** PLACEHOLDER: not written yet. */
export default function Settings() {
  return null;
}
