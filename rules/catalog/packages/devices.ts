import type { BlockingCall, CatalogModule } from '../types.ts';

const waits = (name: string, why: string, useInstead: string): BlockingCall => ({
  member: `HID.prototype.${name}`,
  weight: 'unbounded',
  why,
  useInstead,
});

/** https://github.com/node-hid/node-hid: `HID` waits for the device, `HIDAsync` does not. */
export const devices: CatalogModule = {
  module: 'node-hid',
  versions: '^3.4.0',
  kind: 'wait',
  calls: [
    waits('readSync', 'waits until the device sends something', "hid.on('data', listener)"),
    waits('readTimeout', 'waits until the device sends something or the time is over', "hid.on('data', listener)"),
    waits('write', 'waits until the device has taken the report', 'await device.write() of HIDAsync'),
    waits('sendFeatureReport', 'waits for the device', 'await device.sendFeatureReport() of HIDAsync'),
    waits('getFeatureReport', 'waits for the device', 'await device.getFeatureReport() of HIDAsync'),
    { member: 'devices', weight: 'cheap', why: 'asks the system for every device', useInstead: 'await devicesAsync()' },
  ],
  nonBlocking: [{ member: 'devicesAsync', why: 'runs on the thread pool' }],
};
