/** Roles in words, side by side. */
export function RoleTags({ codes, nameOf }: { codes: string[]; nameOf: (code: string) => string }) {
  return <span>{codes.map(nameOf).join(" · ")}</span>;
}
