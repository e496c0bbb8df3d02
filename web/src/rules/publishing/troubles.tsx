import { Button } from "antd";
import { ToneTag } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Trouble } from "./bodies";
import { words } from "./words";
import "./publishing.css";

interface Props {
  troubles: Trouble[];
  isChecking: boolean;
  /** Brings one to its place; without it there is no button. */
  goTo?: (trouble: Trouble) => void;
  /** A row's or field's name as people know it. */
  place: (trouble: Trouble) => string;
  /** Facts that show the trouble, where the sentence does not say them already. */
  hasExamples?: boolean;
}

/** Everything that is wrong, each with what to do about it and a way to the place. */
export function Troubles({ troubles, isChecking, goTo, place, hasExamples = true }: Props) {
  const w = useWords(words);
  const say = useText();
  return (
    <section id="troubles" tabIndex={-1} aria-live="polite" aria-busy={isChecking}>
      <p className="soft">{summary(w, troubles, isChecking)}</p>
      {troubles.length > 0 && (
        <ol className="troubles">
          {troubles.map((it, at) => (
            <li key={at} className={it.severity === "error" ? "is-error" : undefined}>
              <ToneTag tone={it.severity === "error" ? "bad" : "heed"}>{it.severity === "error" ? w.error : w.warning}</ToneTag>
              <div>
                <p>
                  {place(it) && <b>{place(it)} </b>}
                  <span {...citing(it)}>{say(it.what)}</span>
                </p>
                <p>{say(it.fix)}</p>
                {hasExamples && it.example && (
                  <p>
                    {w.example}
                    <code>{examples(it.example)}</code>
                  </p>
                )}
              </div>
              {goTo && (it.row_id || it.column) && (
                <Button size="small" onClick={() => goTo(it)}>
                  {w.goThere}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A law is cited by its own title, in either language. */
export function citing(trouble: Trouble): { "data-as-written"?: true } {
  return trouble.kind === "over_cap" ? { "data-as-written": true } : {};
}

type Said = (typeof words)["zh"];

function summary(w: Said, troubles: Trouble[], isChecking: boolean): string {
  const errors = troubles.filter((it) => it.severity === "error").length;
  const warnings = troubles.length - errors;
  const told = [errors && said(w.troubles, { n: errors }), warnings && said(w.warnings, { n: warnings })].filter(Boolean);
  if (isChecking && told.length === 0) return w.checking;
  return told.length ? told.join(" · ") : w.noTroubles;
}

function examples(example: Record<string, unknown>): string {
  return Object.entries(example)
    .map(([name, value]) => `${name} = ${value === null ? "null" : String(value)}`)
    .join(", ");
}
