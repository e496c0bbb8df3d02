import { useWords } from "../../words/language";
import { useTitle } from "../title";
import { LanguageSwitch, Stamp } from "../top";
import { words } from "../words";
import { SignInForm } from "./form";

/** The door of the console. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const w = useWords(words);
  useTitle(w.signIn);
  return (
    <main className="door">
      <div className="door-card">
        <header>
          <Stamp />
          <h1>{w.product}</h1>
          <LanguageSwitch />
        </header>
        <SignInForm onSignedIn={onSignedIn} />
      </div>
    </main>
  );
}
