import { Input, InputNumber, Radio } from "antd";
import type { ReactNode } from "react";
import { yuan } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Band, Referral } from "../bodies";
import type { Draft, Drafting } from "./draft";
import { words } from "./words";

interface Props {
  referral: Referral;
  draft: Drafting;
  missing: Set<keyof Draft>;
}

/** The fields of a verdict: limit and band for an approval, a reason in both languages always. */
export function VerdictForm({ referral, draft, missing }: Props) {
  const w = useWords(words);
  const { value } = draft;
  const set = (part: Partial<Draft>) => draft.change((it) => ({ ...it, ...part }));
  return (
    <>
      {value.outcome === "approve" && (
        <>
          <Field id="verdict-limit" name={w.dialog.limit} hint={said(w.dialog.limitHint, { amount: yuan(referral.asked_fen) })} lacks={missing.has("limit_yuan")}>
            <InputNumber
              id="verdict-limit"
              aria-describedby="verdict-limit-hint"
              min={0}
              step={1000}
              precision={2}
              controls={false}
              value={value.limit_yuan}
              onChange={(limit_yuan) => set({ limit_yuan })}
              status={missing.has("limit_yuan") ? "error" : undefined}
              aria-invalid={missing.has("limit_yuan")}
              className="review-wide"
            />
          </Field>
          <Bands value={value.band} lacks={missing.has("band")} choose={(band) => set({ band })} />
        </>
      )}
      <Phrases outcome={value.outcome} choose={set} />
      {(["reason_zh", "reason_en"] as const).map((name) => (
        <Field key={name} id={`verdict-${name}`} name={w.dialog[name]} hint={name === "reason_zh" ? w.dialog.reasonHint : ""} lacks={missing.has(name)}>
          <Input.TextArea
            id={`verdict-${name}`}
            aria-describedby={`verdict-${name}-hint`}
            lang={name === "reason_zh" ? "zh-CN" : "en"}
            rows={2}
            maxLength={300}
            value={value[name]}
            onChange={(event) => set({ [name]: event.target.value })}
            status={missing.has(name) ? "error" : undefined}
            aria-invalid={missing.has(name)}
          />
        </Field>
      ))}
    </>
  );
}

function Field(props: { id: string; name: string; hint: string; lacks: boolean; children: ReactNode }) {
  const w = useWords(words);
  return (
    <div className="review-field">
      <label htmlFor={props.id}>{props.name}</label>
      {props.children}
      <span id={`${props.id}-hint`} className={props.lacks ? "review-lacks" : "soft"}>
        {[props.lacks && w.dialog.needed, props.hint].filter(Boolean).join(" · ")}
      </span>
    </div>
  );
}

function Bands({ value, lacks, choose }: { value: Band | null; lacks: boolean; choose: (band: Band) => void }) {
  const w = useWords(words);
  return (
    <fieldset className="review-field">
      <legend>{w.dialog.band}</legend>
      <Radio.Group
        value={value}
        onChange={(event) => choose(event.target.value as Band)}
        options={["A", "B", "C"].map((it) => ({ value: it, label: it }))}
        optionType="button"
      />
      <span className={lacks ? "review-lacks" : "soft"}>
        {lacks && `${w.dialog.needed} · `}
        {w.dialog.bandHint}
      </span>
    </fieldset>
  );
}

/** Reasons that are said often, in both languages at once; what is put in can still be changed. */
function Phrases({ outcome, choose }: { outcome: Draft["outcome"]; choose: (part: Partial<Draft>) => void }) {
  const w = useWords(words);
  const say = useText();
  return (
    <fieldset className="review-field">
      <legend>{w.dialog.phrases}</legend>
      <div className="review-phrases">
        {w.phrases[outcome].map((it) => (
          <button key={it.en} type="button" onClick={() => choose({ reason_zh: it.zh, reason_en: it.en })}>
            {say(it)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
