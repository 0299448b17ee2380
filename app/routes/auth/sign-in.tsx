/** PLACEHOLDER: not written yet. */
export default function SignIn() {
  return null;
}
