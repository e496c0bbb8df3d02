import { PageHead } from "../shell";
import { useWords } from "../words";
import { words } from "./words";

export default function Administration() {
  const w = useWords(words);
  return <PageHead title={w.title} />;
}
