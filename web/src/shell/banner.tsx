import { useWords } from "../words/language";
import { words } from "./words";

/** Says that nothing here is real. */
export function Banner() {
  const w = useWords(words);
  return <p className="demo">{w.demo}</p>;
}
