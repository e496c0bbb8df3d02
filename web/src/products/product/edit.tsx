import { useQueryClient } from "@tanstack/react-query";
import { Alert } from "antd";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { Leaving, Panel, useMe, useUnsaved } from "../../shell";
import { said, useText, useWords } from "../../words";
import { ActBar } from "../../rules/publishing/act_bar";
import type { Trouble } from "../../rules/publishing/bodies";
import { callsOf } from "../../rules/publishing/calls";
import { Conflict } from "../../rules/publishing/conflict";
import { useDraft, type Held } from "../../rules/publishing/draft";
import { Troubles } from "../../rules/publishing/troubles";
import { words as publishing } from "../../rules/publishing/words";
import type { Corner, Product, WholeProduct } from "../bodies";
import { WritingContext } from "../form/field";
import { ProductForm } from "../form/form";
import { useFieldName } from "../form/names";
import { fieldsOf, productOf } from "../form/paths";
import { saidField } from "../form/said_field";
import { words as form } from "../form/words";
import { CostPicture } from "../seen/cost";
import { words as seen } from "../seen/words";

/** A product being changed: every trouble beside its field, the true cost redrawn as it is written. */
export function EditView({ product, again }: { product: WholeProduct; again: () => void }) {
  const p = useWords(publishing);
  const f = useWords(form);
  const s = useWords(seen);
  const say = useText();
  const me = useMe();
  const nameOf = useFieldName();
  const go = useNavigate();
  const questions = useQueryClient();
  const calls = useMemo(() => callsOf<Product>(`/api/v1/products/${product.code}`), [product.code]);
  const held: Held<Product> = { content: product.content ?? product.draft?.content ?? {}, hash: product.hash, draft: product.draft };
  const refresh = () => {
    again();
    void questions.invalidateQueries({ queryKey: ["products"] });
    void questions.invalidateQueries({ queryKey: ["product-diff", product.code] });
  };
  const editing = useDraft(held, calls, refresh);
  const isStale = (product.draft?.revision ?? null) !== editing.seenRevision || product.hash !== editing.basedOn;
  const over = cornersOf(editing.troubles);
  return (
    <div className="stack">
      <Leaving blocker={useUnsaved(editing.isChanged)} />
      {editing.wasRestored && !editing.conflict && <Alert type="info" showIcon message={f.restored} />}
      {product.draft?.state === "submitted" && <Alert type="info" showIcon message={p.canGoOn} />}
      {product.draft?.state === "rejected" && <Alert type="warning" showIcon message={said(p.rejectedBy, { note: product.draft.note })} />}
      {editing.conflict && (
        <Conflict
          problem={editing.conflict}
          began={fieldsOf(editing.began)}
          mine={fieldsOf(editing.content)}
          theirs={isStale ? fieldsOf(held.draft?.content ?? held.content) : null}
          id="field"
          called={(row) => nameOf(String(row.field))}
          shown={(row) => <span data-as-written>{saidField(String(row.field), row.value, say)}</span>}
          onTake={(rows) => editing.goOn(held, productOf(rows))}
          onDrop={() => editing.startOver(held)}
        />
      )}
      {over.length > 0 && (
        <Panel title={s.cost}>
          <CostPicture corners={[...product.corners.filter((it) => !over.some((one) => one.band === it.band)), ...over]} />
        </Panel>
      )}
      <WritingContext value={{ product: editing.content, change: editing.change, troubles: editing.troubles, choices: product.choices }}>
        <Panel flush title={p.editing}>
          <ProductForm ownInstitution={me.party.role === "institution"} />
          <ActBar
            editing={editing}
            calls={calls}
            hasDraft={product.draft !== null}
            revision={product.draft?.revision ?? null}
            onSubmitted={refresh}
            onDiscarded={product.is_new ? () => void go("/products") : refresh}
            onStartOver={() => editing.startOver(held)}
          />
        </Panel>
      </WritingContext>
      <Panel>
        <Troubles
          troubles={editing.troubles}
          isChecking={editing.isChecking}
          place={(it) => nameOf(it.column ?? it.row_id ?? "")}
          goTo={goToField}
          hasExamples={false}
        />
      </Panel>
    </div>
  );
}

function goToField(trouble: Trouble): void {
  const path = trouble.column ?? trouble.row_id ?? "";
  const fields = [...document.querySelectorAll<HTMLElement>("[data-path]")];
  const field = fields.find((it) => it.dataset.path === path) ?? fields.find((it) => (it.dataset.path ?? "").startsWith(path));
  field?.scrollIntoView({ block: "center" });
  field?.querySelector<HTMLElement>("input, textarea")?.focus();
}

/** The corners that a refusal tells of, as the picture draws them. */
function cornersOf(troubles: Trouble[]): Corner[] {
  return troubles.flatMap(({ example }) => {
    if (!example || !("band" in example) || !("measured" in example)) return [];
    const { band, amount_fen, months, measured, cap } = example as Record<string, string | number>;
    const corner: Corner = {
      band: String(band),
      amount_fen: Number(amount_fen ?? 0),
      months: Number(months ?? 0),
      apr_simple: String(measured),
      apr_effective: String(measured),
      cap: String(cap),
      is_within: false,
    };
    return [corner];
  });
}
