import { Tag } from "antd";
import { useText } from "../words/language";
import type { Text } from "../words/text";

interface Shown {
  said: Text;
  tone: Tone;
}

/** Quiet colours with contrast ≥ 4.5; a colour never stands without its word. */
export type Tone = "good" | "bad" | "heed" | "busy" | "still";

const OUTCOMES: Record<string, Shown> = {
  approve: { said: { zh: "通过", en: "Approved" }, tone: "good" },
  refer: { said: { zh: "转人工", en: "Referred" }, tone: "heed" },
  decline: { said: { zh: "未通过", en: "Declined" }, tone: "bad" },
};

const STAGES: Record<string, Shown> = {
  applying: { said: { zh: "申请中", en: "Applying" }, tone: "busy" },
  deciding: { said: { zh: "评估中", en: "Deciding" }, tone: "busy" },
  needs_person: { said: { zh: "待人工", en: "Needs a person" }, tone: "heed" },
  offered: { said: { zh: "已给方案", en: "Offered" }, tone: "good" },
  at_institution: { said: { zh: "在机构办理", en: "At institution" }, tone: "busy" },
  lent: { said: { zh: "已放款", en: "Lent" }, tone: "good" },
  ended: { said: { zh: "已结束", en: "Ended" }, tone: "still" },
};

const WAITS: Record<string, Shown> = {
  reviewer: { said: { zh: "待复核", en: "Reviewer" }, tone: "heed" },
  second_reviewer: { said: { zh: "待第二人", en: "Second reviewer" }, tone: "heed" },
  explanation: { said: { zh: "请求说明", en: "Explanation" }, tone: "heed" },
  correction: { said: { zh: "请求更正", en: "Correction" }, tone: "heed" },
  person: { said: { zh: "请求人工", en: "A person" }, tone: "heed" },
};

const BANDS: Record<string, Tone> = { A: "good", B: "good", C: "still", D: "heed", E: "bad" };

export const outcomes = words(OUTCOMES);
export const stages = words(STAGES);
export const waits = words(WAITS);

export function OutcomeTag({ outcome }: { outcome: string | null | undefined }) {
  return <CodeTag code={outcome} among={OUTCOMES} />;
}

export function StageTag({ stage }: { stage: string | null | undefined }) {
  return <CodeTag code={stage} among={STAGES} />;
}

export function WaitTag({ waitsFor }: { waitsFor: string | null | undefined }) {
  return <CodeTag code={waitsFor} among={WAITS} />;
}

export function BandTag({ band }: { band: string | null | undefined }) {
  const say = useText();
  if (!band) return null;
  return <ToneTag tone={BANDS[band] ?? "still"}>{say({ zh: `${band} 档`, en: `Band ${band}` })}</ToneTag>;
}

/** A word in a tone, for states that are a page's own. */
export function ToneTag({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return (
    <Tag bordered={false} className={`tone tone-${tone}`}>
      {children}
    </Tag>
  );
}

function CodeTag({ code, among }: { code: string | null | undefined; among: Record<string, Shown> }) {
  const say = useText();
  if (!code) return null;
  const shown = among[code];
  return <ToneTag tone={shown?.tone ?? "still"}>{shown ? say(shown.said) : code}</ToneTag>;
}

function words(among: Record<string, Shown>): Record<string, Text> {
  return Object.fromEntries(Object.entries(among).map(([code, shown]) => [code, shown.said]));
}
