/** The seed cluster's file: one director, no failover. */
export const seedCluster = `version: 1
name: web
mode: dr
services:
  - vip: 192.168.233.200
    port: 80
    protocol: tcp
    scheduler: rr
directors:
  - {name: test1, address: 192.168.233.10}
realServers:
  - {name: nginx1, address: 192.168.233.100}
  - {name: nginx2, address: 192.168.233.110}
firewall: stop
`;

export const seedVip = '192.168.233.200';
