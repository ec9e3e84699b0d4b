/** The help of the program as a whole, at hand without loading what runs it. program.test.ts holds it against the commands there are. */
export const helpText = `Usage: lvs-wizard [command] [options]

Sets up a Linux Virtual Server (IPVS) cluster in direct routing, host by host, and puts a host back.
Without a command it asks what the cluster is, shows the plan, applies it and checks the result.

Commands:
  plan          show what apply would do on this host, and why; changes nothing, needs no root
  apply         carry the plan out and check the result; a failure takes everything back
  undo          put this host back as it was before the first apply
  token         print the cluster as one line for join on the next host
  join TOKEN    set this host up as its part of the cluster in the token

Options:
  -V, --version           print the version
  -h, --help              print this help; after a command, that command's

Exit codes:
  0    done, or nothing to do
  1    failed and rolled back; or it was carried out and the check at the end found something wrong
  2    bad usage or bad input; with plan --detailed-exitcode: there is something to do
  77   needs root
  130  interrupted or declined; nothing stays changed

The cluster file is kept at /etc/lvs-wizard/cluster.yaml, the journal that undo works from in
/var/lib/lvs-wizard.
`;

/** A command's description, as the text above has it. */
export const describe = (command: string): string => new RegExp(`^ {2}${command}(?: TOKEN)? {2,}(.*)$`, 'm').exec(helpText)?.[1] ?? '';
