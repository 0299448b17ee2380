/** PLACEHOLDER: not written yet. */
export default function Home() {
  return null;
}
