/** PLACEHOLDER: not written yet. */
export default function SetUp() {
  return null;
}
