/** Clouds whose network answers ARP by itself from a list of its own: a VIP that moves by gratuitous ARP stays unreachable there. */
const fabrics: readonly (readonly [RegExp, string])[] = [
  [/amazon ec2/i, 'Amazon EC2'],
  [/google compute|^google$/i, 'Google Compute Engine'],
  [/microsoft corporation.*virtual machine/i, 'Microsoft Azure'],
  [/alibaba/i, 'Alibaba Cloud'],
  [/digitalocean/i, 'DigitalOcean'],
  [/hetzner/i, 'Hetzner Cloud'],
];

export const cloudOf = (manufacturer: string, model: string): string | undefined =>
  fabrics.find(([pattern]) => pattern.test(`${manufacturer} ${model}`))?.[1];

/** The cloud this machine is a guest of, by its firmware's tables; undefined elsewhere and without the right to read them. */
export async function readCloud(): Promise<string | undefined> {
  // Loaded here and not above: it costs as much as the rest of the program.
  const {default: systeminformation} = await import('systeminformation');
  const {manufacturer, model} = await systeminformation.system();
  return cloudOf(manufacturer, model);
}
