import { Checkbox } from "antd";
import { Shown } from "../shell";
import { useText } from "../words";
import { useRoles } from "./asking";

interface Props {
  value?: string[];
  onChange?: (roles: string[]) => void;
  /** People and programs of an institution have roles of their own at the platform. */
  isOfInstitution?: boolean;
}

/** Every role that can be given, to tick. */
export function RoleChoice({ value, onChange, isOfInstitution = false }: Props) {
  const say = useText();
  const roles = useRoles();
  return (
    <Shown asked={roles} height={150}>
      {(all) => (
        <Checkbox.Group
          className="role-choice"
          value={value}
          onChange={(chosen) => onChange?.(chosen as string[])}
          options={all
            .filter((role) => role.of_institutions === isOfInstitution)
            .map((role) => ({ value: role.code, label: say(role) }))}
        />
      )}
    </Shown>
  );
}
