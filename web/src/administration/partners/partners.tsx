import { day, ToneTag, When, type Tone } from "../../plain";
import { Empty, Panel, Shown, useMay } from "../../shell";
import { said, useText, useWords } from "../../words";
import { usePartners, useRefusals } from "../asking";
import type { Partner, RefusalSeen } from "../bodies";
import { Listing, type Column } from "../listing";
import { words } from "./words";

/** Institutions that we exchange with (at an institution: the platform), each with its state. */
export default function Partners() {
  const w = useWords(words);
  const may = useMay();
  const partners = usePartners();
  return (
    <>
      <Panel title={w.list} flush>
        <Shown asked={partners} height={240} isEmpty={(body) => body.partners.length === 0} empty={<NoPartners />}>
          {(body) => <PartnerList partners={body.partners} />}
        </Shown>
      </Panel>
      {may("refusal.read") && <Refusals />}
    </>
  );
}

function NoPartners() {
  const w = useWords(words);
  return (
    <Empty title={w.none} height={240}>
      {w.noneHint} <code>puhui partner add --help</code>
    </Empty>
  );
}

function PartnerList({ partners }: { partners: Partner[] }) {
  const w = useWords(words);
  const say = useText();
  const columns: Column<Partner>[] = [
    { name: w.name, isHead: true, cell: (one) => say(one.name) },
    { name: w.code, cell: (one) => <code>{one.institution}</code> },
    { name: w.state, cell: (one) => <PartnerState partner={one} /> },
    { name: w.valid, cell: (one) => said(w.from, { from: day(one.valid_from), to: day(one.valid_to) }) },
    { name: w.key, cell: (one) => <code>{one.key_id}</code> },
    { name: w.address, cell: (one) => <code>{one.base_url}</code> },
  ];
  return <Listing label={w.list} columns={columns} rows={partners} keyOf={(one) => one.institution} />;
}

function PartnerState({ partner }: { partner: Partner }) {
  const w = useWords(words);
  const [tone, name] = stateOf(partner, new Date().toISOString().slice(0, 10));
  return <ToneTag tone={tone}>{w[name]}</ToneTag>;
}

function stateOf(partner: Partner, today: string): [Tone, "revoked" | "notYet" | "over" | "inForce"] {
  if (partner.revoked_at) return ["bad", "revoked"];
  if (day(partner.valid_from) > today) return ["busy", "notYet"];
  if (day(partner.valid_to) < today) return ["heed", "over"];
  return ["good", "inForce"];
}

function Refusals() {
  const w = useWords(words);
  const refusals = useRefusals();
  const columns: Column<RefusalSeen>[] = [
    { name: w.at, isHead: true, cell: (one) => <When at={one.at} /> },
    { name: w.code, cell: (one) => <code>{one.institution}</code> },
    { name: w.action, cell: (one) => <code>{one.action}</code> },
    { name: w.why, cell: (one) => <code>{one.code}</code> },
    { name: w.times, isNumber: true, cell: (one) => one.times },
  ];
  return (
    <Panel title={w.refusals} flush>
      <Shown asked={refusals} height={120} isEmpty={(body) => body.refusals.length === 0} empty={<Empty title={w.noRefusals} />}>
        {(body) => (
          <Listing label={w.refusals} columns={columns} rows={body.refusals} keyOf={(one) => `${one.at}${one.code}${one.action}`} />
        )}
      </Shown>
    </Panel>
  );
}
