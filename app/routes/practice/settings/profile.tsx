/** PLACEHOLDER: not written yet. */
export default function Profile() {
  return null;
}
