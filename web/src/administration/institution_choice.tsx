import { Select } from "antd";
import { useMe } from "../shell";
import { useText, useWords } from "../words";
import { usePartners } from "./asking";
import { words } from "./words";

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (institution: string | null) => void;
}

/** Whose person or program it is: this house's, or, at the platform, a partner institution's. */
export function InstitutionChoice({ id, value, onChange }: Props) {
  const w = useWords(words);
  const say = useText();
  const partners = usePartners();
  const theirs = partners.data?.partners.filter((one) => !one.is_platform) ?? [];
  return (
    <Select
      id={id}
      value={value ?? ""}
      onChange={(code) => onChange?.(code || null)}
      options={[{ value: "", label: w.ownHouse }, ...theirs.map((one) => ({ value: one.institution, label: say(one.name) }))]}
    />
  );
}

/** Whether there is a choice at all. */
export function useHasInstitutions(): boolean {
  const me = useMe();
  const partners = usePartners();
  return me.party.role === "platform" && (partners.data?.partners.length ?? 0) > 0;
}
