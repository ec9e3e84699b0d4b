/** Where the programs are: systemd before version 239 takes absolute paths only. */
interface Programs {
  readonly ip: string;
  readonly sysctl: string;
  readonly arping: string;
}

interface VipUnit {
  readonly nic: string;
  /** The service that configures the NIC and, when restarted, takes foreign addresses off it; null: none does. */
  readonly manager: string | null;
  readonly sysctlFile: string;
  readonly programs: Programs;
}

const heading = '# Written by lvs-wizard; lvs-wizard undo takes it away.';

/**
 * A template unit (systemd.unit(5)), one instance a VIP: `lvs-wizard-vip@192.0.2.1.service`; %i is the address. On a director the VIP
 * comes last: after the network, the IPVS rules and the sysctls, because from then on clients arrive. `-` before arping: an
 * announcement that fails is no reason to be without the address.
 */
export const directorVipUnit = ({nic, manager, sysctlFile, programs}: VipUnit): string =>
  `${heading}
[Unit]
Description=LVS virtual address %i on ${nic}
Wants=network-online.target
After=network-online.target systemd-sysctl.service ipvsadm.service
${manager === null ? '' : `# Restarted, it flushes the NIC: the address must come back after it.\nAfter=${manager}\nPartOf=${manager}\n`}
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStartPre=${programs.sysctl} -q -p ${sysctlFile}
ExecStart=${programs.ip} address replace %i/32 dev ${nic}
ExecStartPost=-${programs.arping} -q -U -c 2 -w 3 -I ${nic} %i
ExecStop=-${programs.ip} address del %i/32 dev ${nic}

[Install]
WantedBy=multi-user.target
`;

/**
 * On a real server the ARP settings come first, whatever else boot does: if they cannot be set, the address is not taken, because a real
 * server that answers ARP for the VIP draws clients past the director.
 */
export const realServerVipUnit = ({sysctlFile, programs}: Pick<VipUnit, 'sysctlFile' | 'programs'>): string =>
  `${heading}
[Unit]
Description=LVS virtual address %i on lo
After=systemd-sysctl.service network-pre.target
Before=network.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStartPre=${programs.sysctl} -q -p ${sysctlFile}
ExecStart=${programs.ip} address replace %i/32 dev lo
ExecStart=${programs.ip} route replace %i/32 dev lo
ExecStop=-${programs.ip} route del %i/32 dev lo
ExecStop=-${programs.ip} address del %i/32 dev lo

[Install]
WantedBy=multi-user.target
`;
