/** PLACEHOLDER: not written yet. */
export default function Confirmation() {
  return null;
}
