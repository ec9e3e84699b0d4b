/** A drop-in for /etc/sysctl.d (sysctl.d(5)). Keys with `/` are read as they stand, so that a NIC's name may hold dots. */
export function sysctlFile(purpose: string, values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
  return [`# ${purpose}`, '# Written by lvs-wizard; lvs-wizard undo takes it away.', ...lines, ''].join('\n');
}
