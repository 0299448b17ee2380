/** PLACEHOLDER: not written yet. */
export default function Absence() {
  return null;
}
