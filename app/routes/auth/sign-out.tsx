/** PLACEHOLDER: not written yet. */
export default function SignOut() {
  return null;
}
