import { ToneTag, yuan, percent, when } from "../../plain";
import type { ReactNode } from "react";
import { useMe } from "../../shell";
import { said, useText, useWords } from "../../words";
import { codes, named } from "../words";
import type { CaseFile, Fee, Offer } from "./bodies";
import { Fold } from "./decision";
import { NotYet, Section } from "./section";
import { words } from "./words";

/** Offers beside each other at their true cost, and what was not offered and why. */
export function Offers({ file }: { file: CaseFile }) {
  const say = useWords(words);
  const text = useText();
  const until = file.offers.length > 0 && file.offers_valid_until && said(say.offers.until, { when: when(file.offers_valid_until) });
  return (
    <Section name="offers" title={say.sections.offers} extra={until && <span className="soft">{until}</span>} flush={file.offers.length > 0}>
      {file.offers.length === 0 && <NoOffers file={file} />}
      {file.offers.length > 0 && <SideBySide offers={file.offers} />}
      {file.fell_out.length > 0 && (
        <div className={file.offers.length > 0 ? "case-inset" : undefined}>
          <Fold title={said(say.offers.fell, { n: file.fell_out.length })}>
            <ul className="case-fell">
              {file.fell_out.map((it) => (
                <li key={it.product}>
                  <b>{text(it.product_name)}</b> <span className="soft">{text(it.institution_name)}</span>
                  <ul>
                    {it.reasons.map((reason) => (
                      <li key={reason.code}>{text(reason.text)}</li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </Fold>
        </div>
      )}
    </Section>
  );
}

function NoOffers({ file }: { file: CaseFile }) {
  const say = useWords(words).offers;
  const text = useText();
  const isLender = useMe().party.role === "institution";
  if (file.offers_said) return <NotYet title={text(file.offers_said)} />;
  if (isLender && file.handovers.length > 0) return <NotYet title={say.noneHere} why={say.noneHereWhy} />;
  return <NotYet title={say.none} why={say.noneWhy} />;
}

interface Line {
  name: string;
  of: (offer: Offer) => ReactNode;
  isStrong?: boolean;
}

function SideBySide({ offers }: { offers: Offer[] }) {
  const say = useWords(words).offers;
  const text = useText();
  const lines = useLines();
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={say.total}>
      <table className="case-offers">
        <thead>
          <tr>
            <td />
            {offers.map((it) => (
              <th key={it.id} scope="col" className={it.chosen_at ? "case-offer-chosen" : undefined}>
                <span className="case-offer-rank">{it.rank}</span>
                <span>{text(it.institution_name)}</span>
                <span className="soft">{text(it.product_name)}</span>
                <span className="case-offer-tags">
                  {it.chosen_at && <ToneTag tone="good">{say.chosen}</ToneTag>}
                  {it.rank === 1 && <ToneTag tone="busy">{say.cheapest}</ToneTag>}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name} className={line.isStrong ? "case-offer-strong" : undefined}>
              <th scope="row">{line.name}</th>
              {offers.map((it) => (
                <td key={it.id} className={it.chosen_at ? "case-offer-chosen" : undefined}>
                  {line.of(it)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useLines(): Line[] {
  const say = useWords(words).offers;
  const { months } = useWords(codes);
  return [
    { name: say.amount, of: (it) => yuan(it.amount_fen) },
    { name: say.months, of: (it) => said(months, { n: it.months }) },
    { name: say.received, of: (it) => yuan(it.received_fen) },
    { name: say.total, of: (it) => yuan(it.total_cost_fen), isStrong: true },
    { name: say.interest, of: (it) => yuan(it.interest_fen) },
    { name: say.fees, of: (it) => <Fees offer={it} /> },
    { name: say.aprSimple, of: (it) => percent(it.apr_simple), isStrong: true },
    { name: say.aprEffective, of: (it) => percent(it.apr_effective) },
    { name: say.rate, of: (it) => percent(it.annual_rate) },
    { name: say.method, of: (it) => named(say.methods, it.method) },
    { name: say.first, of: (it) => <First offer={it} /> },
    { name: say.chance, of: (it) => percent(it.approval_chance, 0) },
    { name: say.expected, of: (it) => percent(it.expected_rate) },
  ];
}

function Fees({ offer }: { offer: Offer }) {
  const say = useWords(words).offers;
  if (offer.fees.length === 0) return <span className="soft">{say.noFees}</span>;
  return (
    <>
      {yuan(offer.fees_fen)}
      {offer.fees.map((it, at) => (
        <FeeLine key={at} fee={it} />
      ))}
    </>
  );
}

function FeeLine({ fee }: { fee: Fee }) {
  const say = useWords(words).offers;
  const text = useText();
  const amount = fee.amount_fen > 0 ? yuan(fee.amount_fen) : percent(fee.share);
  return <span className="case-offer-more">{said(say.fee, { name: text(fee.name), amount, payee: text(fee.payee) })}</span>;
}

function First({ offer }: { offer: Offer }) {
  const first = offer.schedule[0];
  if (!first) return null;
  return (
    <>
      {yuan(first.principal_fen + first.interest_fen + first.fees_fen)}
      <span className="case-offer-more">{first.due}</span>
    </>
  );
}
