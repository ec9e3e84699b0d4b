/**
 * Alias files of Red Hat's network-scripts (initscripts: sysconfig.txt, ifup-aliases). `ifup` announces an alias of a NIC by gratuitous
 * ARP, one of lo it does not. The mask is that of a single host, so that no route to the VIP's network appears.
 */
export function ifcfgAlias(nic: string, index: number, address: string): string {
  return [
    '# LVS virtual address. Written by lvs-wizard; lvs-wizard undo takes it away.',
    `DEVICE=${nic}:${index}`,
    'BOOTPROTO=none',
    `IPADDR=${address}`,
    'NETMASK=255.255.255.255',
    'ONBOOT=yes',
    // Without NAME, ifup-aliases of lo would take the parent's.
    `NAME=lvs-${nic}-${index}`,
    '',
  ].join('\n');
}
