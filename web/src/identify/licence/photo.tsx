import { Alert, Button } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { percent, ToneTag, yuan, type Tone } from "../../plain";
import { Panel, Refusal, Waiting } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Licence, LicenceField } from "../bodies";
import { readLicence } from "../calls";
import { Drop } from "../drop";
import { words } from "./words";

type Sure = "ok" | "wrong" | "unchecked" | "unsure";
const TONES: Record<Sure, Tone> = { ok: "good", wrong: "bad", unchecked: "still", unsure: "heed" };

/** A photographed licence, field by field, each beside its piece of the photo. */
export function LicencePhoto({ goOn }: { goOn: (name: string, scope: string) => void }) {
  const w = useWords(words);
  const reading = useDo((photo: File) => readLicence(photo));
  const [licence, setLicence] = useState<Licence | null>(null);
  const take = async (photo: File) => {
    setLicence(null);
    setLicence(await reading.run(photo));
  };
  return (
    <>
      <Panel>
        <Drop label={w.pick} more={w.drop} accept="image/jpeg,image/png,image/webp" isBusy={reading.isRunning} take={(it) => void take(it)} />
        <p className="soft identify-small">{w.about}</p>
      </Panel>
      <div aria-live="polite">
        <Refusal problem={reading.problem} />
        {reading.isRunning && <Panel><p>{w.reading}</p><Waiting rows={8} height={360} /></Panel>}
        {licence && <Fields licence={licence} goOn={goOn} />}
      </div>
    </>
  );
}

function Fields({ licence, goOn }: { licence: Licence; goOn: (name: string, scope: string) => void }) {
  const w = useWords(words);
  const text = useText();
  const value = (name: string) => String(licence.fields.find((it) => it.name === name)?.value ?? "");
  const name = value("name");
  const scope = value("scope");
  return (
    <Panel flush>
      {licence.advice && <Alert banner type="warning" message={w.advice} description={text(licence.advice)} />}
      {licence.remarks.map((it, at) => <Alert banner key={at} type="info" message={text(it)} />)}
      <ul className="licence-fields">
        {licence.fields.map((it) => <Field key={it.name} field={it} />)}
      </ul>
      {(name || scope) && (
        <div className="identify-acts identify-inset">
          <Button type="primary" onClick={() => goOn(name, scope)}>{w.go}</Button>
        </div>
      )}
    </Panel>
  );
}

function Field({ field }: { field: LicenceField }) {
  const w = useWords(words);
  const text = useText();
  const sure: Sure = field.checked === "wrong" ? "wrong" : field.is_unsure ? "unsure" : (field.checked as Sure);
  return (
    <li>
      <div className="licence-name">
        <b>{text(field.title)}</b>
        {field.text && <ToneTag tone={TONES[sure]}>{w.sure[sure]}</ToneTag>}
      </div>
      <div className="licence-value">
        {field.text ? <span data-as-written>{shown(field)}</span> : <span className="soft">{w.none}</span>}
        {field.text && <span className="identify-lower">{w.confidence} {percent(field.confidence, 0)}</span>}
        {field.why && <span className="identify-lower">{text(field.why)}</span>}
        {field.suggestions.length > 0 && <span className="identify-lower">{w.maybe}: <span data-as-written>{field.suggestions.join("、")}</span></span>}
      </div>
      {field.crop && <img src={field.crop} alt={said(w.cropOf, { field: text(field.title) })} />}
    </li>
  );
}

/** Capital comes as fen, everything else as it is read. */
function shown(field: LicenceField): string {
  if (field.name === "capital" && typeof field.value === "number") return yuan(field.value);
  return String(field.value ?? field.text);
}
