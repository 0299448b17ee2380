/** PLACEHOLDER: not written yet. */
export default function Account() {
  return null;
}
