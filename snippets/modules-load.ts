/** A file for /etc/modules-load.d (modules-load.d(5)): one module a line, loaded before sysctl.d is applied. */
export const modulesLoadFile = (names: readonly string[]): string =>
  ['# IPVS and its schedulers. Written by lvs-wizard; lvs-wizard undo takes it away.', ...names, ''].join('\n');
