import {expect, it} from 'vitest';
import {cloudOf} from '../../../source/host/machine.ts';

it.each([
  ['Amazon EC2', 't3.micro', 'Amazon EC2'],
  ['Google', 'Google Compute Engine', 'Google Compute Engine'],
  ['Microsoft Corporation', 'Virtual Machine', 'Microsoft Azure'],
  ['QEMU', 'Standard PC (Q35 + ICH9, 2009)', undefined],
  ['Microsoft Corporation', 'Surface Pro', undefined],
])('%s %s is a guest of %s', (manufacturer, model, cloud) => {
  expect(cloudOf(manufacturer, model)).toBe(cloud);
});
